import { domainToUnicode } from 'node:url';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { Say } from '../language/language.ts';
import { formatNumber } from '../language/formats.ts';
import type { RawValue, ReadingOptions } from './raw.ts';

/** The words of a page and the language that it formats in. */
export interface PageLanguage {
  readonly say: Say;
  /** BCP 47. */
  readonly language: string;
}

/** How a stored answer of any control reads: by its options' labels, as yes or no, as a number with its unit, as it is. */
export function answerLines(answer: Json, field: Field, { say, language }: PageLanguage): readonly string[] {
  if (isList(answer))
    return answer.map((each) => labelOf(field, typeof each === 'string' ? each : JSON.stringify(each)));
  if (typeof answer === 'boolean') return [say(answer ? 'yes' : 'no')];
  if (typeof answer === 'number') {
    const { suffix, grouping } = field.meta;
    const text = formatNumber(answer, language, grouping);
    return [suffix === undefined ? text : `${text} ${suffix}`];
  }
  return typeof answer === 'string' ? linesOf(labelOf(field, answer)) : [JSON.stringify(answer)];
}

/** How what was typed reads: the option's label where there is one, otherwise to the letter. */
export function typedLines(raw: RawValue, field: Field): readonly string[] {
  if (typeof raw === 'string') return linesOf(labelOf(field, raw));
  if (isList(raw)) return raw.map((each) => labelOf(field, each));
  const typed = Object.values(raw).filter((part) => part !== '');
  return typed.length === 0 ? [] : [typed.join(' ')];
}

/** A text's lines; none when it is empty. */
export function linesOf(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(/\r\n|\r|\n/);
}

/** A stored answer of most controls as it would be typed. */
export function typedAnswer(answer: Json): RawValue | undefined {
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'number') return plainNumber(answer);
  if (typeof answer === 'boolean') return String(answer);
  return isList(answer) ? answer.filter((each) => typeof each === 'string') : undefined;
}

/** A number in digits alone, never in exponents, so that the same is read again. */
export function plainNumber(number: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(number));
  if (match === null) return String(number);
  const digits = `${match[2]}${match[3] ?? ''}`;
  const exponent = Number(match[4]);
  // An exponent is written for very large whole numbers and very small fractions only.
  return exponent < 0
    ? `${match[1]}0.${'0'.repeat(-exponent - 1)}${digits}`
    : `${match[1]}${digits.padEnd(exponent + 1, '0')}`;
}

/**
 * An address whose domain is shown as people write it, "müller.de": kept as it is looked up, "xn--mller-kva.de". Where it
 * would not be read back as the same, it stays as it is.
 */
export function inUnicode(
  address: string,
  read: (typed: string, options: ReadingOptions) => Json | undefined,
): string {
  if (!address.includes('xn--')) return address;
  const shown = address.replace(/(?<=@|^https?:\/\/)[a-z0-9.-]*xn--[a-z0-9.-]*/, (host) =>
    domainToUnicode(host),
  );
  return read(shown, {}) === address ? shown : address;
}

function labelOf(field: Field, value: string): string {
  return field.options.find((option) => option.value === value)?.label ?? value;
}

function isList<Item>(value: Json | RawValue | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}
