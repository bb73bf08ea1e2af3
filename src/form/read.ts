import type { Field, Json, Step } from '../definition/model.ts';
import type { RawDate, RawValue, RawValues } from './issue.ts';
import type { StepCandidate } from './normalise.ts';
import { wellFormed } from './text.ts';

/**
 * What was typed for a step's declared fields, to the letter; whatever else was sent is left behind.
 *
 * @param body a parsed urlencoded body: strings, or lists of strings for repeated keys. Anything else is ignored.
 * @returns the typed values by field name; a field for which nothing was sent is absent
 */
export function readRaw(step: Step, body: unknown): RawValues {
  if (!isRecord(body)) return {};
  const entries: [string, RawValue][] = [];
  for (const field of step.fields) {
    const value = readField(field, body);
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}

/**
 * The answers of a JSON front end: the schemas' input types, passed on as they are but for the ends of strings.
 * Empty strings and `null` are absent; what is neither a scalar nor a flat list becomes `{}`, so that the schema refuses
 * it and no depth is ever carried along.
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

function readField(field: Field, body: Record<string, unknown>): RawValue | undefined {
  if (field.control === 'date') return readDate(field.name, body);
  const typed = stringsAt(body, field.name);
  if (field.control === 'checkboxes') return typed.length === 0 ? undefined : typed;
  return typed.at(-1);
}

function readDate(name: string, body: Record<string, unknown>): RawDate | undefined {
  const day = stringsAt(body, `${name}-day`).at(-1);
  const month = stringsAt(body, `${name}-month`).at(-1);
  const year = stringsAt(body, `${name}-year`).at(-1);
  if (day === undefined && month === undefined && year === undefined) return undefined;
  return { day: day ?? '', month: month ?? '', year: year ?? '' };
}

function stringsAt(body: Record<string, unknown>, key: string): string[] {
  const value = Object.hasOwn(body, key) ? body[key] : undefined;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function readJson(field: Field, value: unknown): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return readString(field, value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return {};
  return value.map((each: unknown): Json => {
    if (typeof each === 'string') return wellFormed(each);
    return typeof each === 'number' || typeof each === 'boolean' ? each : {};
  });
}

function readString(field: Field, value: string): string | undefined {
  const text = wellFormed(value);
  const kept = field.control === 'password' || field.control === 'hidden' ? text : text.trim();
  return kept === '' ? undefined : kept;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
