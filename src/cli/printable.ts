/** Controls, marks that show nothing (bidirectional ones among them), and the two line ends that are not \n. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const kept = new Set(['\n', '\t']);

/**
 * A text for a terminal: what visitors typed can hold what a terminal obeys, or what makes a line read as another one.
 * It is written as JSON writes it, so a JSON line stays the same data; line breaks and tabs stay as they are.
 */
export function printable(text: string): string {
  return text.replaceAll(unseen, (character) => (kept.has(character) ? character : escaped(character)));
}

/** The same output, on which everything is written as `printable` does. */
export function printing(output: NodeJS.WriteStream): NodeJS.WritableStream {
  const write = (text: string): boolean => output.write(printable(text));
  // Commands write texts and nothing else; whatever else they ask of it is the output's own.
  return Object.assign(Object.create(output) as NodeJS.WritableStream, { write });
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
