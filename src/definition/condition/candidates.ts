import type { core } from 'zod';
import { valuesOf, type Settled } from './operand.ts';
import { answerKind, mayBeAccepted } from './operators.ts';
import type { Comparison, Json, Scalar } from '../answers.ts';
import type { Field } from '../field.ts';
import { unwrap } from '../schema/unwrap.ts';
import { dayFrom, isFromToday } from '../today.ts';

/** More mentioned options than this are not combined: 64 sets. */
const mostListed = 6;

/**
 * Answers that stand for all that a field can have, as far as these comparisons can tell them apart: each value that is
 * mentioned, those next to it, one that is not mentioned, and none where none is allowed. More than they can be is
 * fine, fewer is not: a step must not be called unreachable because a possible answer is missing here.
 *
 * @returns undefined when there would be too many
 */
export function candidatesOf(
  field: Field,
  compared: readonly (Comparison | Settled<Comparison>)[],
): readonly (Json | undefined)[] | undefined {
  const mentioned = [...new Set(compared.flatMap(valuesOf))];
  const values = valuesFor(field, mentioned);
  if (values === undefined) return undefined;
  return mayBeAbsent(field) ? [...values, undefined] : values;
}

/** Whether there may be no answer where the field's step is answered. */
export function mayBeAbsent({ required, show }: Field): boolean {
  return !required || show !== undefined;
}

function valuesFor(field: Field, mentioned: readonly Scalar[]): readonly Json[] | undefined {
  switch (answerKind(field)) {
    case 'boolean':
      return [true, false].filter((value) => mayBeAccepted(field, value));
    case 'list':
      return setsOf(field, mentioned);
    case 'number':
      return numbersAround(field, mentioned as readonly number[]);
    case 'date':
      return datesAround(field, mentioned as readonly string[]);
    case 'month':
      return monthsAround(field, mentioned as readonly string[]);
    case 'time':
      return timesAround(mentioned as readonly string[]);
    case 'text':
      return field.options.length > 0 ? withOneOther(field, mentioned) : [...mentioned, '\u0000'];
    case 'opaque':
      return ['\u0000'];
  }
}

function withOneOther(field: Field, mentioned: readonly Scalar[]): readonly string[] {
  const values = field.options.map((option) => option.value);
  const other = values.find((value) => !mentioned.includes(value));
  const known = values.filter((value) => mentioned.includes(value));
  return other === undefined ? known : [...known, other];
}

function setsOf(field: Field, mentioned: readonly Scalar[]): readonly Json[] | undefined {
  const members = withOneOther(field, mentioned);
  if (members.length > mostListed) return undefined;
  const alone = new Set(field.options.filter(({ exclusive }) => exclusive).map(({ value }) => value));
  return Array.from({ length: 2 ** members.length }, (_, bits) =>
    members.filter((_member, place) => (bits >> place) % 2 === 1),
  ).filter((set) => set.length < 2 || !set.some((member) => alone.has(String(member))));
}

function numbersAround(field: Field, mentioned: readonly number[]): readonly number[] {
  const { limits, unit, isWhole } = numbersIn(field);
  const anchors = [...mentioned, ...limits.map(({ value }) => value), 0];
  const sorted = anchors.toSorted((one, other) => one - other);
  const between = sorted.slice(1).map((value, index) => (value + sorted[index]!) / 2);
  const around = anchors.flatMap((value) => [value, rounded(value - unit), rounded(value + unit)]);
  // Of the schema only what is sure is held against them: a multiple of 7 may be missing here, and be possible.
  return [...new Set([...around, ...between])].filter(
    (value) =>
      (!isWhole || Number.isInteger(value)) &&
      limits.every(({ check, inclusive, value: limit }) =>
        value === limit ? inclusive : check === 'greater_than' ? value > limit : value < limit,
      ),
  );
}

/** What a number's schema says of it: its limits, and by how much two numbers differ at least. */
function numbersIn(field: Field) {
  const { innermost, core: found } = unwrap(field.schema, () => undefined);
  const defs = (innermost._zod.def.checks ?? []).map(
    (check) => check._zod.def as core.$ZodChecks['_zod']['def'],
  );
  const limits = defs.flatMap((def) => {
    const isLimit = def.check === 'greater_than' || def.check === 'less_than';
    return isLimit && typeof def.value === 'number' ? [{ ...def, value: def.value }] : [];
  });
  const units = defs.flatMap((def) =>
    def.check === 'multiple_of' && typeof def.value === 'number' ? [def.value] : [],
  );
  const isWhole = found.kind === 'number' && found.isWhole;
  return { limits, isWhole, unit: units.length > 0 ? Math.max(...units) : 1 };
}

/** Without what binary fractions add: 0.1 + 0.2 is 0.3. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}

function datesAround(field: Field, mentioned: readonly string[]): readonly string[] {
  const { after, notBefore, before, notAfter } = field.meta;
  const anchors = [...mentioned, ...[after, notBefore, before, notAfter].flatMap(fixed), '2000-01-01'];
  const days = anchors.flatMap((date) => [dayFrom(date, { days: -1 }), date, dayFrom(date, { days: 1 })]);
  const within = [...new Set(days)].filter(
    (date) =>
      fixed(after).every((limit) => date > limit) &&
      fixed(notBefore).every((limit) => date >= limit) &&
      fixed(before).every((limit) => date < limit) &&
      fixed(notAfter).every((limit) => date <= limit),
  );
  return within.length > 0 ? within : days;
}

function monthsAround(field: Field, mentioned: readonly string[]): readonly string[] {
  const { notBefore, notAfter } = field.meta;
  const anchors = [...mentioned, ...[notBefore, notAfter].flatMap(fixed), '2000-01'];
  const months = anchors.flatMap((month) =>
    [-1, 0, 1].map((months) => dayFrom(`${month}-01`, { months }).slice(0, 7)),
  );
  const within = [...new Set(months)].filter(
    (month) =>
      fixed(notBefore).every((limit) => month >= limit) && fixed(notAfter).every((limit) => month <= limit),
  );
  return within.length > 0 ? within : months;
}

/** What `today` is when the answer is sent cannot be known now. */
function fixed(limit: string | undefined): readonly string[] {
  return limit === undefined || isFromToday(limit) ? [] : [limit];
}

function timesAround(mentioned: readonly string[]): readonly string[] {
  const minutes = [...mentioned, '12:00'].map(
    (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)),
  );
  const around = minutes.flatMap((minute) => [minute - 1, minute, minute + 1]);
  return [...new Set(around)]
    .filter((minute) => minute >= 0 && minute < 24 * 60)
    .map((minute) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`);
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
