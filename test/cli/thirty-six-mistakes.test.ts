import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Fault } from '../../src/fault.ts';

/** What `stepway check` finds of a mistake: its code, its line in the file, and words of the fix. */
type Found = readonly [code: string, line: number, fix: string];
/** The number of the mistake as it was first listed, what it is, the body of the file, and what is found. */
type Mistake = readonly [number: string, name: string, file: string, ...found: Found[]];

/** Every file begins with these lines, so that a body's own begin at 4. */
const head = `import * as stepway from 'stepway';
import { z } from 'zod';
const { and, choice, choices, code, date, fragment, integer, or, text, wizard, yesNo } = stepway;
`;
const form = (body: string, header = '') =>
  `export default wizard({ id: 'ID', title: 'T', version: 1${header} })\n${body}\n  .complete({ action: 'Send' });`;
const asks = (field: string) => form(`  .step('a', { title: 'A', fields: {\n    it: ${field},\n  } })`);
const ask =
  "  .step('a', { title: 'A', fields: { n: integer('N'), s: choice('S', { x: 'X', y: 'Y' }), d: date('D'), l: choices('L', { x: 'X', y: 'Y' }) } })";
const list =
  "  .repeat('jobs', { title: 'J', item: '{job.x}' }, (job) => job.step('job', { title: 'J', fields: { x: text('X') } }))";
const afterList = (when: string) => form(`${list}\n  .step('b', { title: 'B',\n    when: ${when} })`);
const later = (when: string) => form(`${ask}\n  .step('b', { title: 'B',\n    when: ${when} })`);

