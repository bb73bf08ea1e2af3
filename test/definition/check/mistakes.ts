/** One mistake that an author can make in a folder of wizards, and every line that the loader says of it. */
export interface Mistake {
  readonly name: string;
  /** The folder's files. */
  readonly files: { readonly [name: string]: string };
  /** One line for each fault, file first. */
  readonly says: readonly string[];
}

const head = `import * as stepway from 'stepway';
import { z } from 'zod';
const { and, choice, choices, code, consent, date, email, fragment, integer, longText, money, not, or, text, wizard, yesNo } = stepway;
`;
const begin = "wizard({ id: 'w', title: 'W', version: 1 })";
const size =
  "{ title: 'A', fields: { size: choice('Size', { s: 'Small', l: 'Large' }), age: integer('Age').min(18).max(99), name: text('Name') } }";
const end = ".complete({ action: 'Send' });";

/** A file with a whole wizard: `steps` stands between the beginning and the end. */
const whole = (steps: string, options: { begin?: string; end?: string } = {}) =>
  `${head}export default ${options.begin ?? begin}\n  ${steps}\n  ${options.end ?? end}\n`;
const step = (options: string) => whole(`.step('a', ${options})`);
const when = (condition: string) =>
  whole(`.step('a', ${size})\n  .step('b', { title: 'B', when: ${condition} })`);
const field = (schema: string) => step(`{ title: 'A', fields: { it: ${schema} } }`);
const at = (options: string) => whole(`.step('a', ${size})`, { begin: `wizard(${options})` });
const done = (options: string) => whole(`.step('a', ${size})`, { end: `.complete(${options});` });
const row = (name: string, text: string, ...says: readonly string[]): Mistake => ({
  name,
  files: { 'w.ts': text },
  says,
});

