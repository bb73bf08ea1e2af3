import { isDeepStrictEqual } from 'node:util';
import type { Json, StepAnswers } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { Step } from '../definition/model.ts';
import { fieldsAt, type Place, type StepPlace } from '../definition/place.ts';
import { controlOf, inputsOf } from '../controls/all.ts';
import type { RawValue, RawValues } from '../controls/raw.ts';
import { rawFrom, readings } from '../controls/reading/readings.js';
import { tidied } from '../controls/reading/text.js';

/** A step's values on their way to validation: what the schemas take, or what could not be read as it. */
export type StepCandidate = { readonly [field: string]: Json | undefined };

/**
 * What was typed for a step's declared fields, to the letter; whatever else was sent is left behind.
 *
 * @param body a parsed urlencoded body: strings, or lists of strings for repeated keys. Anything else is ignored.
 * @returns the typed values by field name; a field for which nothing was sent is absent
 */
export function readRaw(step: Step, body: unknown): RawValues {
  if (!isRecord(body)) return {};
  const sentAs = (name: string) => stringsAt(body, name);
  const entries: [string, RawValue][] = [];
  for (const field of step.fields) {
    const value = rawFrom(field.name, inputsOf(field), sentAs);
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}

/**
 * Turns what was typed into what the schemas take: trimmed, `''` absent, numbers, booleans, ISO dates, lists. What
 * cannot be read as such stays what it was (a string; an unreadable date its three parts), for validation to word.
 *
 * @param language the page's, BCP 47: dates are read with its names of months
 */
export function normalise(step: Step, raw: RawValues, language = 'en'): StepCandidate {
  const entries: [string, Json][] = [];
  for (const field of step.fields) {
    const value = readTyped(field, Object.hasOwn(raw, field.name) ? raw[field.name] : undefined, language);
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}

/** What a field's schema gets of what was typed, by the reading of its control. */
export function readTyped(field: Field, raw: RawValue | undefined, language: string): Json | undefined {
  const control = controlOf(field);
  const reading = control.read ?? readings[control.reading];
  return reading(raw, control.readingOptions?.(field, language) ?? {});
}

/**
 * What stands in a step's controls when it is opened again: its stored answers as they would be typed. A password is
 * never put back into a page.
 *
 * @param language the page's, BCP 47; without it, as every language reads them
 */
export function rawOf(step: Step, answers: StepAnswers | undefined, language?: string): RawValues {
  if (answers === undefined) return {};
  const entries: [string, RawValue][] = [];
  for (const field of step.fields) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    const raw =
      answer === undefined || answer === null ? undefined : controlOf(field).typed(answer, field, language);
    if (raw !== undefined) entries.push([field.name, raw]);
  }
  return Object.fromEntries(entries);
}

/**
 * What stands in a step that is asked again, as answers or as it is typed: all but what was agreed to, which somebody has
 * to agree to anew, now that it is about something else.
 */
export function toConfirm<Value>(
  { step }: StepPlace,
  given: { readonly [field: string]: Value },
): { readonly [field: string]: Value } {
  const isAgreed = (name: string) =>
    step.fields.some((field) => field.name === name && controlOf(field).isAgreement === true);
  return Object.fromEntries(Object.entries(given).filter(([name]) => !isAgreed(name)));
}

/** What was typed into a page, as it can wait for it: without passwords, and without what may be agreed to unseen then. */
export function toCarry(place: Place, raw: RawValues): RawValues {
  const open = withoutSecrets(place, raw);
  return place.kind === 'step' && place.step.again !== undefined ? toConfirm(place, open) : open;
}

/** What was typed without what no page gives back: passwords. */
function withoutSecrets(place: Place, raw: RawValues): RawValues {
  return typedWithout(place, raw, ({ isSecret }) => isSecret === true);
}

/** What was typed into a page, but for the fields of some controls. */
export function typedWithout(
  place: Place,
  raw: RawValues,
  isLeftOut: (control: ReturnType<typeof controlOf>) => boolean,
): RawValues {
  const isOut = (name: string) =>
    fieldsAt(place).some((field) => field.name === name && isLeftOut(controlOf(field)));
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !isOut(name)));
}

/** Whether the same stands in a step's controls, but for passwords: an empty control is one in which nothing stands. */
export function saysTheSame(step: Step, one: RawValues, other: RawValues): boolean {
  const said = (raw: RawValues) =>
    step.fields.map((field) => {
      const { isSecret, isHidden } = controlOf(field);
      const value = isSecret === true || isHidden === true ? undefined : raw[field.name];
      return value === undefined || isBlank(value) ? null : value;
    });
  return isDeepStrictEqual(said(one), said(other));
}

/** Whether nothing stands in a control. */
export function isBlank(value: RawValue): boolean {
  return typeof value === 'string' ? value === '' : Object.values(value).every((each) => each === '');
}

/**
 * The answers of a JSON front end: the schemas' input types. Its texts are read as those of a page are, so that one
 * answer is stored in one way. Empty strings and `null` are absent; what is neither a scalar nor a flat list becomes
 * `{}`, so that the schema refuses it and no depth is ever carried along.
 */
export function readAnswers(step: Step, body: unknown): StepCandidate {
  if (!isRecord(body)) return {};
  const entries: [string, Json][] = [];
  for (const field of step.fields) {
    const value = Object.hasOwn(body, field.name) ? readJson(field, body[field.name]) : undefined;
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}

function stringsAt(body: Record<string, unknown>, key: string): string[] {
  const value = Object.hasOwn(body, key) ? body[key] : undefined;
  if (typeof value === 'string') return [value];
  // A host may have read the body, with limits of its own.
  return Array.isArray(value) ? value.slice(-longestList).filter((each) => typeof each === 'string') : [];
}

/** What a field's schema gets of what a front end sent as JSON. */
export function readJson(field: Field, value: unknown): Json | undefined {
  if (value === null || value === undefined) return undefined;
  const { readJson: ownReading } = controlOf(field);
  const given = Array.isArray(value) ? boundedList(field, value) : value;
  if (ownReading !== undefined) return ownReading(given);
  if (typeof value === 'string') return readText(field, value);
  if (typeof value === 'number') return controlOf(field).readNumber?.(value) ?? value;
  if (typeof value === 'boolean') return value;
  if (!Array.isArray(given)) return {};
  const isChosen = field.shape === 'list' && given.every((each) => typeof each === 'string');
  if (isChosen) return readings.choices(given, { required: field.required });
  return given.map((each): Json => {
    if (typeof each === 'string') return tidied(each);
    return typeof each === 'number' || typeof each === 'boolean' ? each : {};
  });
}

/** The most values that are looked at of a list for a field that has no options: an author's own control may take some. */
const longestList = 1_000;

/**
 * Of a list for a field with options its different values, and one more than there are options at most: its schema
 * refuses that, and does not have to word each of half a million faults.
 */
function boundedList({ options }: Field, values: readonly unknown[]): readonly unknown[] {
  if (options.length === 0) return values.slice(0, longestList);
  const kept = new Set<unknown>();
  for (const value of values) {
    if (kept.size > options.length) break;
    kept.add(value);
  }
  return [...kept];
}

/** A text by the reading of its control; a number or a date that is sent as another kind of text is left to its schema. */
function readText(field: Field, text: string): Json | undefined {
  const reading = readings[field.shape === 'string' ? controlOf(field).reading : 'line'];
  return reading(text, {});
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
