import { expect, test } from '@jest/globals';
import { decide } from '../../src/engine/decide.ts';
import { whenGone } from '../../src/engine/when-gone.ts';
import type { Around, Settled, Undecided } from '../../src/engine/decision.ts';
import type { OtherSite, SiteAnswer } from '../../src/engine/other-site.ts';
import { stampOf } from '../../src/engine/stamp.ts';
import type { WizardState } from '../../src/engine/state.ts';
import { aStep, definitionOf, stepAt } from '../support/definition.ts';

const external = { origins: [], begin: () => '', finish: () => undefined, timeoutMs: 1_000 };
const definition = definitionOf([
  aStep('one'),
  aStep('pay', undefined, { external, again: [['one', 'a']] }),
  aStep('last'),
]);
const pay = stepAt(definition, 'pay');
const around: Around = {
  definition,
  now: 7,
  ids: { instance: () => 'i', reference: () => 'r', item: () => 'n', page: () => 'p', token: () => 't' },
};
const open: WizardState = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: { one: { a: true } },
};
const answered: SiteAnswer = { kind: 'answered', answers: { a: true } };

/** A site that says this of each try, and begins at one address. */
function siteSaying(
  said: SiteAnswer,
  cancels: 'cancelled' | 'kept' | 'unknown' = 'kept',
): OtherSite & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    begin: async () => {
      calls.push('begin');
      return { kind: 'begun', url: 'https://pay.example', note: 1 };
    },
    finish: async () => {
      calls.push('finish');
      return said;
    },
    cancel: async () => {
      calls.push('cancel');
      return { kind: cancels };
    },
  };
}

async function cameOf(decided: Settled | Undecided): Promise<Settled> {
  if (!('judge' in decided)) return decided;
  if (decided.judge !== 'site') throw new Error('the site was to be asked');
  return decided.conclude((await decided.ask()) as never);
}
const leave = (state: WizardState | undefined, site: OtherSite) =>
  cameOf(
    decide(around, state, { kind: 'leave', place: pay, stamp: stampOf(state, 'pay', { page: 'p' }), site }),
  );
const comeBack = (state: WizardState | undefined, attempt: string, site: OtherSite) =>
  cameOf(decide(around, state, { kind: 'return', place: pay, attempt, query: {}, site }));

/** The state of somebody who was sent away, and the try. */
async function away() {
  const { next } = await leave(open, siteSaying({ kind: 'unfinished' }));
  const state = next as WizardState;
  return { state, attempt: state.attempts!['pay']![0]! };
}

test('who leaves has a try with what it depends on', async () => {
  const { attempt } = await away();
  expect(attempt).toMatchObject({ startedAt: 7, basis: { 'one.a': true }, note: 1 });
});

test('an open try is asked about before another one is begun', async () => {
  const { state } = await away();
  const done = siteSaying(answered);
  expect((await leave(state, done)).outcome.kind).toBe('answered');
  expect(done.calls).toEqual(['finish']);
  const unknown = siteSaying({ kind: 'unknown' });
  expect((await leave(state, unknown)).outcome).toMatchObject({ kind: 'not-done', why: { kind: 'unknown' } });
  expect(unknown.calls).toEqual(['finish']);
});

test('a try that was begun on other answers is ended before another one is begun', async () => {
  const { state, attempt } = await away();
  const changed = { ...state, answers: { one: { a: false } } };
  const site = siteSaying({ kind: 'unfinished' }, 'cancelled');
  const left = (await leave(changed, site)).next as WizardState;
  expect(site.calls).toEqual(['cancel', 'finish', 'begin']);
  expect(left.attempts!['pay']).toMatchObject([
    { id: attempt.id, end: 'failed' },
    { basis: { 'one.a': false } },
  ]);

  const paid = siteSaying(answered, 'cancelled');
  expect((await leave(changed, paid)).outcome.kind).toBe('answered');
  expect(paid.calls).toEqual(['cancel', 'finish']);

  const silent = siteSaying({ kind: 'unfinished' }, 'unknown');
  expect((await leave(changed, silent)).outcome).toMatchObject({
    kind: 'not-done',
    why: { kind: 'unknown' },
  });
  expect(silent.calls).toEqual(['cancel']);

  const same = siteSaying({ kind: 'unfinished' }, 'cancelled');
  await leave(state, same);
  expect(same.calls).toEqual(['finish', 'begin']);
});

test('what comes back is the answer, on what it depended on when the visitor left', async () => {
  const { state, attempt } = await away();
  const changed = { ...state, answers: { one: { a: false } } };
  const { outcome, next } = await comeBack(changed, attempt.id, siteSaying(answered));
  expect(outcome).toMatchObject({ kind: 'answered', next: { to: 'step', place: { key: 'pay' } } });
  expect(next).toMatchObject({ answers: { pay: { a: true } }, bases: { pay: { 'one.a': true } } });
});

test('a try that is answered is not asked about again', async () => {
  const { state, attempt } = await away();
  const { next } = await comeBack(state, attempt.id, siteSaying(answered));
  const site = siteSaying(answered);
  const twice = await comeBack(next as WizardState, attempt.id, site);
  expect([twice.outcome.kind, twice.next, site.calls]).toEqual(['elsewhere', undefined, []]);
});

test('a try that nobody knows, of a run that is gone or was sent, is late', async () => {
  const { state, attempt } = await away();
  const late = { kind: 'late', attempt: attempt.id };
  expect((await comeBack(undefined, attempt.id, siteSaying(answered))).outcome).toMatchObject(late);
  expect((await comeBack(open, attempt.id, siteSaying(answered))).outcome).toMatchObject(late);
  const sent = { ...state, status: 'submitted' } as const;
  expect((await comeBack(sent, attempt.id, siteSaying(answered))).outcome).toMatchObject(late);
  const event = {
    kind: 'return',
    place: pay,
    attempt: attempt.id,
    query: {},
    site: siteSaying(answered),
  } as const;
  expect(whenGone(around, event)).toMatchObject(late);
});

test('nobody types its answer', () => {
  for (const kind of ['answer', 'save', 'draft', 'carry'] as const) {
    const form = { raw: { a: 'yes' }, candidate: { a: true } };
    const stamp = stampOf(open, 'pay', { page: 'p' });
    expect(decide(around, open, { kind, place: pay, form, stamp })).toEqual({
      outcome: { kind: 'elsewhere', next: expect.anything() },
    });
  }
});
