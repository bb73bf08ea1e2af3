import type { Field, Json } from '../definition/model.ts';
import { localDate } from '../form/dates.ts';
import { fromPattern } from './from-pattern.ts';
import { limitsOf, type SchemaLimits } from './schema-limits.ts';
import type { Random } from './seeded.ts';

const names = ['Ann Lee', 'José Pérez', 'Zoë O’Brien', 'Nguyễn An', 'Fatima Khan', 'Li Wei'];
const words = 'a small map that shows the way from the station to the main door in large letters'.split(' ');
const dayMs = 86_400_000;

/**
 * A plausible answer to a field, made from its control and its schema. Most are valid; the caller tries them.
 *
 * @param now the day from which dates are counted, ms since the epoch
 * @param tried how often the field was tried before: ranges widen with it
 */
export function generateValue(field: Field, random: Random, now: number, tried = 0): Json {
  const limits = limitsOf(field);
  switch (field.control) {
    case 'radios':
    case 'select':
      return random.pick(field.options).value;
    case 'checkboxes':
      return someOptions(field, limits, random);
    case 'yesno':
      return random.next() < 0.5;
    case 'consent':
      return true;
    case 'integer':
    case 'decimal':
    case 'money':
      return number(field, limits, random, tried);
    case 'date':
      return date(field, random, now, tried);
    case 'time':
      return `${String(random.whole(8, 17)).padStart(2, '0')}:${String(random.whole(0, 59)).padStart(2, '0')}`;
    case 'hidden':
      if (field.options.length > 0) return random.pick(field.options).value;
      return field.meta.value ?? text(field, limits, random);
    case 'text':
    case 'textarea':
    case 'email':
    case 'tel':
    case 'url':
    case 'code':
    case 'password':
      return field.shape === 'string' ? text(field, limits, random) : number(field, limits, random, tried);
  }
}

function someOptions(field: Field, { minItems, maxItems }: SchemaLimits, random: Random): readonly string[] {
  const most = Math.min(maxItems, field.options.length);
  const count = random.whole(Math.min(Math.max(minItems, 1), most), most);
  const chosen = new Set(random.shuffled(field.options).slice(0, count));
  return field.options.filter((option) => chosen.has(option)).map(({ value }) => value);
}

function number(field: Field, limits: SchemaLimits, random: Random, tried: number): number {
  const unit = limits.unit ?? (field.control === 'integer' ? 1 : field.control === 'money' ? 0.01 : 0.1);
  const span = Math.max(unit, field.control === 'money' ? 1000 : 20) * (tried + 1);
  const low = limits.low ?? (limits.high === undefined ? 0 : limits.high - span);
  const high = limits.high === undefined ? low + span : Math.min(limits.high, low + span);
  const first = Math.ceil(low / unit);
  const decimals = Math.max(0, Math.ceil(-Math.log10(unit)));
  return Number((random.whole(first, Math.max(first, Math.floor(high / unit))) * unit).toFixed(decimals));
}

function text(field: Field, limits: SchemaLimits, random: Random): string {
  const pattern = limits.patterns.at(-1);
  const hasOwnFormat = field.control === 'email' || field.control === 'url' || field.control === 'tel';
  const matching = pattern === undefined || hasOwnFormat ? undefined : fromPattern(pattern, random);
  return matching ?? fitted(plainText(field, random), limits);
}

function plainText(field: Field, random: Random): string {
  const n = random.whole(10, 99);
  switch (field.control) {
    case 'email':
      return `ann.lee${n}@example.com`;
    case 'url':
      return `https://example.com/page-${n}`;
    // A number that Ofcom keeps for drama: nobody is called.
    case 'tel':
      return `020 7946 09${n}`;
    case 'code':
      return `AB${n}${random.whole(100, 999)}CD`;
    case 'password':
      return `Correct-horse-${n}-battery`;
    case 'textarea':
      return `${random.shuffled(words).slice(0, random.whole(4, 12)).join(' ')}\n(${n})`;
    default:
      return random.pick(names);
  }
}

function fitted(plain: string, { minLength, maxLength }: SchemaLimits): string {
  let fit = plain;
  while (fit.length < minLength) fit += plain.replace(/\s/g, '');
  return fit.length > maxLength ? fit.slice(0, maxLength).trimEnd().padEnd(Math.max(minLength, 1), 'x') : fit;
}

/** Within the limits of the field's meta; soon after a limit that lies before, a grown-up's birthday before one that lies after. */
function date(field: Field, random: Random, now: number, tried: number): string {
  const today = localDate(new Date(now));
  const dayOf = (limit: string | undefined, by: number): number | undefined =>
    limit === undefined ? undefined : Date.parse(limit === 'today' ? today : limit) / dayMs + by;
  const { after, notBefore, before, notAfter } = field.meta;
  const earliest = [dayOf(after, 1), dayOf(notBefore, 0)].filter((day) => day !== undefined);
  const latest = [dayOf(before, -1), dayOf(notAfter, 0)].filter((day) => day !== undefined);
  const wide = 90 * (tried + 1);
  const high = latest.length === 0 ? undefined : Math.min(...latest);
  const low =
    earliest.length > 0
      ? Math.max(...earliest)
      : high === undefined
        ? Date.parse(today) / dayMs - 30 * tried
        : high - 365 * 60;
  const end = high ?? low + wide;
  const upTo = earliest.length === 0 && high !== undefined && tried < 10 ? end - 365 * 20 : end;
  return new Date(random.whole(low, Math.max(low, upTo)) * dayMs).toISOString().slice(0, 10);
}
