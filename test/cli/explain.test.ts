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
