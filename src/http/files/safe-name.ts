const mostCharacters = 100;

/**
 * A file's name that can be shown, stored and offered for saving: no path, no controls, nothing that turns the direction
 * of what follows, not too long; its ending stays.
 */
export function safeName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (plain === '') return 'file';
  const characters = Array.from(plain);
  if (characters.length <= mostCharacters) return plain;
  const ending = /\.[\w-]{1,10}$/.exec(plain)?.[0] ?? '';
  return (
    characters
      .slice(0, mostCharacters - ending.length)
      .join('')
      .trimEnd() + ending
  );
}
