import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { explainAnswers } from '../../src/cli/explain.ts';
import { UsageError } from '../../src/cli/run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-explain-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function explained(answers: object, json = false, wizard = 'feedback') {
  const file = join(folder, 'answers.json');
  await writeFile(file, JSON.stringify(answers));
  const out = new PassThrough();
  const fits = await explainAnswers(wizard, { folder: 'wizards', answers: file, json }, out);
  out.end();
  return { fits, lines: (await textOf(out)).trimEnd().split('\n') };
}

test('each step is said to be in or out, with why, and where the way ends', async () => {
  const { fits, lines } = await explained({ visit: { found: 'yes' } });
  expect(fits).toBe(true);
  expect(lines[0]).toBe('✓ visit    in: always asked');
  expect(lines[1]).toMatch(/^✗ missing  out: it is not so that .*“Yes”/);
  expect(lines.at(-1)).toBe('Waits at "contact", step 2 of 2.');
});

test('the way goes as far as an answer that does not fit, and says why', async () => {
  const { fits, lines } = await explained({
    visit: { found: 'no' },
    missing: { what: '' },
    contact: { email: 'ann' },
  });
  expect(fits).toBe(false);
  expect(lines.find((line) => line.startsWith('✓ missing'))).toContain('(its answer does not fit)');
  expect(lines.at(-1)).toMatch(/^Waits at "missing", step 2 of 3: "what": Enter /);
});

test('the line of a submission may have values, which are worked out anew', async () => {
  const answers = { vehicle: { plate: 'AB12CDE', kind: 'car' }, stay: { weeks: '2' }, price: 40 };
  const { fits } = await explained({ wizard: 'permit', answers }, false, 'permit');
  expect(fits).toBe(true);
});

test('each item of a list is said to be in or out by its number, and a condition over all of them once', async () => {
  const people = [
    { about: { name: 'Bo', born: '2000-01-02', does: 'studies' } },
    { about: { name: 'Cy', born: '1990-01-02', does: 'works' } },
  ];
  const { fits, lines } = await explained({ you: { name: 'Ada' }, people }, false, 'wizards/household.ts');
  expect(fits).toBe(true);
  const said = lines.map((line) => line.replaceAll(/ +/g, ' ').trim());
  const studies = '“What do they do?” is “They go to school or study”';
  expect(said).toEqual(
    expect.arrayContaining([
      '✓ people/item1/about in: always asked',
      `✓ people/item1/course in: ${studies} (not answered yet)`,
      `yes: ${studies} (people.item1.about.does = “They go to school or study”)`,
      '✓ people/item2/about in: always asked',
      `✗ people/item2/course out: it is not so that ${studies}`,
      `no: ${studies} (people.item2.about.does = “They work”)`,
      'no: Number of “Who lives with you?” is 0 (people.count = 2)',
    ]),
  );
});

test('of a list of tasks each section is said how far it is, and what it comes after', async () => {
  const tasks = join(folder, 'tasks.ts');
  await writeFile(
    tasks,
    `import { text, wizard, yesNo } from 'stepway';
    export default wizard({ id: 'tasks', title: 'Tasks', version: 1, order: 'tasks' })
      .section('you', { title: 'About you' }, (section) =>
        section
          .step('name', { title: 'Name', fields: { name: text('Name') } })
          .step('town', { title: 'Town', fields: { town: text('Town') } }))
      .section('idea', { title: 'Your idea' }, (section) =>
        section.step('plan', { title: 'Plan', fields: { together: yesNo('Together?') } }))
      .section('partner', { title: 'Your partner', when: (earlier) => earlier.plan.together.is(true) }, (section) =>
        section.step('other', { title: 'Other', fields: { name: text('Name') } }))
      .complete({ action: 'Send' });`,
  );
  const open = await explained({ name: { name: 'Ann' } }, false, tasks);
  expect(open.lines.slice(-4)).toEqual([
    'Section "About you": in progress',
    'Section "Your idea": not started',
    'Section "Your partner": cannot start yet, after: Your idea',
    'Waits at "town", step 2 of 3 or more.',
  ]);
  expect(open.lines).toContain('? other  open: it depends on whether “Together?” is Yes');
  const out = await explained({ name: { name: 'Ann' }, plan: { together: false } }, false, tasks);
  expect(out.lines).toContain('✗ other  out: it is not so that “Together?” is Yes');
  expect(out.lines.slice(-3, -1)).toEqual([
    'Section "About you": in progress',
    'Section "Your idea": completed',
  ]);
});

test('as JSON, a step has what is wrong with its answer', async () => {
  const { lines } = await explained({ visit: { found: 'maybe' } }, true);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    key: 'visit',
    isAnswered: false,
    fits: false,
    issues: [{ field: 'found', code: expect.any(String) }],
  });
});

test('a step or a field that is not there is a wrong call, with what may be meant', async () => {
  await expect(explained({ visits: {} })).rejects.toThrow(UsageError);
  await expect(explained({ visit: { fond: 'yes' } })).rejects.toThrow(
    'the step "visit" has no field "fond"; did you mean "found"?',
  );
});
