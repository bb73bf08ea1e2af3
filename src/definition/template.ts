import { createRequire } from 'node:module';
import type * as MessageFormat from '@messageformat/parser';
import type { Token } from '@messageformat/parser';
import type { AnswerPath } from './answers.ts';

/** A text with answers in it, as it was read once: what an author writes in ICU's message format. */
export type Template = readonly Piece[];

/** An answer as it reads in a summary, and what stands there while it is missing. */
interface AnswerPiece {
  readonly kind: 'answer';
  readonly ref: AnswerPath;
  readonly otherwise: string | undefined;
}

/** A text for each number of something: `plural` counts, `ordinal` numbers (1st, 2nd). */
interface PluralPiece {
  readonly kind: 'plural' | 'ordinal';
  readonly ref: AnswerPath;
  readonly otherwise: string | undefined;
  readonly offset: number;
  readonly cases: Cases;
}

/** A text for each value of an answer. */
interface SelectPiece {
  readonly kind: 'select';
  readonly ref: AnswerPath;
  readonly cases: Cases;
}

/** One piece of a text; `number` is the `#` of the plural around it. */
export type Piece = string | AnswerPiece | PluralPiece | SelectPiece | { readonly kind: 'number' };

/** The texts of a plural or a select by their keys; `other` is always there. */
export type Cases = ReadonlyMap<string, Template>;

/** What a text was read as: undefined where nothing in it depends on an answer. */
export type ReadText = { readonly template: Template } | { readonly problem: string } | undefined;

const known = new Map<string, ReadText>();

/**
 * Reads a text of a definition, once. Words without an opening brace are as they stand; so is what an author quotes as
 * ICU has it: `'{'`. Only for what an author wrote: it is kept.
 */
export function readText(text: string): ReadText {
  if (!text.includes('{')) return undefined;
  if (!known.has(text)) known.set(text, readOnce(text));
  return known.get(text);
}

function readOnce(text: string): ReadText {
  // Loaded with the first text that needs it: it takes as long as a tenth of a start.
  const { parse } = createRequire(import.meta.url)('@messageformat/parser') as typeof MessageFormat;
  try {
    return { template: templateOf(parse(hidden(text))) };
  } catch (error) {
    return { problem: shown(String((error as Error).message).split(/ at line \d/)[0]!) };
  }
}

// The parser takes letters and digits for names, and our addresses have dots, values of options have hyphens, what
// stands in for a missing answer has spaces. They are hidden from it, and shown again in all that it gives back.
const substitute = (character: string) => `\uE000${character.codePointAt(0)!.toString(16)}\uE001`;

function hidden(text: string): string {
  const whole = text.replace(
    /\{[^{}|]*\|[^{}]*\}/g,
    (argument) => `{${argument.slice(1, -1).replace(/[^\p{L}\p{N}]/gu, substitute)}}`,
  );
  return whole.replace(/[.|-]/g, substitute);
}

function shown(text: string): string {
  return text.replace(/\uE000([0-9a-f]+)\uE001/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

function templateOf(tokens: readonly Token[]): Template {
  return Object.freeze(tokens.map(pieceOf));
}

function pieceOf(token: Token): Piece {
  switch (token.type) {
    case 'content':
      return shown(token.value);
    case 'octothorpe':
      return { kind: 'number' };
    case 'argument':
      return { kind: 'answer', ...argumentOf(token.arg) };
    case 'plural':
    case 'selectordinal':
      return {
        kind: token.type === 'plural' ? 'plural' : 'ordinal',
        ...argumentOf(token.arg),
        offset: token.pluralOffset ?? 0,
        cases: casesOf(token),
      };
    case 'select':
      return { kind: 'select', ref: argumentOf(token.arg).ref, cases: casesOf(token) };
    case 'function':
      throw new Error(
        `"${shown(token.key)}" is no kind of ours: an answer reads as on check-your-answers; plural, selectordinal and select are known`,
      );
  }
}

function argumentOf(given: string): Pick<AnswerPiece, 'ref' | 'otherwise'> {
  const text = shown(given);
  const bar = text.indexOf('|');
  const address = (bar < 0 ? text : text.slice(0, bar)).trim();
  if (!/^[A-Za-z][\w-]*(?:\.[\w-]+)*$/.test(address))
    throw new Error(`"${address}" is no address of an answer`);
  return {
    ref: Object.freeze(address.split('.')),
    otherwise: bar < 0 ? undefined : text.slice(bar + 1).trim(),
  };
}

function casesOf({ type, cases }: Extract<Token, { readonly cases: unknown }>): Cases {
  const read = new Map(cases.map(({ key, tokens }) => [shown(key), templateOf(tokens)]));
  if (!read.has('other')) throw new Error(`its ${type} has no text for "other"`);
  return read;
}

/** A piece that reads an answer. */
export type Reading = Exclude<Piece, string | { readonly kind: 'number' }>;

/** Every piece of a text that reads an answer, also those inside of others. */
export function readingsIn(template: Template): readonly Reading[] {
  return template.flatMap((piece): readonly Reading[] => {
    if (typeof piece === 'string' || piece.kind === 'number') return [];
    const inner = piece.kind === 'answer' ? [] : [...piece.cases.values()].flatMap(readingsIn);
    return [piece, ...inner];
  });
}
