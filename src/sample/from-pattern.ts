import type { Random } from '../controls/sample.ts';

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const printable = `${digits}${letters} .,;:-+*/()!?@#%&=_'`;
const classes: { readonly [escape: string]: string } = {
  d: digits,
  w: `${digits}${letters}_`,
  s: ' ',
  D: letters,
  W: ' -.',
  S: `${digits}${letters}`,
  n: '\n',
  r: '\r',
  t: '\t',
};

/** How many more than the least are repeated where a pattern sets no end. */
const extraRepeats = 3;

/** Makes one text each time that it is called. */
type Make = () => string;

/** A pattern that is read from its start to its end. */
interface Reader {
  peek(): string;
  take(): string;
  /** Takes what matches here; null when nothing does. */
  match(pattern: RegExp): RegExpExecArray | null;
  isAtEnd(): boolean;
  readonly random: Random;
}

/**
 * A text that a pattern probably matches: literals, classes, groups, alternatives and repetitions are followed, and
 * anchors are passed over. The caller tries what it gets against the schema.
 *
 * @param source as in `RegExp.prototype.source`
 * @returns undefined for look-around, back references and what else cannot be followed
 */
export function fromPattern(source: string, random: Random): string | undefined {
  const reader = readerOf(source, random);
  const make = alternatives(reader);
  return make === undefined || !reader.isAtEnd() ? undefined : make();
}

function readerOf(source: string, random: Random): Reader {
  let at = 0;
  return {
    random,
    peek: () => source[at] ?? '',
    take: () => source[at++] ?? '',
    match(pattern) {
      const found = pattern.exec(source.slice(at));
      at += found?.[0].length ?? 0;
      return found;
    },
    isAtEnd: () => at >= source.length,
  };
}

function alternatives(reader: Reader): Make | undefined {
  const choices: Make[] = [];
  do {
    const sequence = sequenceOf(reader);
    if (sequence === undefined) return undefined;
    choices.push(sequence);
  } while (reader.match(/^\|/) !== null);
  return () => reader.random.pick(choices)();
}

function sequenceOf(reader: Reader): Make | undefined {
  const parts: Make[] = [];
  while (!reader.isAtEnd() && reader.peek() !== '|' && reader.peek() !== ')') {
    const atom = atomOf(reader);
    if (atom === undefined) return undefined;
    parts.push(repeated(reader, atom));
  }
  return () => parts.map((part) => part()).join('');
}

function atomOf(reader: Reader): Make | undefined {
  const char = reader.take();
  switch (char) {
    case '^':
    case '$':
      return () => '';
    case '.':
      return oneOf(reader, letters);
    case '[':
      return oneOf(reader, classOf(reader));
    case '\\':
      return escaped(reader);
    case '(':
      return group(reader);
    default:
      return () => char;
  }
}

function group(reader: Reader): Make | undefined {
  const isPlain = reader.peek() !== '?' || reader.match(/^\?(?::|<[\p{L}_$][\p{L}\d_$]*>)/u) !== null;
  const inner = isPlain ? alternatives(reader) : undefined;
  return reader.take() === ')' ? inner : undefined;
}

function escaped(reader: Reader): Make | undefined {
  const char = reader.take();
  if (char === 'b' || char === 'B') return () => '';
  if (/[1-9k]/.test(char)) return undefined;
  return oneOf(reader, setOf(reader, char));
}

/** What stands behind a backslash, as the characters it may be. */
function setOf(reader: Reader, char: string): string {
  if (char === 'p' || char === 'P') {
    const property = reader.match(/^\{([^}]*)\}/);
    return /^(N|Nd|Number)/.test(property?.[1] ?? '') ? digits : letters;
  }
  return classes[char] ?? char;
}

function classOf(reader: Reader): string {
  const isNegated = reader.match(/^\^/) !== null;
  let set = '';
  while (!reader.isAtEnd() && reader.peek() !== ']') {
    const char = reader.take();
    if (char === '\\') set += setOf(reader, reader.take());
    else if (reader.match(/^-(?=[^\]])/) !== null) set += range(char, reader.take());
    else set += char;
  }
  reader.take();
  if (!isNegated) return set;
  return Array.from(printable)
    .filter((char) => !set.includes(char))
    .join('');
}

function oneOf({ random }: Reader, set: string): Make | undefined {
  const characters = Array.from(set);
  return characters.length === 0 ? undefined : () => random.pick(characters);
}

function repeated(reader: Reader, atom: Make): Make {
  const counts = reader.match(/^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/);
  if (counts === null) return atom;
  const { low, high } = limitsOf(counts);
  return () => Array.from({ length: reader.random.whole(low, high) }, atom).join('');
}

/** How often at least and at most: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,4}`. */
function limitsOf([, sign, least, comma, most]: RegExpExecArray): { low: number; high: number } {
  if (sign === '?') return { low: 0, high: 1 };
  if (sign !== undefined) return openFrom(sign === '+' ? 1 : 0);
  if (comma === undefined) return { low: Number(least), high: Number(least) };
  return most === '' ? openFrom(Number(least)) : { low: Number(least), high: Number(most) };
}

function openFrom(low: number): { low: number; high: number } {
  return { low, high: low + extraRepeats };
}

function range(from: string, to: string): string {
  const first = from.codePointAt(0) ?? 0;
  const last = Math.min(to.codePointAt(0) ?? 0, first + 200);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) =>
    String.fromCodePoint(first + index),
  ).join('');
}
