/** Where the code is printed that a scanner reads. */
export function CodeMark({ kind }: { kind: 'square' | 'bars' }) {
  return (
    <svg class={`code ${kind}`} viewBox="0 0 21 21" preserveAspectRatio="none" aria-hidden="true">
      {kind === 'bars' ? (
        <path d="M0 0v21M2 0v21M5 0v21M6 0v21M9 0v21M11 0v21M13 0v21M16 0v21M18 0v21M20 0v21" />
      ) : (
        <path d="M.5.5h6v6h-6zM14.5.5h6v6h-6zM.5 14.5h6v6h-6zM3 3h1v1H3zM17 3h1v1h-1zM3 17h1v1H3zM9 1v4M11 3v5M9 9h4v3H9M1 9h5M14 10h6M10 14v6M13 15h3v5M18 14v6" />
      )}
    </svg>
  );
}
