import type { PageLanguage } from '../../controls/display.ts';
import type { AnswerPath, Json } from '../../definition/answers.ts';
import { answerTo, type Known } from '../../definition/condition/evaluate.ts';
import type { Field } from '../../definition/field.ts';
import { keyOf } from '../../definition/path.ts';
import { fieldAt, type Scope } from '../../definition/scope.ts';
import { readText, type Piece, type Template } from '../../definition/template.ts';
import { asMarkdown } from '../../definition/markdown.ts';
import { formatNumber, pluralCategory } from '../../language/formats.ts';
import { answerLines } from './answer-lines.ts';

/** What the texts of a definition are told with: the words of the page, and the answers that they may name. */
export interface Telling extends PageLanguage {
  readonly known: Known;
  /** What an item of a group is called that an answer names; as the group says it, unless `called` does. */
  readonly nameOfItem: (named: NamedItem) => string;
}

/** An item that an answer names, by its id. */
export interface NamedItem {
  readonly group: string;
  readonly item: string;
  readonly called: string | undefined;
}

/** Stands for an answer that is missing and for which the author gave nothing else. */
const gap = '…';

/** A text as this visitor reads it, with the answers that it names. */
export function textWithAnswers(text: string, scope: Scope, telling: Telling): string {
  return told(text, scope, telling).text;
}

/** A longer text, in Markdown; an answer in it is words and nothing else. */
export function markdownWithAnswers(text: string, scope: Scope, telling: Telling): string {
  return told(text, scope, telling, asMarkdown).text;
}

/** The same; undefined while an answer is missing for which the author gave nothing else. */
export function textWithAllAnswers(text: string, scope: Scope, telling: Telling): string | undefined {
  const { text: whole, isWhole } = told(text, scope, telling);
  return isWhole ? whole : undefined;
}

function told(
  text: string,
  scope: Scope,
  telling: Telling,
  written = (words: string) => words,
): { text: string; isWhole: boolean } {
  const read = readText(text);
  // One that cannot be read was refused at start; a test that skips the check sees it as it is.
  if (read === undefined || 'problem' in read) return { text, isWhole: true };
  const teller: Teller = { ...telling, scope, written, isRightToLeft: rightToLeft.test(text), isWhole: true };
  const whole = joined(read.template, teller, undefined);
  return { text: whole, isWhole: teller.isWhole };
}

interface Teller extends Telling {
  readonly scope: Scope;
  /** How an answer is written into the text. */
  readonly written: (words: string) => string;
  /** Whether the words around the answers have letters that run from right to left. */
  readonly isRightToLeft: boolean;
  isWhole: boolean;
}

/** @param number what `#` stands for */
function joined(template: Template, teller: Teller, number: string | undefined): string {
  return template.map((piece) => said(piece, teller, number)).join('');
}

function said(piece: Piece, teller: Teller, number: string | undefined): string {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'number':
      return number === undefined ? '#' : teller.written(number);
    case 'answer':
      return teller.written(
        isolated(answerWords(piece.ref, teller) ?? piece.otherwise ?? missing(teller), teller),
      );
    case 'select': {
      const key = valueKey(answerTo(piece.ref, teller.scope, teller.known));
      return joined(piece.cases.get(key) ?? piece.cases.get('other')!, teller, number);
    }
    case 'plural':
    case 'ordinal': {
      const { cases, offset, otherwise } = piece;
      const count = countIn(answerTo(piece.ref, teller.scope, teller.known)) ?? countIn(otherwise);
      if (count === undefined) return joined(cases.get('other')!, teller, missing(teller));
      const category = pluralCategory(count - offset, teller.language, piece.kind);
      const text = cases.get(`=${count}`) ?? cases.get(category) ?? cases.get('other')!;
      return joined(text, teller, formatNumber(count - offset, teller.language));
    }
  }
}

function missing(teller: Teller): string {
  teller.isWhole = false;
  return gap;
}

/** An answer as it reads in a summary, on one line; undefined while there is none. */
function answerWords(ref: AnswerPath, teller: Teller): string | undefined {
  const { scope, known, say, language } = teller;
  const field = fieldAt(ref, scope);
  const answer = answerTo(ref, scope, known);
  if (field === undefined || answer === undefined) return undefined;
  const { key } = scope.find(ref);
  const named = withItemsNamed(withLoaded(field, key, known), answer, ref, teller);
  const lines = answerLines(named, answer, {
    key,
    say,
    language,
  });
  return lines.length === 0 ? undefined : lines.join(', ');
}

/** A loaded choice with the options that are known where its answer is named. */
function withLoaded(field: Field, key: string, { loaded = {} }: Known): Field {
  const options = field.meta.source === undefined ? undefined : loaded[key]?.[field.name]?.options;
  return options === undefined ? field : { ...field, options };
}

/** A choice among the items of a group with those that are chosen as its options. */
function withItemsNamed(field: Field, answer: Json, ref: AnswerPath, { scope, nameOfItem }: Teller): Field {
  const { from } = field.meta;
  if (from === undefined) return field;
  const around = ref.slice(0, -2);
  const group = keyOf(scope.find([...around, ...from.group]).path);
  const chosen = (Array.isArray(answer) ? answer : [answer]).filter((item) => typeof item === 'string');
  const options = chosen.map((item) => ({
    value: item,
    label: nameOfItem({ group, item, called: from.item }),
  }));
  return { ...field, options };
}

/** The key under which a select has its text for an answer. */
function valueKey(answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return typeof answer === 'string' || typeof answer === 'number' ? String(answer) : 'other';
}

/** What is counted of an answer: a number itself, how many are chosen of several. */
function countIn(answer: unknown): number | undefined {
  if (Array.isArray(answer)) return answer.length;
  if (answer === undefined || answer === null || answer === '') return undefined;
  const count = Number(answer);
  return Number.isFinite(count) ? count : undefined;
}

const rightToLeft = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * An answer that cannot turn the words around it, wherever they stand: in the page, in its title, in an attribute. It is
 * put between the marks of Unicode that do what `<bdi>` does (UAX #9, FSI and PDI), where either runs from right to left.
 */
function isolated(words: string, { isRightToLeft }: Teller): string {
  const plain = words.replace(directionMarks, '');
  return isRightToLeft || rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
