import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { labelFaults } from '../../src/cli/advice/labels.ts';
import { checkDefinition, formatFaults } from '../../src/definition/check/check.ts';
import type { NestedAnswers } from '../../src/definition/answers.ts';
import type { Finished, WizardDefinition } from '../../src/definition/model.ts';
import { walk } from '../../src/flow/walk.ts';
import expenses from '../../wizards/expenses.ts';
import feedback from '../../wizards/feedback.ts';
import grant from '../../wizards/grant.ts';
import household from '../../wizards/household.ts';
import permit from '../../wizards/permit.ts';
import registration from '../../wizards/registration.ts';
import stay from '../../wizards/stay.ts';
import visa from '../../wizards/visa.ts';
import { findStep, placesOf } from '../../src/definition/place.ts';

let outbox: string;
beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'stepway-outbox-'));
  process.env['STEPWAY_OUTBOX'] = outbox;
});
afterEach(async () => {
  delete process.env['STEPWAY_OUTBOX'];
  await rm(outbox, { recursive: true });
});

const samples: readonly [string, WizardDefinition][] = Object.entries({
  expenses,
  feedback,
  grant,
  household,
  permit,
  registration,
  stay,
  visa,
});

test.each(samples)('%s has no faults', (name, definition) => {
  const faults = checkDefinition(definition, { lookForView: () => ({ isThere: true, lookedFor: [] }) });
  expect(formatFaults(`wizards/${name}.ts`, faults)).toBe('');
});

test.each(samples)(
  '%s has no label that makes a bad message, or that another answer has',
  (_name, definition) => {
    expect(labelFaults(definition)).toEqual([]);
  },
);

test.each(samples)('%s has a title of its own for every step', (_name, definition) => {
  const titles = placesOf(definition).map(({ step }) => step.title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('feedback has three steps, the second one on a branch', () => {
  expect(placesOf(feedback).map(({ when }) => when !== undefined)).toEqual([false, true, false]);
});

test('visa ends for the Irish at its exit page', () => {
  const found = walk(visa, { nationality: { nationality: 'IE' } });
  expect(found.exit?.key).toBe('no-visa-needed');
});

test('visa asks a minor for a guardian, unless they live with the family that they join', () => {
  const asks = (relation: string, hasHome: boolean, isMinor: boolean) =>
    walk(visa, {
      nationality: { nationality: 'FR' },
      purpose: { purpose: 'family' },
      travel: { arrival: '2027-03-01', departure: '2027-04-01' },
      relative: { relation, name: 'A', hasHome },
      you: { name: 'B', born: '2012-01-01', isMinor },
    }).path.some(({ key }) => key === 'guardian');
  expect(asks('other', false, true)).toBe(true);
  expect(asks('other', true, true)).toBe(false);
  expect(asks('parent', false, true)).toBe(false);
  expect(asks('other', false, false)).toBe(false);
});

test('visa asks who comes with an adult who comes to work, and looks at the age of a child', async () => {
  const asks = (purpose: string, isMinor: boolean) =>
    walk(visa, {
      nationality: { nationality: 'FR' },
      purpose: { purpose },
      travel: { arrival: '2027-03-01', departure: '2027-04-01' },
      job: { employer: 'A', salary: 1, licence: 'AB1234567', paysForStay: true },
      you: { name: 'B', born: '2000-01-01', isMinor },
      guardian: { name: 'C', phone: '1' },
      'home/country': { country: 'FR' },
      'home/lines': { line1: 'D', town: 'E' },
      passport: { number: 'F', expires: '2030-01-01' },
      company: { hasAny: true },
    }).path.some(({ key }) => key === 'dependants');
  expect([asks('work', false), asks('work', true), asks('visit', false)]).toEqual([true, false, false]);

  const about = checkOf('dependants/x/about');
  const earlier = context({ travel: { arrival: '2027-03-01' } });
  expect(await about({ born: '2015-01-01', relation: 'child' }, earlier)).toBeUndefined();
  expect(await about({ born: '2000-01-01', relation: 'child' }, earlier)).toHaveProperty('relation');
  expect(await about({ born: '2015-01-01', relation: 'partner' }, earlier)).toHaveProperty('relation');
});

const context = (earlier: NestedAnswers, signal = new AbortController().signal) => ({
  earlier,
  signal,
  now: new Date(0),
  today: '1970-01-01',
  services: undefined,
  context: undefined,
});
const checkOf = (key: string) => findStep(visa, key)!.step.check!;

test('a visit lasts at most 180 days, other journeys as long as they like', async () => {
  const dates = { arrival: '2027-01-01', departure: '2027-12-01' };
  const check = checkOf('travel');
  expect(await check(dates, context({ purpose: { purpose: 'visit' } }))).toHaveProperty('departure');
  expect(await check(dates, context({ purpose: { purpose: 'study' } }))).toBeUndefined();
});

test('a passport must be valid until after the day of departure', async () => {
  const earlier = { travel: { arrival: '2027-01-01', departure: '2027-02-01' } };
  const check = checkOf('passport');
  expect(await check({ number: 'X', expires: '2027-02-01' }, context(earlier))).toHaveProperty('expires');
  expect(await check({ number: 'X', expires: '2027-02-02' }, context(earlier))).toBeUndefined();
});

test('a withdrawn sponsor licence is refused, and the look-up ends when it is aborted', async () => {
  const check = checkOf('job');
  expect(await check({ licence: 'AB1234000' }, context({}))).toHaveProperty('licence');
  expect(await check({ licence: 'AB1234567' }, context({}))).toBeUndefined();
  await expect(check({ licence: 'AB1234567' }, context({}, AbortSignal.abort()))).rejects.toThrow(/abort/i);
});

const finished = (answers: NestedAnswers, attempt = 1): Finished => ({
  answers,
  attempt,
  context: undefined,
  reference: 'REF',
  idempotencyKey: 'instance.1',
  version: 1,
  signal: new AbortController().signal,
  services: undefined,
});

test('a second attempt of the same submission leaves the same one file', async () => {
  await visa.completion.run?.(finished({ you: { name: 'A' } }, 1));
  await visa.completion.run?.(finished({ you: { name: 'A' } }, 2));
  expect(await readdir(outbox)).toEqual(['instance.1.json']);
  const written: unknown = JSON.parse(await readFile(join(outbox, 'instance.1.json'), 'utf8'));
  expect(written).toEqual({ form: 'visa', reference: 'REF', answers: { you: { name: 'A' } } });
});

test('registration sends a full workshop back to its step, and writes the rest', async () => {
  const run = registration.completion.run!;
  expect(await run(finished({ workshops: { chosen: ['forms', 'maps'] } }))).toEqual({
    reject: { workshops: { chosen: expect.stringContaining('Maps without a map') } },
  });
  expect(await readdir(outbox)).toEqual([]);
  expect(await run(finished({ workshops: {} }))).toBeUndefined();
  expect(await readdir(outbox)).toEqual(['instance.1.json']);
});
