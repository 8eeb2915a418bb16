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
