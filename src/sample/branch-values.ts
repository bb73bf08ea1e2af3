import { controlOf } from '../controls/all.ts';
import { valuesOf, type Comparison } from '../definition/condition/operators.ts';
import type { Field, Json, Scalar } from '../definition/model.ts';
import type { Random } from '../controls/sample.ts';
import { generateValue, limitsOf } from './generate-value.ts';

/** Lists of which every combination is tried hold at most this many of the values that conditions look for. */
const mostListed = 5;

/**
 * The values of a field that can make a difference to the conditions that read it: each value that is compared with and
 * another one, both sides of a bound, both booleans, lists with and without what is looked for, and no answer where the
 * field is optional (null).
 */
export function branchValues(
  field: Field,
  comparisons: readonly Comparison[],
  random: Random,
  now: number,
): readonly Json[] {
  const values =
    field.shape === 'list' ? lists(field, comparisons) : scalars(field, comparisons, random, now);
  const all = field.required && field.show === undefined ? values : [...values, null];
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()];
}

function scalars(
  field: Field,
  comparisons: readonly Comparison[],
  random: Random,
  now: number,
): readonly Json[] {
  if (field.shape === 'boolean') return controlOf(field).whenLeft === undefined ? [true, false] : [true];
  const compared = comparisons.flatMap(valuesOf);
  if (field.options.length > 0) {
    const values = field.options.map(({ value }) => value);
    const others = values.filter((value) => !compared.includes(value));
    return [
      ...values.filter((value) => compared.includes(value)),
      ...(others.length > 0 ? [random.pick(others)] : []),
    ];
  }
  const around = compared.flatMap((value) => neighbours(field, value));
  return [...around, generateValue(field, random, now)];
}

/** A value and what comes just before and after it, where the field has an order. */
function neighbours(field: Field, value: Scalar): readonly Scalar[] {
  if (typeof value === 'number') {
    const unit = limitsOf(field).unit ?? controlOf(field).unit ?? 0.01;
    return [value, rounded(value - unit), rounded(value + unit)];
  }
  const { order } = controlOf(field);
  if (order === 'date' && typeof value === 'string') return [value, shiftDay(value, -1), shiftDay(value, 1)];
  if (order === 'time' && typeof value === 'string')
    return [value, shiftMinute(value, -1), shiftMinute(value, 1)];
  return [value];
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}

function shiftDay(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}

function shiftMinute(time: string, minutes: number): string {
  return new Date(Date.parse(`2000-01-01T${time}Z`) + minutes * 60_000).toISOString().slice(11, 16);
}

function lists(field: Field, comparisons: readonly Comparison[]): readonly Json[] {
  const wanted = [...new Set(comparisons.flatMap(valuesOf))].slice(0, mostListed);
  const values = field.options.map(({ value }) => value);
  const other = values.find((value) => !wanted.includes(value));
  const subsets = Array.from({ length: 2 ** wanted.length }, (_, bits) =>
    wanted.filter((_value, index) => (bits & (1 << index)) !== 0),
  );
  return subsets.flatMap((subset): Json[] => {
    const ordered = (chosen: readonly Scalar[]) => values.filter((value) => chosen.includes(value));
    const alone = subset.length === 0 ? [] : [ordered(subset)];
    return other === undefined ? alone : [...alone, ordered([...subset, other])];
  });
}
