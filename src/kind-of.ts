/** What kind of thing an author's function returned, in words: `a list`. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'number':
    case 'bigint':
      return 'a number';
    case 'boolean':
      return String(value);
    case 'function':
      return 'a function';
    default:
      return value instanceof Error ? 'an error' : 'an object';
  }
}