const mistakes: readonly Mistake[] = [
  ['1', 'titel', form("  .step('a', { titel: 'A' })"), ['unknown-option', 5, 'did you mean "title"?']],
  [
    '2',
    'feilds',
    form("  .step('a', { title: 'A', feilds: {} })"),
    ['unknown-option', 5, 'did you mean "fields"?'],
  ],
  [
    '3a',
    'a version in quotes',
    form(ask, ", version: '1'"),
    ['wrong-version', 4, 'must be a whole number from 1'],
  ],
  [
    '3b',
    'confirm',
    `export default wizard({ id: 'ID', title: 'T', version: 1 })\n${ask}\n  .complete({ action: 'Send',\n    confirm: 'Yes' });`,
    ['unknown-option', 7, 'did you mean "confirmation"?'],
  ],
  ['4', 'a misspelt step', later('(e) => e.aa.s.is("x")'), ['unknown-step', 7, 'known: "a"']],
  [
    '5',
    'a later step',
    form(`  .step('b', { title: 'B',\n    when: (e) => e.a.s.is('x') })\n${ask}`),
    ['later-step', 6, 'move that step before this one'],
  ],
  ['6', 'a step id twice', form(`${ask}\n${ask}`), ['duplicate-id', 6, 'give one of the two another id']],
  [
    '8a',
    'no default export',
    `export const w = ${form(ask).slice('export default '.length)}`,
    ['not-a-wizard', 4, 'make it the default export'],
  ],
  ['8b', 'no export', 'const x = 1;', ['not-a-wizard', 0, 'end it with .complete({ … })']],
  [
    '9',
    'an import without its extension',
    `import './nowhere';\n${form(ask)}`,
    ['unloadable', 4, 'which is not there; correct the path'],
  ],
  [
    '10',
    'a pattern for lower case in a code',
    asks("code('It', { pattern: /^[a-z]{3}-\\d{2}$/ })"),
    ['untypable-answer', 6, 'a code is kept in capitals, without spaces, dots and hyphens'],
  ],
  [
    '11',
    '&& in a when',
    later("(e) => e.a.s.is('x') && e.a.n.gt(1)"),
    ['script-operator', 7, 'join the conditions with and(a, b)'],
  ],
  [
    '12',
    'an async when',
    later("async (e) => e.a.s.is('x')"),
    ['not-a-condition', 7, 'must return its condition at once'],
  ],
  [
    '13a',
    '?: in a when',
    later("(e) => (e.a.n ? e.a.s.is('x') : e.a.s.is('y'))"),
    ['script-operator', 7, 'write it with and(a, b)'],
  ],
  [
    '13b',
    'a counter in a check',
    `let tries = 0;\n${form("  .step('a', { title: 'A', fields: { it: text('It') },\n    check: () => { tries += 1; } })")}`,
    ['outside-state', 7, 'runs more than once, and for every visitor'],
  ],
  [
    '14',
    'a reserved step id',
    form("  .step('check', { title: 'A' })"),
    ['reserved-id', 5, 'choose another'],
  ],
  ['15', 'z.coerce.number()', asks("z.coerce.number().meta({ label: 'It' })")],
  [
    '16a',
    'z.date()',
    asks("z.date().meta({ label: 'It' })"),
    ['no-control', 6, 'use date(label) or z.iso.date()'],
  ],
  [
    '16b',
    'z.coerce.date()',
    asks("z.coerce.date().meta({ label: 'It' })"),
    ['no-control', 6, 'use date(label) or z.iso.date()'],
  ],
  [
    '16c',
    'z.iso.datetime()',
    asks("z.iso.datetime().meta({ label: 'It' })"),
    ['no-control', 6, 'use date() and time() as two fields'],
  ],
  [
    '17',
    'an enum of numbers',
    asks("z.enum({ a: 1, b: 2 }).meta({ label: 'It' })"),
    ['no-control', 6, 'a choice must be among strings'],
  ],
  [
    '18',
    'a list of objects',
    asks("z.array(z.object({ a: z.string() })).meta({ label: 'It' })"),
    ['no-control', 6, 'include() it once for each'],
  ],
  ['19a', '.optional().default()', asks("text('It').optional().default('x')")],
  ['19b', '.nullable()', asks("text('It').nullable()")],
  [
    '20',
    'a refined object as fields',
    form("  .step('a', { title: 'A', fields: z.object({ it: text('It') }).refine(() => true) })"),
    ['wrong-option', 5, 'give its .shape, and write what a .refine() of it says as the check'],
  ],
  [
    '21',
    'order of what is transformed',
    form(
      "  .step('a', { title: 'A', fields: { it: text('It').transform(Number) } })\n  .step('b', { title: 'B',\n    when: (e) => e.a.it.gt(1) })",
    ),
    ['operator-does-not-fit', 7, 'only isAnswered fits'],
  ],
  ['22', 'z.preprocess', asks("z.preprocess((x) => x, z.string()).meta({ label: 'It' })")],
  [
    '23',
    'a discriminated union',
    asks(
      "z.discriminatedUnion('k', [z.object({ k: z.literal('a') }), z.object({ k: z.literal('b') })]).meta({ label: 'It' })",
    ),
    ['no-control', 6, 'ask which one with choice(label, { … })'],
  ],
  ['24', '.brand()', asks("text('It').brand('Name')")],
  ['25', 'z.lazy', asks("z.lazy(() => z.string()).meta({ label: 'It' })")],
  [
    '26',
    'a file',
    asks("z.file().meta({ label: 'It' })"),
    ['no-control', 6, 'use file(label, { types: ["application/pdf"] })'],
  ],
  [
    '27a',
    'a record',
    asks("z.record(z.string(), z.string()).meta({ label: 'It' })"),
    ['no-control', 6, 'give each of its properties a field of its own'],
  ],
  [
    '27b',
    'a tuple',
    asks("z.tuple([z.string(), z.number()]).meta({ label: 'It' })"),
    ['no-control', 6, 'give each of its places a field of its own'],
  ],
  [
    '28',
    'an object as fields',
    form("  .step('a', { title: 'A', fields: z.object({ it: text('It') }) })"),
    ['wrong-option', 5, 'give its .shape'],
  ],
  [
    '29a',
    'a schema of Zod 3',
    `const z3 = { _def: { typeName: 'ZodString' } };\n${asks('z3')}`,
    ['not-a-schema', 7, 'npm install zod@4'],
  ],
  [
    '29b',
    'a schema of another library',
    `const v = { '~standard': { vendor: 'valibot' } };\n${asks('v')}`,
    ['not-a-schema', 7, 'is a schema of valibot'],
  ],
  [
    '30',
    'no .complete()',
    form(ask).replace(/\n {2}\.complete.*$/, ';'),
    ['not-a-wizard', 4, 'end it with .complete({ … })'],
  ],
  [
    '31a',
    '===',
    later("(e) => e.a.s === 'x'"),
    ['not-a-condition', 7, 'compare with an operator such as .is(…)'],
  ],
  ['31b', 'when: true', later('true'), ['wrong-option', 7, 'must be a function']],
  [
    '31c',
    'a label for a value',
    later("(e) => e.a.s.is('Xx')"),
    ['impossible-value', 7, 'not one of its options'],
  ],
  [
    '31d',
    'braces without return',
    later("(e) => { e.a.s.is('x'); }"),
    ['not-a-condition', 7, 'it must return one'],
  ],
  [
    '33a',
    'a title as an id',
    form("  .step('Step One', { title: 'A' })"),
    ['unsafe-id', 5, 'use lower-case letters, digits and hyphens'],
  ],
  [
    '33b',
    'a hyphen in a field',
    form("  .step('a', { title: 'A', fields: { 'first-name': text('First name') } })"),
    ['unsafe-field', 5, 'use letters and digits'],
  ],
  ['33c', 'no label', asks("text('')"), ['no-label', 6, 'use a maker such as text("…")']],
  [
    '34a',
    'options as values',
    asks("choice('It', ['red', 'blue'])"),
    ['wrong-option', 6, 'give them by value: { red: "…", blue: "…" }'],
  ],
  ['34b', 'no options', asks("choice('It', {})"), ['no-options', 6, 'give at least one']],
  [
    '34c',
    'options by number',
    asks("choice('It', { 1: 'One', 2: 'Two' })"),
    ['options-out-of-order', 6, 'give them as a list'],
  ],
  [
    '35',
    'a forgotten await',
    `export default wizard({ id: 'ID', title: 'T', version: 1 })\n${ask}\n  .complete({ action: 'Send',\n    run: async ({ signal }) => { fetch('https://a.example', { signal }); } });`,
    ['floating-promise', 7, 'await it'],
  ],
  [
    '36a',
    'the label among the options',
    asks("text({ label: 'It' })"),
    ['no-label', 6, 'text("Full name", { … })'],
  ],
  [
    '36b',
    'min as an option',
    asks("integer('It', { min: 1 })"),
    ['unknown-option', 6, 'say it with Zod: .min(…)'],
  ],
  [
    '36c',
    'required as an option',
    asks("text('It', { required: true })"),
    ['unknown-option', 6, 'every field is required unless .optional()'],
  ],
  [
    '36d',
    'maxLength as an option',
    asks("text('It', { maxLength: 3 })"),
    ['unknown-option', 6, 'say it with Zod: .max(…)'],
  ],
  // What ports of real forms stumbled over besides.
  [
    'f5',
    'a view out of the folder',
    form("  .step('a', { title: 'A', view: '../x' })"),
    ['no-view', 5, 'stands in shared/'],
  ],
  ['f6', 'today in a condition', later("(e) => e.a.d.lt('today')"), ['impossible-value', 7, 'use today()']],
  ['f7a', 'two answers compared', later('(e) => e.a.n.lt(e.a.n)'), ['two-answers', 7, 'with itself']],
  [
    'f7b',
    'the length of a list',
    later('(e) => e.a.l.length.gt(1)'),
    ['unknown-field', 7, 'an answer is compared as a whole'],
  ],
  // What those who know the rest do to lists, values, facts, files and receipts.
  [
    'n1',
    'a list read as a step',
    afterList("(e) => e.jobs.job.x.is('1')"),
    ['operator-does-not-fit', 7, 'e.jobs.some((each) => each.job.x.…)'],
  ],
  [
    'n2',
    'an answer of an item without its step',
    afterList("(e) => e.jobs.some((job) => job.x.is('1'))"),
    ['unknown-step', 7, 'item.step.x'],
  ],
  [
    'n3',
    'filter on a list',
    afterList("(e) => e.jobs.filter((job) => job.job.x.is('1')).count.gt(1)"),
    ['unknown-operator', 7, 'has no operator "filter"'],
  ],
  [
    'n4',
    'a list whose function returns nothing',
    form(`${ask}\n  .repeat('jobs', { title: 'J' }, (job) => { job.step('job', { title: 'J' }); })`),
    ['no-steps', 6, '(list) => list.step("…", { … })'],
  ],
  [
    'n5',
    'minimum for min',
    form(list.replace('item:', 'minimum: 1, item:')),
    ['unknown-option', 5, 'did you mean "min"?'],
  ],
  [
    'n6',
    'an async value',
    form(`${ask}\n  .value('fee', integer('Fee'), async () => 80)`),
    ['wrong-option', 6, 'is async; a value is worked out at once'],
  ],
  [
    'n7',
    'a fact without facts',
    form(
      "  .facts({ role: choice('Role', { x: 'X', y: 'Y' }) })\n  .step('b', { title: 'B',\n    when: (e) => e.role.is('x') })",
    ),
    ['unknown-step', 7, 'e.facts.role'],
  ],
  [
    'n8',
    'the extension of a file for its type',
    asks("stepway.file('It', { types: ['pdf'] })"),
    ['wrong-option', 6, 'such as "application/pdf"'],
  ],
  [
    'n9',
    'accept for types',
    asks("stepway.file('It', { accept: 'image/*' })"),
    ['unknown-option', 6, '"types"'],
  ],
  [
    'n10',
    'max as an option of files',
    asks("stepway.files('It', { max: 3 })"),
    ['unknown-option', 6, 'say it with Zod: .max(…)'],
  ],
  [
    'n11',
    'an id where another wizard belongs',
    form(ask).replace("action: 'Send'", "action: 'Send', receipt: { handOver: 'w1' }"),
    ['wrong-option', 6, 'handOver(wizard, { title, answers })'],
  ],
  [
    'n12',
    'initial at the field',
    asks("text('It', { initial: 'x' })"),
    ['unknown-option', 6, 'say it in the step: initial:'],
  ],
  [
    'n13',
    'one origin for a list',
    form(
      `${ask}\n  .external('pay', { title: 'P', origins: 'https://x.example', begin: () => '', finish: () => undefined })`,
    ),
    ['wrong-option', 6, 'must be a list of the origins'],
  ],
  [
    'n14',
    'several with a wrong limit',
    form(ask, ", several: { max: 'three' }"),
    ['wrong-option', 4, 'must be true, or { max, name }'],
  ],
  ['n15', 'days as a text', form(ask, ", keepFor: '30 days'"), ['wrong-option', 4, 'such as { days: 30 }']],
  [
    'n16',
    'a name for one that list items do not have',
    form(
      `${list}\n  .step('b', { title: 'B', fields: {\n    q: choice('Q', stepway.fromGroup((e) => e.jobs, '{name}')) } })`,
    ),
    ['unknown-field', 7, 'which is no answer of an item'],
  ],
  [
    'n17',
    'a value that comes later in a text',
    form("  .step('a', { title: 'Pay {fee}' })\n  .value('fee', integer('Fee'), () => 80)"),
    ['later-step', 5, 'move that step before this one'],
  ],
  [
    'n18',
    'more asked for than may be',
    form(list.replace('item:', 'min: 3, max: 2, item:')),
    ['wrong-option', 5, 'raise max'],
  ],
  [
    'n19',
    'copy for copyTo',
    form(ask).replace("action: 'Send'", "action: 'Send', receipt: { copy: true }"),
    ['unknown-option', 6, 'did you mean "copyTo"?'],
  ],
  [
    'n20',
    'when at an option',
    asks("choice('It', { x: 'X', y: { label: 'Y', when: true } })"),
    ['unknown-option', 6, 'unknown property "when" in option "y"'],
  ],
  [
    'n21',
    'an import that Stepway does not have',
    `import { gte } from 'stepway';\n${later('(e) => gte(e.a.n, 1)')}`,
    ['unknown-import', 4, 'call it on an answer: e.step.field.gte(…)'],
  ],
  [
    'n22',
    'a late import that is not there, in a file that throws',
    `export const later = () => import('./gone.ts');\nthrow new Error('no such tenant');`,
    ['unknown-import', 4, 'gone.ts'],
    ['unloadable', 5, 'no such tenant'],
  ],
  [
    'm1',
    'a placeholder that a message of a field does not have',
    asks("text('It', { messages: { tooLong: 'At most {max}' } })"),
    [
      'unknown-step',
      6,
      'its message "tooLong" names {max}, and messages of a field name earlier answers only',
    ],
  ],
  [
    'm2',
    'a misspelt placeholder in words',
    form(ask, ", words: { tooLong: '{subjct} is long', 'check.heading': 'See {nmae}' }"),
    ['unknown-placeholder', 4, '"tooLong" has {subjct}, which nothing fills; did you mean {subject}?'],
    ['unknown-placeholder', 4, '"check.heading" has {nmae}, which nothing fills; that text has none'],
  ],
  [
    'm3',
    'a button without words',
    form(ask, ", words: { continue: ' ', 'list.heading': 'Yours' }"),
    ['empty-word', 4, 'leaves a button or a heading without words'],
  ],
  [
    'm4',
    'an autocomplete that no browser knows',
    asks("text('It', { autocomplete: 'section-a home fullname' })"),
    ['unknown-autocomplete', 6, 'did you mean "name"?'],
  ],
  [
    'm5',
    'a known autocomplete, with what may stand around it',
    asks("text('It', { autocomplete: 'shipping given-name webauthn' })"),
  ],
  [
    'm6',
    'lists for the options of a matrix',
    asks("stepway.matrix('R', ['a', 'b'], ['x', 'y'])"),
    ['wrong-option', 6, 'its options have no labels'],
    ['wrong-option', 6, 'its options have no labels'],
  ],
  [
    'm7',
    'an answer that is not there in a title',
    form("  .step('a', { title: 'A {max}' })"),
    ['unknown-step', 5, 'unknown step "max" in its title'],
  ],
  ['f2', 'an empty list of conditions', later('() => or(...[])'), ['no-value', 7, 'give at least one']],
];

const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-mistakes-')));
const found = new Map<string, (Fault & { readonly line?: number })[]>();
afterAll(() => rmSync(root, { recursive: true }));

beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'wizards'));
  for (const [number, , file] of mistakes)
    writeFileSync(join(root, 'wizards', `${number}.ts`), head + file.replaceAll('ID', `w${number}`));
  // In a process of its own: Jest's sandbox has other built-ins than the files that are loaded in it.
  const { stdout } = spawnSync(process.execPath, [resolve('dist/cli/main.js'), 'check', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const line of stdout.trim().split('\n')) {
    const fault = JSON.parse(line) as Fault & { readonly file: string; readonly line?: number };
    const number = /([^/]+)\.ts$/.exec(fault.file)![1]!;
    found.set(number, [...(found.get(number) ?? []), fault]);
  }
}, 60_000);

test.each(mistakes)(
  'mistake %s, %s, is said once, with its place and the fix',
  (number, _name, _file, ...wanted) => {
    expect((found.get(number) ?? []).map(({ code, line = 0, message }) => ({ code, line, message }))).toEqual(
      wanted.map(([code, line, fix]) => ({ code, line, message: expect.stringContaining(fix) })),
    );
  },
);
