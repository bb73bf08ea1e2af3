import { expect, test } from '@jest/globals';
import type { StepAnswers } from '../../../src/definition/answers.ts';
import type { Field } from '../../../src/definition/field.ts';
import { walk } from '../../../src/flow/walk.ts';
import { answerLines, typedLines } from '../../../src/render/pages/answer-lines.ts';
import { conflictRows, summaryOf, typedRows } from '../../../src/render/pages/summary.ts';
import { english } from '../../../src/language/language.ts';
import { aGroup, aSection, aStep as aNode, definitionOf } from '../../support/definition.ts';
import { aField, answers, aStep, aWizard, placeOf, steps, visa } from './sample.ts';

const { say } = english;
const context = {
  say,
  language: 'en',
  ways: { changeUrl: (step: { key: string }) => `/${step.key}`, removeUrl: () => '' },
};
const linesOf = (definition = visa, given: object = answers) =>
  Object.fromEntries(
    summaryOf(walk(definition, given as typeof answers), context)
      .flatMap(({ rows }) => rows)
      .map((row) => [row.label, row.lines]),
  );

test('every answer on the path is listed as people read it', () => {
  expect(linesOf()).toEqual({
    'What is your name?': ['Ada Lovelace'],
    'Email address': ['ada@example.org'],
    'Telephone number': ['Not provided'],
    'Why do you want to come?': ['Tourism'],
    'When do you arrive?': ['27 March 2026'],
    'What do you expect to spend?': ['£1,200.50'],
    'Weight of your bags': ['Not provided'],
    'Have you been here before?': ['Yes'],
    'When was that?': ['in 2019'],
    'Anything else we should know?': ['First line', 'Second line'],
    'Country of birth': ['Japan'],
    'Do you need help with any of these?': ['Reading or writing', 'Moving around'],
    Postcode: ['SW1A 1AA'],
    'Best time to call': ['Not provided'],
    'Choose a password': ['••••••••'],
    'I agree that you check what I said': ['Yes'],
  });
});

test('answers of closed branches are not listed', () => {
  const closed = { ...steps.contact, when: { op: 'eq', ref: ['name', 'full'], value: 'Bob' } as const };
  expect(linesOf(aWizard({ nodes: [steps.name, closed] }))).toEqual({
    'What is your name?': ['Ada Lovelace'],
  });
});

test('a field that another one hides is not listed', () => {
  const hidden = { ...answers, every: { ...answers.every, before: false } };
  expect(linesOf(visa, hidden)).not.toHaveProperty('When was that?');
});

const part = (name: string, label: string, autocomplete: string) =>
  aField({ name, control: 'text', required: false, meta: { label, autocomplete } });
const lines = [
  part('line1', 'Address line 1', 'section-home address-line1'),
  part('line2', 'Address line 2', 'section-home Address-line2'),
  part('town', 'Town', 'section-home address-level2'),
  part('code', 'Postcode', 'section-home postal-code'),
];
const homeRows = (fields: readonly Field[], home: StepAnswers) =>
  linesOf(aWizard({ nodes: [aStep({ id: 'home', title: 'Where do you live?', fields })] }), { home });

test('an address is one answer, a line for each part that was given', () => {
  const home = { line1: '12 rue des Lilas', town: 'Lyon', code: '69003' };
  const address = ['12 rue des Lilas', 'Lyon', '69003'];
  expect(homeRows(lines, home)).toEqual({ 'Where do you live?': address });
  const since = aField({ name: 'since', control: 'text', meta: { label: 'Since' } });
  expect(homeRows([...lines, since], { ...home, since: '2019' })).toEqual({
    Address: address,
    Since: ['2019'],
  });
  expect(homeRows(lines, {})).toEqual({ 'Where do you live?': ['Not provided'] });
});

test('one part of an address, and those of two addresses, keep their own labels', () => {
  const code = aField({
    name: 'code',
    control: 'text',
    meta: { label: 'Postcode', autocomplete: 'postal-code' },
  });
  const since = aField({ name: 'since', control: 'text', meta: { label: 'Since' } });
  expect(Object.keys(homeRows([code, since], {}))).toEqual(['Postcode', 'Since']);
  const work = [
    part('a', 'Street of work', 'work address-line1'),
    part('b', 'Town of work', 'work address-level2'),
  ];
  expect(Object.keys(homeRows([...lines, ...work], {}))).toEqual([
    'Address line 1',
    'Address line 2',
    'Town',
    'Postcode',
    'Street of work',
    'Town of work',
  ]);
});

test('rows of one section stand together, where the section first comes up', () => {
  const again = aStep({ id: 'again', title: 'Again', section: 'About you', fields: steps.name.fields });
  const definition = aWizard({ nodes: [steps.name, steps.purpose, again] });
  const sections = summaryOf(walk(definition, { ...answers, again: { full: 'Bob' } }), context);
  expect(sections.map(({ heading, rows }) => [heading, rows.length])).toEqual([
    ['About you', 2],
    ['Your visit', 1],
  ]);
});

