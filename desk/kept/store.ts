/** What the desk needs of a `Storage` of the browser. */
export type Store = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** A storage of the browser; null where it has none, or lets this page use none. */
export function browserStore(name: 'localStorage' | 'sessionStorage'): Store | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}

/** Notes something for later pages, such as a language. A storage that is full or closed does not. */
export function note(name: 'localStorage' | 'sessionStorage', key: string, text: string | null): void {
  try {
    const store = browserStore(name);
    if (text === null) store?.removeItem(key);
    else store?.setItem(key, text);
  } catch {
    // It is forgotten when this page is closed.
  }
}
