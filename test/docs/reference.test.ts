import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { stepwayOptions } from '../../src/app/stepway-options.ts';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { callShapes } from '../../src/definition/write/draft-options.ts';
import { commonShape, makerFaults, metaShape } from '../../src/definition/schema/field-meta.ts';
import { country } from '../../src/definition/write/country-maker.ts';
import * as plainMakers from '../../src/definition/write/makers.ts';
import { matrix, range, signature } from '../../src/definition/write/parts-makers.ts';
import { rating } from '../../src/definition/write/rating-maker.ts';
import type { WizardDefinition } from '../../src/definition/model.ts';
import { normalise } from '../../src/form/read.ts';
import { choiceFrom, text, wizard } from '../../src/index.ts';
import { journey, walk } from '../../src/testing/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';
import { type Entry, entriesBelow, namesIn } from './entries.ts';
import { readersProject } from './import-block.ts';
import { findStep } from '../../src/definition/place.ts';

const fields = readFileSync('docs/fields.md', 'utf8');
const definitions = readFileSync('docs/definitions.md', 'utf8');
const project = readersProject();
afterAll(() => project.remove());

/** The entries below a heading that begin with a name. */
const namedBelow = (page: string, heading: string): readonly Entry[] =>
  entriesBelow(page, heading).filter(({ title }) => title.startsWith('`'));

/** The maker that an entry is about: `text` of `text(label)`. */
const calledIn = ({ title }: Entry): string => /^`(\w+)\(/.exec(title)?.[1] ?? title;

/** The options that the entry of a maker says are its own. */
const ownOptions = ({ below }: Entry): readonly string[] =>
  namesIn(/; options: ([^;]+)/.exec(below[0] ?? '')?.[1]);

const makers = { ...plainMakers, choiceFrom, country, matrix, range, rating, signature };
/** Options that a maker takes, and its schema then has no more. */
const ofMakers = ['pattern', 'dependsOn', 'whenUnavailable', 'timeoutMs', 'cacheMs', 'only'];
const common = ['hint', 'help', 'name', 'messages', 'summary', 'autocomplete', 'fromUrl'];

describe('docs/fields.md', () => {
  const entries = new Map(namedBelow(fields, 'Makers').map((entry) => [calledIn(entry), entry]));

  test('has an entry for every maker, and for nothing else', () => {
    expect([...entries.keys()].toSorted()).toEqual(Object.keys(makers).toSorted());
  });

  test.each(Object.entries(makers))('%s: its entry names the options that it takes', (name, maker) => {
    // The rows of a matrix come before its options.
    const known = [...Object.keys(metaShape), ...ofMakers, 'min', 'max'].filter((it) => it !== 'questions');
    const taken = known.filter((option) => {
      const given = { [option]: 1 };
      const args =
        name === 'choiceFrom'
          ? ['L', async () => [], given]
          : name.startsWith('choice')
            ? ['L', { a: 'A' }, given]
            : name === 'matrix'
              ? ['L', { a: 'A' }, { b: 'B' }, given]
              : ['L', given];
      const make = maker as (...args: readonly unknown[]) => { meta(): Record<string, unknown> };
      const faults = (make(...args).meta()[makerFaults] ?? []) as readonly { code: string }[];
      return !faults.some(({ code }) => code === 'unknown-option');
    });
    expect([...ownOptions(entries.get(name)!), ...common].toSorted()).toEqual(taken.toSorted());
  });

  test('says what every option is for', () => {
    const explained = ['Common options', 'The others'].flatMap((heading) =>
      namedBelow(fields, heading).flatMap(({ title }) => namesIn(title)),
    );
    const ofMeta = Object.keys(metaShape).filter((name) => !['options', 'source', 'from'].includes(name));
    expect(explained.toSorted()).toEqual([...ofMeta, ...ofMakers].toSorted());
  });

  test('lists every property of a meta, and every fault that can have a message', () => {
    const listed = namedBelow(fields, 'Any Zod schema').flatMap(({ title }) => namesIn(title));
    expect(listed.toSorted()).toEqual(['label', ...Object.keys(metaShape)].toSorted());
    const faults = namedBelow(fields, 'Messages').flatMap(({ title }) => namesIn(title));
    const messages = Object.fromEntries(faults.map((name) => [name, 'x']));
    expect(commonShape.messages.safeParse(messages).success).toBe(true);
    expect(faults).toHaveLength(8);
  });
});

describe('docs/definitions.md', () => {
  test.each(Object.entries(callShapes))(
    '%s: has an entry for every option, and for nothing else',
    (call, shape) => {
      const listed = namedBelow(definitions, call).flatMap(({ title }) => namesIn(title));
      expect(listed.toSorted()).toEqual(Object.keys(shape).toSorted());
    },
  );

  test('says the defaults as they are', () => {
    const plain = wizard({ id: 'plain', title: 'Plain', version: 1 })
      .step('one', { title: 'One', fields: { name: text('Name') } })
      .complete({ action: 'Send' });
    const { completion, progress, stepList } = plain;
    const said = (call: string, option: string) =>
      namedBelow(definitions, call)
        .find(({ title }) => title === `\`${option}\``)
        ?.notes.find((note) => note.startsWith('default: '))
        ?.slice('default: '.length);
    const count = (ms: number) => ms.toLocaleString('en');
    expect(said('wizard', 'progress')).toBe(`\`${progress}\``);
    expect(said('wizard', 'stepList')).toBe(`\`${stepList}\``);
    expect(said('step', 'checkTimeoutMs')).toBe(count(findStep(plain, 'one')!.step.checkTimeoutMs));
    expect(said('complete', 'timeoutMs')).toBe(count(completion.timeoutMs));
    expect(said('complete', 'maxAttempts')).toBe(count(completion.maxAttempts));
    expect(said('complete', 'confirmation')).toBe(`"${completion.confirmation}"`);
  });
});

