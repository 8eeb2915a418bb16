import { Dialog } from '#desk/parts/dialog.tsx';
import { shortcuts, singleKeys, turnSingleKeys } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** The shortcuts of the screen that is open, and the switch that turns single keys off. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { shell } = words.value;
  return (
    <Dialog title={shell.shortcuts} onClose={onClose}>
      <dl class="shortcuts">
        {shortcuts.value.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={({ currentTarget }) => turnSingleKeys(currentTarget.checked)}
        />
        {shell.singleKeys}
      </label>
    </Dialog>
  );
}
