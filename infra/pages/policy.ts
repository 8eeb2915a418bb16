/** A Content Security Policy that allows nothing but what is named, by directive. */
export function policyOf(allowed: Record<string, readonly string[]>): string {
  const directives = {
    'default-src': ["'none'"],
    ...allowed,
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}
