import { useEffect, useMemo } from 'preact/hooks';
import type { Loaded } from '#desk/api/loaded.ts';
import { keptPlace } from '#desk/lists/place.ts';
import { focusOrder } from '#desk/lists/row-keys.ts';
import { useUpToDate } from '#desk/parts/up-to-date.ts';

/** Reads something again when a screen shows what was read before, and from then on, as often as everything is. */
export function useFresh<Value>({ value, reload }: Loaded<Value>): void {
  const wasThere = useMemo(() => value.peek() !== undefined, []);
  useEffect(() => {
    if (wasThere) void reload();
  }, []);
  useUpToDate(reload);
}

/** Puts the focus back on the order that was opened from here, once its row is there; and returns its number. */
export function useKeptPlace(isThere: boolean): string | undefined {
  const place = useMemo(keptPlace, []);
  useEffect(() => {
    if (!isThere || !place) return;
    focusOrder(place.opened);
    scrollTo(0, place.scroll);
  }, [isThere]);
  return place?.opened;
}