/** The table: each row is what an author would have on disk. */
export const mistakes: readonly Mistake[] = [
  row(
    'a syntax error',
    `${head}export default ${begin}\n  .step('a', { title: 'A',, })\n${end}`,
    'w.ts: could not be loaded: Unexpected token (line 5)',
  ),
  row(
    'an error thrown at import',
    `${head}throw new Error('no database');`,
    'w.ts: could not be loaded: no database (line 4)',
  ),
  row(
    'a TypeError at import',
    `${head}const towns = undefined;\nexport default towns.map(() => 1);`,
    `w.ts: could not be loaded: Cannot read properties of undefined (reading 'map') (line 5)`,
  ),
  row(
    'something thrown that is no error',
    `${head}throw 'nothing';`,
    'w.ts: could not be loaded: it threw "nothing", which is no Error',
  ),
  row('an empty file', '', 'w.ts: has no wizard as its default export; end it with .complete({ … })'),
  row(
    'no default export',
    `${head}export const w = ${begin}.step('a', ${size})${end}`,
    'w.ts: exports its wizard as "w"; make it the default export: export default wizard({ … })',
  ),
  row(
    'a chain that is not completed',
    `${head}export default ${begin}.step('a', ${size});`,
    'w.ts: has no wizard as its default export; end it with .complete({ … })',
  ),
  row(
    'a function as default export',
    `${head}export default () => ${begin}.step('a', ${size})${end}`,
    'w.ts: has no wizard as its default export; end it with .complete({ … })',
  ),
  row(
    'a promise as default export',
    `${head}export default (async () => ${begin}.step('a', ${size})${end.slice(0, -1)})();`,
    'w.ts: has a promise as its default export; export the wizard itself: await before it, at the top of the file',
  ),
  row(
    'options as a list of values',
    field("choice('It', ['red', 'green', 'dark blue'])"),
    'w.ts, step "a", field "it": its options have no labels; give them by value: { red: "…", green: "…", … }',
  ),
  row(
    'a list of wizards as default export',
    `${head}export default [${begin}.step('a', ${size})${end.slice(0, -1)}];`,
    'w.ts: has no wizard as its default export; end it with .complete({ … })',
  ),
  row(
    'a package that is not there',
    `import x from 'no-such-package';\n${step(size)}x();`,
    'w.ts: could not be loaded: it imports "no-such-package", which is not installed; correct the name, or run npm install no-such-package (line 1)',
  ),
  row(
    'a file that is not there',
    `import { address } from './parts/adress.ts';\n${whole(".include('p', address)")}`,
    'w.ts: could not be loaded: it imports "./parts/adress.ts", which is not there; correct the path (line 1)',
  ),
  row(
    'a maker that does not exist',
    `import { wizzard } from 'stepway';\nexport default wizzard({ id: 'w', title: 'W', version: 1 });`,
    'w.ts: imports "wizzard" from stepway, which does not export it; did you mean "wizard"?',
  ),
  row(
    'a misspelt import of a maker',
    `import { wizard, texts } from 'stepway';\nexport default ${begin}.step('a', { title: 'A', fields: { it: texts('It') } })${end}`,
    'w.ts: imports "texts" from stepway, which does not export it; did you mean "text"?',
  ),
  {
    name: 'a part that its file does not export',
    files: {
      'w.ts': `import { address } from './parts/p.ts';\n${head}export default ${begin}.include('p', address())${end}`,
      'parts/p.ts': 'export const other = 1;',
    },
    says: ['w.ts: imports "address" from "./parts/p.ts", which does not export it; known: "other"'],
  },
  row(
    'an operator as an import that only a visitor would have met',
    `import { gte } from 'stepway';\n${whole(`.step('a', { title: 'A', fields: { n: integer('N') }, check: () => gte(1) })`)}`,
    'w.ts: imports "gte" from stepway, which does not export it; call it on an answer: e.step.field.gte(…)',
  ),
  row(
    'a name that a package does not export, and names of types',
    `import { type ZodType, ZodObject, nested as n } from 'zod';\n// import { nothing } from 'stepway';\nlet x: ZodType | ZodObject | undefined;\n${whole(`.step('a', { title: 'A', check: () => n(x) })`)}`,
    'w.ts: imports "nested" from zod, which does not export it',
  ),
  row(
    'a property of a whole module',
    `${whole(`.step('a', { title: 'A', check: () => stepway.formatDay(1) })`)}`,
    'w.ts: imports "formatDay" from stepway, which does not export it',
  ),
  row(
    'a file that is only loaded when a visitor comes so far',
    whole(`.step('a', { title: 'A', check: async () => (await import('./later.ts')).it() })`),
    'w.ts: imports "./later.ts", which is not there; correct the path',
  ),
  {
    name: 'an import of a part that is not there, and a misspelt file',
    files: {
      'w.ts': `import { part } from './parts/p.ts';\n${head}export default ${begin}.include('p', part)${end}`,
      'parts/p.ts': `import { fragment, text, sumOf } from 'stepway';\nimport adress from './address.ts';\nexport const part = fragment().step('a', { title: 'A', fields: { n: text('N') }, check: () => sumOf(adress) });`,
      'parts/address.ts': 'export const x = 1;',
    },
    says: [
      'w.ts: parts/p.ts imports "sumOf" from stepway, which does not export it',
      'w.ts: parts/p.ts imports the default export of "./address.ts", which has none',
    ],
  },
  {
    name: 'a misspelt file',
    files: {
      'w.ts': `import { part } from './parts/adress.ts';\n${whole(".include('p', part)")}`,
      'parts/address.ts': 'export const part = 1;',
    },
    says: [
      'w.ts: could not be loaded: it imports "./parts/adress.ts", which is not there; did you mean "./parts/address.ts"? (line 1)',
    ],
  },
  row(
    'a method of Zod that does not exist',
    field("text('It').maxx(3)"),
    'w.ts: could not be loaded: there is no .maxx() here (line 5)',
  ),
  row(
    'a misspelt id of the wizard',
    at("{ Id: 'w', title: 'W', version: 1 }"),
    'w.ts: unknown property "Id" in the options of wizard(); did you mean "id"?',
  ),
  row(
    'a misspelt version',
    at("{ id: 'w', title: 'W', verson: 1 }"),
    'w.ts: unknown property "verson" in the options of wizard(); did you mean "version"?',
  ),
  row(
    'a step method that does not exist',
    `${head}export default ${begin}\n  .stp('a', ${size})${end}`,
    'w.ts: could not be loaded: there is no .stp(); did you mean .step()? (line 5)',
  ),
  {
    name: 'files that import each other',
    files: {
      'w.ts': `import { part } from './parts/one.ts';\n${head}export default ${begin}.include('p', part)${end}`,
      'parts/one.ts': `import { other } from './two.ts';\nimport { fragment } from 'stepway';\nexport const part = fragment().include('o', other);`,
      'parts/two.ts': `import { part } from './one.ts';\nimport { fragment } from 'stepway';\nexport const other = fragment().include('p', part);`,
    },
    says: [
      'w.ts, step "p/o/p": include() needs a fragment as its second argument; start one with fragment(), and let no two files import each other',
    ],
  },
  {
    name: 'two files with one id',
    files: { 'a.ts': step(size), 'b.ts': step(size) },
    says: ['b.ts: the id "w" is already used by a.ts; give one of them another id'],
  },
  {
    name: 'an error in a part that is imported',
    files: { 'w.ts': `import './parts/p.ts';\n${step(size)}`, 'parts/p.ts': `export const x = (;` },
    says: ['w.ts: could not be loaded: Unexpected token (parts/p.ts, line 1)'],
  },
  {
    name: 'one file in order and two that are not',
    files: {
      'a.ts': step(size),
      'b.ts': 'export default 1;',
      'c.js': at("{ id: 'C c', title: '', version: 0 }"),
    },
    says: [
      'b.ts: has no wizard as its default export; end it with .complete({ … })',
      `c.js: the wizard's id "C c" is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64`,
      'c.js: the wizard has no title; give one: wizard({ id, title: "…", version })',
      'c.js: the version 0 must be a whole number from 1',
    ],
  },
  row(
    'no options at all',
    at(''),
    'w.ts: the wizard has no id; give one: wizard({ id: "…", title, version })',
    'w.ts: the wizard has no title; give one: wizard({ id, title: "…", version })',
    'w.ts: the wizard has no version; start with version: 1',
  ),
  row(
    'no id',
    at("{ title: 'W', version: 1 }"),
    'w.ts: the wizard has no id; give one: wizard({ id: "…", title, version })',
  ),
  row(
    'an unsafe id',
    at("{ id: 'My Form', title: 'W', version: 1 }"),
    `w.ts: the wizard's id "My Form" is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64`,
  ),
  row(
    'a path as id',
    at("{ id: '../w', title: 'W', version: 1 }"),
    `w.ts: the wizard's id "../w" is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64`,
  ),
  row(
    'no title',
    at("{ id: 'w', version: 1 }"),
    'w.ts: the wizard has no title; give one: wizard({ id, title: "…", version })',
  ),
  row('no version', at("{ id: 'w', title: 'W' }"), 'w.ts: the wizard has no version; start with version: 1'),
  row(
    'a version in quotes',
    at("{ id: 'w', title: 'W', version: '1' }"),
    'w.ts: the version "1" must be a whole number from 1',
  ),
  row(
    'a misspelt property of the wizard',
    at("{ id: 'w', title: 'W', version: 1, migrat: () => ({}) }"),
    'w.ts: unknown property "migrat" in the options of wizard(); did you mean "migrate"?',
  ),
  row(
    'a wrong type in the wizard',
    at("{ id: 'w', title: 'W', version: 1, progress: 'yes' }"),
    'w.ts: "progress" in the options of wizard() must be true or false',
  ),
  row(
    'a misspelt property of the start page',
    at("{ id: 'w', title: 'W', version: 1, start: { intros: 'x' } }"),
    'w.ts: unknown property "intros" in start of the options of wizard(); did you mean "intro"?',
  ),
  row(
    'a migrate that is no function',
    at("{ id: 'w', title: 'W', version: 2, migrate: {} }"),
    'w.ts: "migrate" in the options of wizard() must be a function',
  ),
  row('no steps', whole(''), 'w.ts: the wizard has no steps; add one with .step("…", { … })'),
  row(
    'a misspelt title of a step',
    step("{ titel: 'A', fields: {} }"),
    'w.ts, step "a": unknown property "titel" in the options of step(); did you mean "title"?',
  ),
  row(
    'a misspelt fields',
    step("{ title: 'A', field: { it: text('It') } }"),
    'w.ts, step "a": unknown property "field" in the options of step(); did you mean "fields"?',
  ),
  row(
    'a misspelt when',
    step("{ title: 'A', whenn: () => true }"),
    'w.ts, step "a": unknown property "whenn" in the options of step(); did you mean "when"?',
  ),
  row(
    'a misspelt checkTimeoutMs',
    step("{ title: 'A', checkTimeout: 5 }"),
    'w.ts, step "a": unknown property "checkTimeout" in the options of step(); did you mean "checkTimeoutMs"?',
  ),
  row(
    'a check that is no function',
    step("{ title: 'A', check: 'yes' }"),
    'w.ts, step "a": "check" in the options of step() must be a function',
  ),
  row(
    'an intro that is a number',
    step("{ title: 'A', intro: 3 }"),
    'w.ts, step "a": "intro" in the options of step() must be a text or a list of texts',
  ),
  row(
    'a title that is no text',
    step('{ title: 5 }'),
    'w.ts, step "a": "title" in the options of step() must be a text',
  ),
  row(
    'the id of a page of the server',
    at("{ id: 'healthz', title: 'W', version: 1 }"),
    `w.ts: the wizard's id "healthz" is the ready-made server's own (/healthz); choose another`,
  ),
  row('a step without options', whole(".step('a')"), 'w.ts, step "a": has no title; give one: title: "…"'),
  row(
    'a reserved id',
    whole(`.step('check', ${size})`),
    `w.ts, step "check": the id "check" is Stepway's own (/check); choose another`,
  ),
  row(
    'an unsafe step id',
    whole(`.step('A b', ${size})`),
    'w.ts, step "A b": its id is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64',
  ),
  row(
    'a step id twice',
    whole(`.step('a', ${size})\n  .step('a', ${size})`),
    'w.ts, step "a": the id "a" is already used; give one of the two another id',
  ),
  row(
    'a wizard where a fragment belongs',
    whole(`.include('p', ${begin}.step('a', ${size})${end.slice(0, -1)})`),
    'w.ts, step "p": include() needs a fragment as its second argument; start one with fragment(), and let no two files import each other',
  ),
  row(
    'a part that is undefined',
    whole(".include('p', undefined)"),
    'w.ts, step "p": include() needs a fragment as its second argument; start one with fragment(), and let no two files import each other',
  ),
  row(
    'a field without a label',
    field('z.string()'),
    'w.ts, step "a", field "it": has no label; use a maker such as text("…"), or .meta({ label: "…" })',
  ),
  row(
    'a field that is no schema',
    field("'text'"),
    'w.ts, step "a", field "it": is no Zod schema; use a maker such as text("…"), or a schema with .meta({ label: "…" })',
  ),
  row(
    'a maker that was not called',
    field('text'),
    'w.ts, step "a", field "it": is no Zod schema; use a maker such as text("…"), or a schema with .meta({ label: "…" })',
  ),
  row(
    'a schema that no control fits',
    field("z.object({ a: z.string() }).meta({ label: 'It' })"),
    'w.ts, step "a", field "it": no control asks for an object; give each of its properties a field of its own',
  ),
  row(
    'a control that does not fit',
    field("z.number().meta({ label: 'It', control: 'date' })"),
    'w.ts, step "a", field "it": control "date" does not fit its schema; use "integer" or "decimal" or "money", or change the schema',
  ),
  row(
    'a control that does not exist',
    field("z.string().meta({ label: 'It', control: 'slider' })"),
    'w.ts, step "a", field "it": "control" in its meta must be one of text, textarea, email, tel, url, code, integer, decimal, money, year, yesno, radios, select, lookup, country, rating, checkboxes, matrix, consent, month, date, range, time, file, signature, password, hidden',
  ),
  row(
    'a misspelt option of a maker',
    field("text('It', { hnt: 'x' })"),
    'w.ts, step "a", field "it": unknown property "hnt" in its options; did you mean "hint"?',
  ),
  row(
    'a misspelt message',
    field("text('It', { messages: { requird: 'x' } })"),
    'w.ts, step "a", field "it": unknown property "requird" in messages of its options; did you mean "required"?',
  ),
  row(
    'a choice without options',
    field("choice('It', {})"),
    'w.ts, step "a", field "it": has no options; give at least one',
  ),
  row(
    'a choice with one value twice',
    field("choice('It', [{ value: 'a', label: 'A' }, { value: 'a', label: 'B' }])"),
    'w.ts, step "a", field "it": option "a" stands twice; give each value once',
  ),
  row(
    'an option whose value is empty',
    field("choice('Title', [{ value: '', label: 'No title' }, { value: 'dr', label: 'Dr' }])"),
    'w.ts, step "a", field "it": option "" has a value that is empty, which is no answer; give it one, such as "none", or make the field optional',
  ),
  row(
    'an option of an enum whose value is empty',
    field("z.enum(['', 'yes']).meta({ label: 'It' })"),
    'w.ts, step "a", field "it": option "" has a value that is empty, which is no answer; give it one, such as "none", or make the field optional',
  ),
  row(
    'an option whose value no browser sends back',
    field("choices('It', [{ value: 'a\\0b', label: 'A' }])"),
    'w.ts, step "a", field "it": option "a\\u0000b" has a value with characters that no browser sends back; use letters and digits',
  ),
  row(
    'values with a 0 before them, which keep their order',
    field("choice('It', { '02': 'Two', '01': 'One' })"),
  ),
  row(
    'a field that hides what scripts ask a form for',
    step("{ title: 'A', fields: { form: text('Form'), closest: text('Closest'), before: date('Before') } }"),
    'w.ts, step "a", field "form": has a name that is taken: its control would hide the form\'s own "form" from the scripts of its page; choose another',
    'w.ts, step "a", field "closest": has a name that is taken: its control would hide the form\'s own "closest" from the scripts of its page; choose another',
  ),
  row(
    'number-like values of a choice in an object',
    field("choice('It', { 10: 'Ten', 2: 'Two' })"),
    'w.ts, step "a", field "it": JavaScript puts number-like options first; give them as a list, in order: [{ value: "10", label: "…" }, …]',
  ),
  row(
    'a limit that is no date',
    field("date('It', { after: 'tomorow' })"),
    'w.ts, step "a", field "it": "after" in its options must be an ISO date such as "2027-01-31", "today", or a day counted from it such as "today - 18 years"',
  ),
  row(
    'a pattern that is no regular expression',
    field("code('It', { pattern: '^a$' })"),
    'w.ts, step "a", field "it": "pattern" in its options must be a regular expression',
  ),
  row(
    'a field name with an underscore first',
    step("{ title: 'A', fields: { _it: text('It') } }"),
    'w.ts, step "a", field "_it": is not safe as a name: use letters and digits, a letter first, at most 64, and no name that every object has',
  ),
  row(
    'a reference to an unknown step',
    when("(e) => e.c.size.is('s')"),
    'w.ts, step "b": unknown step "c"; known: "a"',
  ),
  row(
    'a reference to an unknown field',
    when("(e) => e.a.siez.is('s')"),
    'w.ts, step "b": unknown field "siez" of step "a" in its when; did you mean "size"?',
  ),
  row(
    'a reference to the same step',
    when("(e) => e.b.size.is('s')"),
    'w.ts, step "b": its when reads its own answers; it can read earlier steps only',
  ),
  ...(
    [
      ["(e) => e.jobs.job.place.is('x')", 'e.jobs.some((each) => each.job.place.…)'],
      ["(e) => e.jobs[0].job.place.is('x')", 'e.jobs.some((each) => each.job.place.…)'],
      ["(e) => e.jobs.place.is('x')", 'e.jobs.some((each) => each.step.field.…)'],
      ["(e) => e.jobs.is('x')", 'e.jobs.some((each) => each.step.field.…)'],
    ] as const
  ).map(([condition, ask]) =>
    row(
      `a list read as a step, as in ${condition}`,
      whole(
        `.repeat('jobs', { title: 'Jobs' }, (job) => job.step('job', { title: 'Job', fields: { place: text('Place') } }))\n  .step('b', { title: 'B', when: ${condition} })`,
      ),
      `w.ts, step "b": its when reads "jobs", which is a list and has no answer of its own; ask its items: ${ask}, or every; or compare e.jobs.count`,
    ),
  ),
  ...(
    [
      ['e.a', 'is a step; name one of its fields: "size", "age", "name"', '"a" in its again '],
      ['e.s', 'is a section; its steps are named without it: e.step.field', '"s" in its again '],
      ['e.w', 'unknown step "w"; known: "a", "in-section"', ''],
      [
        'e.jobs',
        'is a list and has no answer of its own; only how many items it has can be read here: e.jobs.count',
        'its again reads "jobs", which ',
      ],
    ] as const
  ).map(([ref, says, begins]) =>
    row(
      `an again that gives ${ref}, which is no answer`,
      whole(
        `.step('a', ${size})\n  .section('s', { title: 'S' }, (s) => s.step('in-section', { title: 'S', fields: { x: text('X') } }))\n  .repeat('jobs', { title: 'Jobs' }, (job) => job.step('job', { title: 'Job', fields: { place: text('Place') } }))\n  .step('b', { title: 'B', again: (e) => [${ref}] })`,
      ),
      `w.ts, step "b": ${begins}${says}`,
    ),
  ),
  row(
    'a reference to a later step',
    whole(`.step('b', { title: 'B', when: (e) => e.a.size.is('s') })\n  .step('a', ${size})`),
    'w.ts, step "b": its when reads the step "a", which comes later; move that step before this one, or the condition to a later step',
  ),
  row(
    'a value that the choice does not have',
    when("(e) => e.a.size.is('m')"),
    'w.ts, step "b": its when compares "a.size" with "m", which is not one of its options; known: "s", "l"',
  ),
  row(
    'an operator that the type does not have',
    when("(e) => e.a.size.gt('s')"),
    'w.ts, step "b": its when compares "a.size" with gt, which does not fit; what fits is is, isNot, oneOf, isAnswered, matches',
  ),
  row(
    'a misspelt operator',
    when("(e) => e.a.size.equals('s')"),
    'w.ts, step "b": "a.size" in its when has no operator "equals"; known: "is", "isNot", "oneOf", "isAnswered", "gt", "gte", "lt", "lte", "between", "includes", "includesAny", "matches"',
  ),
  row(
    'a number compared with text',
    when("(e) => e.a.age.gt('30')"),
    'w.ts, step "b": its when compares "a.age" with "30", which is no number as its answers are; write a number, without quotes',
  ),
  row(
    'a condition that can never hold',
    when('(e) => e.a.age.lt(10)'),
    'w.ts, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ),
  row(
    'a contradiction',
    when("(e) => and(e.a.size.is('s'), e.a.size.is('l'))"),
    'w.ts, step "b": can never be reached: no answers make its when hold; change the condition, or take it out',
  ),
  row(
    '&& in a condition',
    when("(e) => e.a.size.is('s') && e.a.age.gt(30)"),
    'w.ts, step "b": its when uses "&&"; join the conditions with and(a, b)',
  ),
  row(
    'a comparison of JavaScript',
    when("(e) => e.a.size === 's'"),
    'w.ts, step "b": its when returned false, not a condition; compare with an operator such as .is(…) or .gt(…) instead of === or >',
  ),
  row(
    'an async when',
    when("async (e) => e.a.size.is('s')"),
    'w.ts, step "b": its when is async; it must return its condition at once',
  ),
  row(
    'a when that returns nothing',
    when("(e) => { e.a.size.is('s'); }"),
    'w.ts, step "b": its when returned nothing; it must return one, such as earlier.visit.found.is("no")',
  ),
  row(
    'a when that throws',
    when("() => { throw new Error('no'); }"),
    'w.ts, step "b": its when threw an error: no',
  ),
  row(
    'a when that is no function',
    when("{ size: 's' }"),
    'w.ts, step "b": "when" in the options of step() must be a function',
  ),
  row(
    'a show for an unknown field',
    step("{ title: 'A', fields: { it: text('It') }, show: { that: (own) => own.it.is('x') } }"),
    'w.ts, step "a": its show names an unknown field "that"; known: "it"',
  ),
  row(
    'a show that reads itself',
    step("{ title: 'A', fields: { it: text('It') }, show: { it: (own) => own.it.is('x') } }"),
    'w.ts, step "a", field "it": its show reads its own answer; it can read other fields only',
  ),
  row(
    'an external step without what it needs',
    whole(`.step('a', ${size})\n  .external('pay', { title: 'Pay', begin: () => 'https://pay.example' })`),
    'w.ts, step "pay": "origins" is missing in the options of external(); it must be a list of the origins that a visitor can be sent to, such as ["https://pay.example"]',
    'w.ts, step "pay": "finish" is missing in the options of external(); it must be a function that says how it ended',
  ),
  row(
    'an origin with a path',
    whole(
      `.step('a', ${size})\n  .external('pay', { title: 'Pay', origins: ['https://pay.example/card'], begin: () => '', finish: () => undefined })`,
    ),
    'w.ts, step "pay": "origins.0" in the options of external() is wrong: "https://pay.example/card" is no origin, which is scheme and host alone; did you mean https://pay.example?',
  ),
  row(
    'an again that gives a value',
    whole(
      `.step('a', ${size})\n  .step('b', { title: 'B', fields: { n: text('N') }, again: (e) => [e.a.it.is('x')] })`,
    ),
    'w.ts, step "b": its again must return a list of answers: again: (e) => [e.trip.nights, e.trip.rooms]',
  ),
  row(
    'an again that reads what is not there',
    whole(
      `.step('a', ${size})\n  .step('b', { title: 'B', fields: { n: text('N') }, again: (e) => [e.a.ti] })`,
    ),
    'w.ts, step "b": unknown field "ti" of step "a" in its again; known: "size", "age", "name"',
  ),
  row(
    'an exit without when',
    whole(`.step('a', ${size})\n  .exit('x', { title: 'X' })`),
    'w.ts, step "x": is an exit that every visitor reaches, so nobody can finish; give it a when',
  ),
  row(
    'a wizard that nobody can finish',
    whole(`.step('a', ${size})\n  .exit('x', { title: 'X', when: (e) => e.a.age.gte(18) })`),
    'w.ts: the wizard cannot be finished: every way ends at an exit page; narrow the when of an exit',
  ),
  row(
    'a step behind an exit that all reach',
    whole(
      `.step('a', ${size})\n  .exit('x', { title: 'X', when: (e) => e.a.size.oneOf('s', 'l') })\n  .step('b', { title: 'B' })`,
    ),
    'w.ts: the wizard cannot be finished: every way ends at an exit page; narrow the when of an exit',
  ),
  row(
    'a view that is not there',
    step("{ title: 'A', view: 'nowhere', fields: { it: text('It') } }"),
    'w.ts, step "a": its view "nowhere" does not exist; looked for views/w/nowhere.ejs and views/shared/nowhere.ejs: add one, or take "view" out',
  ),
  row(
    'no action',
    done('{}'),
    'w.ts: "action" is missing in the options of complete(); it must be a text, such as "Send application"',
  ),
  row(
    'a misspelt run',
    done("{ action: 'Send', runn: () => {} }"),
    'w.ts: unknown property "runn" in the options of complete(); did you mean "run"?',
  ),
  row(
    'a run that is no function',
    done("{ action: 'Send', run: 'mail' }"),
    'w.ts: "run" in the options of complete() must be a function',
  ),
  row(
    'attempts below one',
    done("{ action: 'Send', maxAttempts: 0 }"),
    'w.ts: "maxAttempts" in the options of complete() must be above 0',
  ),
  row(
    'a time limit in seconds',
    done("{ action: 'Send', timeoutMs: '30s' }"),
    'w.ts: "timeoutMs" in the options of complete() must be whole milliseconds',
  ),
  row(
    'nothing in complete',
    done(''),
    'w.ts: "action" is missing in the options of complete(); it must be a text, such as "Send application"',
  ),
  row(
    'many faults at once',
    whole(
      ".step('A a', { titel: 'A', fields: { it: z.string() } })\n  .step('b', { title: 'B', when: (e) => e.c.d.is(1) })",
      { begin: "wizard({ id: 'W', title: '', version: 0 })" },
    ),
    'w.ts, step "A a": unknown property "titel" in the options of step(); did you mean "title"?',
    'w.ts, step "A a", field "it": has no label; use a maker such as text("…"), or .meta({ label: "…" })',
    `w.ts: the wizard's id "W" is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64`,
    'w.ts: the wizard has no title; give one: wizard({ id, title: "…", version })',
    'w.ts: the version 0 must be a whole number from 1',
    'w.ts, step "A a": its id is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most 64',
    'w.ts, step "b": unknown step "c"; known: "A a"',
  ),
];