test('every page of the docs stands in the navigation of the site', () => {
  const { projectDocuments } = JSON.parse(readFileSync('docs/site/typedoc.json', 'utf8')) as {
    projectDocuments: readonly string[];
  };
  const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
  const listed = projectDocuments.filter((name) => !name.includes('*'));
  expect(listed.toSorted()).toEqual(pages.map((name) => `../${name}`).toSorted());
});

test('docs/mounting.md names every option of stepway(), but for those of tests and of our own server', () => {
  const options = Object.keys(stepwayOptions);
  const page = readFileSync('docs/mounting.md', 'utf8');
  const unnamed = options.filter((name) => !new RegExp(`\`${name}[\`(:.]`).test(page));
  expect(unnamed.toSorted()).toEqual(['now', 'ownCookie']);
});

describe('the examples', () => {
  const services = {
    isTaken: async () => false,
    towns: { all: async () => [{ id: 'cork', name: 'Cork' }] },
  };

  test.each([
    ['docs/fields.md', "id: 'fields'"],
    ['docs/fields.md', "id: 'visit'"],
    ['docs/definitions.md', "id: 'parking'"],
  ])('%s, %s: has no fault, and every way through it can be sent', async (page, containing) => {
    const definition = (await project.importBlock(page, containing))['default'] as WizardDefinition;
    expect(checkDefinition(definition)).toEqual([]);
    const { paths } = await walk(definition, { services });
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const someone = journey({ wizards: [definition], services });
      await someone.follow(definition.id, path);
      await someone.close();
    }
  });
});

test('the check digit of docs/fields.md takes a number that fits, and says what is wrong with another', async () => {
  const { default: definition } = await project.importBlock('docs/fields.md', "id: 'identity'");
  const someone = journey({ wizards: [definition as WizardDefinition] });
  await someone.start('identity').answer({ id: '010107 50161' });
  await someone.expectText('its last two digits do not fit the others');
  await someone.answer({ id: '010107 50160' }).expectStep('check');
  await someone.close();
});

test('what is typed is tidied as docs/fields.md says', async () => {
  const { text: line, longText, email, tel, url, code, secret, integer, decimal, money, time, date } = makers;
  const tidy = (
    schema: ReturnType<typeof line>,
    typed: string | Record<'day' | 'month' | 'year', string>,
  ) => {
    const tidying = wizard({ id: 'tidy', title: 'Tidy', version: 1 })
      .step('one', { title: 'One', fields: { it: schema } })
      .complete({ action: 'Send' });
    return normalise(findStep(tidying, 'one')!.step, { it: typed })['it'];
  };
  const tidied: readonly (readonly [unknown, Parameters<typeof tidy>[1], unknown])[] = [
    [line('L'), ' a\nb ', 'a b'],
    [longText('L'), ' a\r\nb ', 'a\nb'],
    [email('L'), ' ann @example.com', 'ann@example.com'],
    [tel('L'), '(020) 7946-0000', '020 7946 0000'],
    [url('L'), 'example.com', 'https://example.com'],
    [code('L'), 'sw1a 2-a.a', 'SW1A2AA'],
    [secret('L'), ' 1234 ', ' 1234 '],
    [integer('L'), '1,200', 1200],
    [integer('L'), '1 200', 1200],
    [integer('L'), '1.200', '1.200'],
    [decimal('L'), '12,5', 12.5],
    [decimal('L', { suffix: 'kg' }), '12.5 kg', 12.5],
    [money('L', { currency: 'EUR' }), '€1,200.50', 1200.5],
    [money('L', { currency: 'EUR' }), '12 EUR', 12],
    [time('L'), '9.30am', '09:30'],
    [time('L'), 'noon', '12:00'],
    [time('L'), '9', '9'],
    [date('L'), { day: '31', month: 'January', year: '2027' }, '2027-01-31'],
  ];
  for (const [schema, typed, stored] of tidied) expect(tidy(schema as never, typed)).toBe(stored);
});

test('every maker whose entry names a width heeds it', async () => {
  const named = namedBelow(fields, 'Makers').filter((entry) => ownOptions(entry).includes('width'));
  const schemas = named.map((entry): [string, ReturnType<typeof text>] => {
    const name = calledIn(entry) as 'text';
    return [name, makers[name]('Label', { width: 3 })];
  });
  expect(schemas.length).toBeGreaterThan(8);
  const wide = wizard({ id: 'wide', title: 'Wide', version: 1, start: false })
    .step('one', { title: 'One', fields: Object.fromEntries(schemas) })
    .complete({ action: 'Send' });
  const { app, forms } = memoryApp([wide]);
  const page = (await visitor(app).open('/wide/one')).text;
  expect(page.match(/stepway-width-3/g)).toHaveLength(schemas.length);
  await forms.close(0);
});

test('what docs/fields.md says of choiceFrom: two options are a select too, and another one is refused', async () => {
  const towns = [
    { value: 'cork', label: 'Cork' },
    { value: 'galway', label: 'Galway' },
  ];
  const visit = wizard({ id: 'visit', title: 'Visit', version: 1 })
    .step('where', { title: 'Where?', fields: { town: choiceFrom('Town', async () => towns) } })
    .complete({ action: 'Send' });
  const { app, forms } = memoryApp([visit]);
  const someone = visitor(app);
  expect((await someone.open('/visit/where')).text).toContain('<select');
  const refused = await someone.post('/visit/where', { town: 'dublin' });
  expect(refused.status).toBe(422);
  expect(textOf(refused.text)).toContain('Select your town from the list');
  await forms.close(0);
});
