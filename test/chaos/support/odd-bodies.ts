import type { Step } from '../../../src/definition/model.ts';
import type { Random } from '../../support/random.ts';

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '_instance',
  '_seen',
  '_page',
  '_generation',
  '_carry',
  '_return',
  '',
  'valueOf',
];
const texts = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  'true',
  'yes',
  'on',
  'null',
  'undefined',
  '[object Object]',
  '31',
  '2',
  '2030',
  '2030-02-31',
  '12:60',
  '\u0000',
  '\ud800',
  '\u202e',
  '😀',
  'é́',
  '<script>',
  '${1}',
  '<%= 1 %>',
  "' OR 1=1 --",
  '../../etc',
  'a@b.c',
  '+44 20',
  'http://',
  '1,000.50',
  '٣',
  '１２',
  '\r\n',
  '\u2028',
  '__proto__',
  'constructor',
  '%00',
  '%',
  '%zz',
  '+',
  '&=',
];

/** One odd value of text. */
export function oddText(random: Random): string {
  const dice = random.next();
  if (dice < 0.7) return random.pick(texts);
  if (dice < 0.8) return random.pick(texts).repeat(random.between(1, 40));
  return Array.from({ length: random.between(0, 12) }, () =>
    String.fromCharCode(random.between(0, 65_536)),
  ).join('');
}

/** The name of a field of the step, of a part of a date, or of what no form of ours has. */
function oddName(step: Step, random: Random): string {
  if (step.fields.length === 0 || random.chance(0.25)) return random.pick(names);
  const { name } = random.pick(step.fields);
  return random.chance(0.4) ? `${name}-${random.pick(['day', 'month', 'year', 'x'])}` : name;
}

/** What a JSON body can hold, a few levels deep. */
export function oddJson(random: Random, depth = 0): unknown {
  const dice = random.next();
  if (dice < 0.4 || depth > 3) return oddText(random);
  if (dice < 0.6) return random.pick([0, -0, 1, 1.5, 1e308, -1, true, false, null]);
  if (dice < 0.8) return Array.from({ length: random.between(0, 4) }, () => oddJson(random, depth + 1));
  // As JSON.parse gives it: an own property, whatever its name.
  const names = ['__proto__', 'constructor', 'a', 'day', 'length', 'toJSON'];
  const text = Array.from(
    { length: random.between(0, 3) },
    () => `${JSON.stringify(random.pick(names))}:${JSON.stringify(oddJson(random, depth + 1))}`,
  );
  return JSON.parse(`{${text.join()}}`);
}

/** A body that was parsed: of a form, or of a front end's JSON. */
export function oddBody(step: Step, random: Random): unknown {
  if (random.chance(0.02)) return oddJson(random);
  const isForm = random.chance(0.5);
  const pairs = Array.from({ length: random.between(0, 6) }, (): string => {
    const value = isForm
      ? random.chance(0.15)
        ? [oddText(random), oddText(random)]
        : oddText(random)
      : oddJson(random);
    return `${JSON.stringify(oddName(step, random))}:${JSON.stringify(value) ?? 'null'}`;
  });
  return JSON.parse(`{${pairs.join()}}`);
}

/** A body as bytes, with its type: often broken. */
export function oddBytes(step: Step, random: Random): { readonly type: string; readonly body: Buffer } {
  const type = random.pick([
    ...Array.from({ length: 12 }, () => 'application/x-www-form-urlencoded'),
    ...Array.from({ length: 8 }, () => 'application/json'),
    'application/x-www-form-urlencoded; charset=utf-16',
    'application/x-www-form-urlencoded; charset=nonsense',
    'application/json; charset=latin1',
    'text/plain',
    'multipart/form-data; boundary=x',
    'nonsense',
  ]);
  const dice = random.next();
  if (dice < 0.15)
    return { type, body: Buffer.from(oddText(random), random.pick(['utf8', 'latin1', 'utf16le'])) };
  if (dice < 0.17) return { type, body: Buffer.from(nested(random.between(1, 50_000))) };
  if (dice < 0.19) return { type, body: Buffer.from('a=1&'.repeat(random.between(900, 1_100))) };
  if (dice < 0.2) return { type, body: Buffer.alloc(1_000_001, 'a') };
  if (type.includes('json')) return { type, body: Buffer.from(JSON.stringify(oddBody(step, random)) ?? '') };
  const pairs = Array.from({ length: random.between(0, 6) }, () => {
    const [name, value] = [oddName(step, random), oddText(random)];
    return random.chance(0.3) ? `${name}=${value}` : `${quoted(name)}=${quoted(value)}`;
  });
  return { type, body: Buffer.from(pairs.join('&')) };
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

/** As a browser quotes it; halves of surrogate pairs cannot be. */
function quoted(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'));
}