test('a step without a section stands in its place, after a section under its own title', () => {
  const fields = steps.name.fields;
  const of = (id: string, section?: string) => aStep({ id, title: id.toUpperCase(), section, fields });
  const nodes = [of('z'), of('y'), of('a', 'One'), of('b'), of('c', 'Two'), of('d'), of('e'), of('f', 'One')];
  const given = Object.fromEntries(nodes.map(({ id }) => [id, { full: id }]));
  const sections = summaryOf(walk(aWizard({ nodes }), given), context);
  expect(sections.map(({ heading, rows }) => [heading, rows.map(({ lines }) => lines.join())])).toEqual([
    [undefined, ['z', 'y']],
    ['One', ['a', 'f']],
    ['B', ['b']],
    ['Two', ['c']],
    ['D', ['d']],
    ['E', ['e']],
  ]);
});

test('each row leads to its step', () => {
  const [section] = summaryOf(walk(visa, answers), context);
  expect(section?.rows[0]?.change).toEqual({ href: '/name', text: 'Change' });
});

test("the author's own summary is used", () => {
  const field = aField({
    name: 'n',
    control: 'integer',
    meta: { label: 'N', summary: ((n: number) => `${n} people`) as never },
  });
  expect(answerLines(field, 3, { key: steps.name.id, say, language: 'en' })).toEqual(['3 people']);
});

test('an answer that its summary leaves out has no row, and its step none without others', () => {
  const leftOut = { summary: (() => undefined) as never };
  const how = aField({ name: 'how', control: 'text', meta: { label: 'How', ...leftOut } });
  const what = aField({ name: 'what', control: 'text', meta: { label: 'What' } });
  const nodes = [
    aStep({ id: 'alone', title: 'Alone', fields: [how] }),
    aStep({ id: 'both', title: 'Both', fields: [how, what] }),
  ];
  const walked = walk(aWizard({ nodes }), { alone: { how: 'x' }, both: { how: 'x', what: 'y' } });
  const rows = summaryOf(walked, context).flatMap((section) => section.rows);
  expect(rows.map(({ label, lines }) => [label, lines])).toEqual([['What', ['y']]]);
});

test("a summary that throws is an author's error that names the field and holds no answer", () => {
  const summary = (() => {
    throw new Error('secret answer');
  }) as never;
  const field = aField({ name: 'n', control: 'text', meta: { label: 'N', summary } });
  expect(() => answerLines(field, 'secret answer', { key: steps.name.id, say, language: 'en' })).toThrow(
    expect.objectContaining({ code: 'VIEW_FAILED', message: expect.not.stringContaining('secret') }),
  );
});

test('what was typed reads to the letter, options by their labels, passwords not at all', () => {
  const [yesNo, , , country] = steps.every.fields;
  expect(typedLines(yesNo!, 'no', say)).toEqual(['No']);
  expect(typedLines(country!, 'kenya', say)).toEqual(['Kenya']);
  expect(typedLines(country!, 'nowhere', say)).toEqual(['nowhere']);
  expect(typedLines(steps.travel.fields[0]!, { day: '27', month: '', year: 'x' }, say)).toEqual(['27 x']);
  expect(typedRows(placeOf(steps.every), { secret: 'hunter2' }, say)).toEqual([
    { label: 'Choose a password', lines: ['Hidden'], isEmpty: false },
  ]);
});

test('two answers to one step read alike, and what differs comes first', () => {
  const place = placeOf(steps.contact);
  const typed = { email: ' a@b.org ', phone: '020 7946 0000' };
  const both = conflictRows(place, { raw: typed, stored: { email: 'a@b.org' } }, { say, language: 'en' });
  expect(both.typed.map(({ lines }) => lines)).toEqual([['020 7946 0000'], ['a@b.org']]);
  expect(both.stored.map(({ lines }) => lines)).toEqual([['Not provided'], ['a@b.org']]);
  expect(conflictRows(place, { raw: typed, stored: undefined }, { say, language: 'en' }).stored).toEqual([]);
  expect(conflictRows(place, { raw: {}, stored: {} }, { say, language: 'en' })).toEqual({
    typed: [],
    stored: [],
  });
});

test('which items a group has stands beside the other answers of its section, and the items behind them', () => {
  const listed = definitionOf([
    aSection('money', [aGroup('costs', [aNode('cost')]), aNode('asked')]),
    aSection('you', [aNode('name')]),
  ]);
  const a = { a: true };
  const walked = walk(listed, { 'costs/k/cost': a, asked: a, name: a }, { costs: ['k'] });
  expect(summaryOf(walked, context).map(({ heading, rows }) => [heading, rows.length])).toEqual([
    ['money', 2],
    ['Number 1', 1],
    ['you', 1],
  ]);
});
