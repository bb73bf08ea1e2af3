import type { Field, Json, Step } from '../definition/model.ts';
import { readDate } from './dates.ts';
import type { RawDate, RawValue, RawValues } from './issue.ts';
import { readNumber } from './numbers.ts';
import { plain, wellFormed } from './text.ts';
import { readTime } from './times.ts';

/** A step's values on their way to validation: what the schemas take, or what could not be read as it. */
export type StepCandidate = { readonly [field: string]: Json | undefined };

/**
 * Turns what was typed into what the schemas take: trimmed, `''` absent, numbers, booleans, ISO dates, lists. What
 * cannot be read as such stays what it was (a string; an unreadable date its three parts), for validation to word.
 */
export function normalise(step: Step, raw: RawValues): StepCandidate {
  const entries: [string, Json][] = [];
  for (const field of step.fields) {
    const value = normaliseField(field, Object.hasOwn(raw, field.name) ? raw[field.name] : undefined);
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}

function normaliseField(field: Field, raw: RawValue | undefined): Json | undefined {
  if (field.control === 'checkboxes') return chosen(field, raw);
  if (raw === undefined || raw === '') return unanswered(field);
  if (field.control === 'date') return typeof raw === 'string' ? absentIfEmpty(raw.trim()) : dateOf(raw);
  if (typeof raw !== 'string') return undefined;
  const text = textOf(field, wellFormed(raw));
  if (text === '') return unanswered(field);
  if (field.shape === 'number') return numberOf(field, text);
  if (field.shape === 'boolean') return booleanOf(text);
  return text;
}

/**
 * A box that is not ticked says no when an answer is due: a schema of `true` refuses that, and one of any boolean
 * takes it.
 */
function unanswered(field: Field): Json | undefined {
  return field.control === 'consent' && field.shape === 'boolean' && field.required ? false : undefined;
}

function chosen(field: Field, raw: RawValue | undefined): Json | undefined {
  const values = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? (raw as readonly string[]) : [];
  const given = [...new Set(values.filter((value) => value !== '').map(wellFormed))];
  return given.length > 0 || field.required ? given : undefined;
}

function textOf(field: Field, typed: string): string {
  switch (field.control) {
    case 'textarea':
      return typed.replace(/\r\n?/g, '\n').trim();
    case 'text':
      return oneLine(typed);
    case 'email':
      return plain(typed).replaceAll(' ', '');
    case 'tel':
      return telephone(typed);
    case 'url':
      return webAddress(plain(typed));
    case 'code':
      return plain(typed)
        .replace(/[\s.\-‐-―−]/g, '')
        .toUpperCase();
    case 'time':
      return readTime(typed) ?? oneLine(typed);
    case 'integer':
    case 'decimal':
    case 'money':
      return oneLine(typed);
    case 'yesno':
    case 'consent':
      return typed.trim();
    // What a page offered comes back as it was offered, and a password is what it is.
    case 'radios':
    case 'select':
    case 'checkboxes':
    case 'date':
    case 'password':
    case 'hidden':
      return typed;
  }
}

function oneLine(typed: string): string {
  return typed.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}

function telephone(typed: string): string {
  return plain(typed)
    .replace(/[().[\]/\-‐-―−]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\+ (?=\d)/g, '+')
    .trim();
}

function webAddress(typed: string): string {
  const looksLikeDomain = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(:\d+)?([/?#]|$)/u.test(
    typed,
  );
  return looksLikeDomain ? `https://${typed}` : typed;
}

function numberOf(field: Field, text: string): Json {
  const { currency, suffix } = field.meta;
  const dress = {
    ...(currency === undefined ? {} : { currency }),
    ...(suffix === undefined ? {} : { suffix }),
    whole: field.control === 'integer',
  };
  return readNumber(text, dress) ?? text;
}

function booleanOf(text: string): Json {
  const word = text.toLowerCase();
  if (word === 'yes' || word === 'true' || word === 'on') return true;
  if (word === 'no' || word === 'false') return false;
  return text;
}

function dateOf(raw: RawDate | readonly string[]): Json | undefined {
  if (!('day' in raw)) return undefined;
  const date = readDate(raw);
  if (date === undefined || typeof date === 'string') return date;
  return { day: wellFormed(raw.day), month: wellFormed(raw.month), year: wellFormed(raw.year) };
}

function absentIfEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
