/** Without letters and digits that are easily misread, or that make words. */
const itemLetters = 'bcdfghjkmnpqrstvwxyz23456789bcdf';

/** Whether an id of an item is one of ours. */
export function isRandomItem(id: string): boolean {
  return new RegExp(`^[a-z][${itemLetters}]{7}$`).test(id) && !/[aeiou]/.test(id);
}

/** The id of an item that eight bytes make. It begins with a letter, so that it is never taken for an item's number. */
export function itemFrom(bytes: Uint8Array): string {
  return [...bytes].map((byte, at) => itemLetters[byte % (at === 0 ? 16 : 32)]).join('');
}
