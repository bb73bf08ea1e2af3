import type { Random } from './seeded.ts';

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
};

/** How many more than the least are repeated where a pattern sets no end. */
const extraRepeats = 3;

/**
 * A text that a pattern probably matches: literals, classes, groups, alternatives and repetitions are followed, and
 * anchors are passed over. The caller tries what it gets against the schema.
 *
 * @param source as in `RegExp.prototype.source`
 * @returns undefined for look-around, back references and what else cannot be followed
 */
export function fromPattern(source: string, random: Random): string | undefined {
  let at = 0;
  const peek = (): string => source[at] ?? '';
  const take = (): string => source[at++] ?? '';

  function alternatives(): (() => string) | undefined {
    const choices: (() => string)[] = [];
    for (;;) {
      const sequence = sequenceOf();
      if (sequence === undefined) return undefined;
      choices.push(sequence);
      if (peek() !== '|') break;
      take();
    }
    return () => random.pick(choices)();
  }

  function sequenceOf(): (() => string) | undefined {
    const parts: (() => string)[] = [];
    while (at < source.length && peek() !== '|' && peek() !== ')') {
      const atom = atomOf();
      if (atom === undefined) return undefined;
      parts.push(repeated(atom));
    }
    return () => parts.map((part) => part()).join('');
  }

  function atomOf(): (() => string) | undefined {
    const char = take();
    if (char === '^' || char === '$') return () => '';
    if (char === '.') return () => random.pick(Array.from(letters));
    if (char === '[') return oneOf(classOf());
    if (char === '\\') return escaped();
    if (char !== '(') return () => char;
    if (peek() === '?' && !skipGroupName()) return undefined;
    const inner = alternatives();
    return take() === ')' ? inner : undefined;
  }

  function skipGroupName(): boolean {
    const name = /^\?(?::|<[\p{L}_$][\p{L}\d_$]*>)/u.exec(source.slice(at));
    at += name?.[0].length ?? 0;
    return name !== null;
  }

  function escaped(): (() => string) | undefined {
    const char = take();
    if (char === 'b' || char === 'B') return () => '';
    if (/[1-9k]/.test(char)) return undefined;
    return oneOf(setOf(char));
  }

  /** What stands behind a backslash, as the characters it may be. */
  function setOf(char: string): string {
    if (char === 'p' || char === 'P') {
      const property = /^\{([^}]*)\}/.exec(source.slice(at));
      at += property?.[0].length ?? 0;
      return /^(N|Nd|Number)/.test(property?.[1] ?? '') ? digits : letters;
    }
    if (char === 'n' || char === 'r' || char === 't') return { n: '\n', r: '\r', t: '\t' }[char];
    return classes[char] ?? char;
  }

  function classOf(): string {
    const negated = peek() === '^';
    if (negated) take();
    let set = '';
    while (at < source.length && peek() !== ']') {
      const char = take();
      if (char === '\\') {
        set += setOf(take());
      } else if (peek() === '-' && source[at + 1] !== ']' && at + 1 < source.length) {
        take();
        set += range(char, take());
      } else {
        set += char;
      }
    }
    take();
    return negated
      ? Array.from(printable)
          .filter((char) => !set.includes(char))
          .join('')
      : set;
  }

  function oneOf(set: string): (() => string) | undefined {
    const characters = Array.from(set);
    return characters.length === 0 ? undefined : () => random.pick(characters);
  }

  function repeated(atom: () => string): () => string {
    const counts = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(source.slice(at));
    if (counts === null) return atom;
    at += counts[0].length;
    const [, sign, least, comma, most] = counts;
    const low = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const open = low + extraRepeats;
    const high =
      sign === undefined
        ? comma === undefined
          ? low
          : most === ''
            ? open
            : Number(most)
        : sign === '?'
          ? 1
          : open;
    return () => Array.from({ length: random.whole(low, high) }, atom).join('');
  }

  const generate = alternatives();
  return generate === undefined || at < source.length ? undefined : generate();
}

function range(from: string, to: string): string {
  const first = from.codePointAt(0) ?? 0;
  const last = Math.min(to.codePointAt(0) ?? 0, first + 200);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) =>
    String.fromCodePoint(first + index),
  ).join('');
}
