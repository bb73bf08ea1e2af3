import { expect, test } from '@jest/globals';
import { findStep } from '../../src/definition/place.ts';
import { secret, text, wizard } from '../../src/index.ts';
import { isEmpty, readState, setAsideIn } from '../../src/engine/state.ts';
import { hashOf, isConflict, stampOf } from '../../src/engine/stamp.ts';
import {
  startRun,
  reopened,
  submitted,
  swept,
  withAnswer,
  withCarried,
  withSetAside,
  withRun,
} from '../../src/engine/transition.ts';

const form = wizard({ id: 'form', title: 'Form', version: 2 })
  .step('one', { title: 'One', fields: { a: text('A') } })
  .step('two', { title: 'Two', fields: { b: text('B') } })
  .complete({ action: 'Send' });
const one = findStep(form, 'one')!;
const two = findStep(form, 'two')!;
const ids = { instance: () => 'i', reference: () => 'R', item: () => 'k', page: () => 'p', token: () => 't' };
const fresh = startRun(2, 1_000, ids);

test('a new run begins open, at generation 1, with its reference', () => {
  expect(fresh).toEqual({
    version: 2,
    instance: 'i',
    generation: 1,
    reference: 'R',
    startedAt: 1_000,
    status: 'open',
    answers: {},
  });
});

test('an answer ends what waited for its step, and nothing else', () => {
  const waiting = withCarried(withCarried(fresh, one, { a: 'typed' }), two, { b: 'typed' });
  const answered = withAnswer(waiting, one, { answers: { a: 'x' }, page: 'page' });
  expect(answered.carried).toEqual({ two: { b: 'typed' } });
  expect(answered.answers).toEqual({ one: { a: 'x' } });
  expect(withAnswer(answered, two, { answers: { b: 'y' }, page: 'page' }).carried).toBeUndefined();
});

test('a password waits for nothing', () => {
  const account = wizard({ id: 'account', title: 'Account', version: 1 })
    .step('only', { title: 'Only', fields: { pin: secret('PIN') } })
    .complete({ action: 'Send' });
  expect(withCarried(fresh, findStep(account, 'only')!, { pin: 'hush' }).carried).toEqual({ only: {} });
});

test('submitting freezes the path, and a rejection brings the closed branches back in the next generation', () => {
  const both = withAnswer(withAnswer(fresh, one, { answers: { a: 'x' }, page: '' }), two, {
    answers: { b: 'y' },
    page: '',
  });
  const frozen = submitted(both, {
    now: 2_000,
    live: { one: { a: 'x' } },
    items: {},
    values: { fee: 80 },
    parsed: 'p',
    context: { user: 'u' },
  });
  expect(frozen).toMatchObject({ status: 'submitted', answers: { one: { a: 'x' } }, submittedAt: 2_000 });
  const open = reopened(frozen, { one: [{ field: 'a', code: 'rejected', message: 'Taken' }] });
  expect(open).toMatchObject({ status: 'open', generation: 2, reference: 'R', answers: both.answers });
  for (const key of ['submittedAt', 'parsed', 'values', 'context', 'dormant'])
    expect(open).not.toHaveProperty(key);
});

test('what was deleted can be brought back until its time is over, or the wizard is begun again', () => {
  const session = withRun(readState(undefined), 'form', fresh);
  const deleted = withSetAside(session, 'form', 9_000);
  expect(deleted.wizards).toEqual({});
  expect(readState(JSON.parse(JSON.stringify(deleted)))).toEqual(deleted);
  expect(setAsideIn(deleted, 'form', 8_999)?.state).toEqual(fresh);
  expect(setAsideIn(deleted, 'form', 9_000)).toBeUndefined();
  expect(withRun(deleted, 'form', fresh)).toEqual(session);
  expect([isEmpty(deleted), isEmpty(swept(deleted, 9_000))]).toEqual([false, true]);
  expect(withSetAside(deleted, 'form', 9_999)).toEqual(deleted);
});

test('one wizard is replaced or taken out, and the others stay', () => {
  const session = withRun({ format: 1, wizards: { other: fresh } }, 'form', fresh);
  expect(Object.keys(session.wizards)).toEqual(['other', 'form']);
  expect(Object.keys(withRun(session, 'form', undefined).wizards)).toEqual(['other']);
});

test('a page that shows the newest answer is no conflict; an older page of another rendering is', () => {
  const first = withAnswer(fresh, one, { answers: { a: 'x' }, page: 'page1' });
  const shown = stampOf(first, 'one', { page: 'page2' });
  expect(isConflict(first, one, { stamp: shown, answers: { a: 'y' } })).toBe(false);
  const changed = withAnswer(first, one, { answers: { a: 'z' }, page: 'page3' });
  expect(isConflict(changed, one, { stamp: shown, answers: { a: 'y' } })).toBe(true);
});

test('sending the same values, or the same page again, is no conflict', () => {
  const before = stampOf(fresh, 'one', { page: 'page1' });
  const first = withAnswer(fresh, one, { answers: { a: 'x' }, page: 'page1' });
  expect(isConflict(first, one, { stamp: before, answers: { a: 'second thought' } })).toBe(false);
  expect(isConflict(first, one, { stamp: { ...before, page: 'other' }, answers: { a: 'x' } })).toBe(false);
  expect(isConflict(first, one, { stamp: { ...before, page: 'other' }, answers: undefined })).toBe(true);
});

test('the pages that answered last are remembered, and no more than browsers keep', () => {
  const many = Array.from({ length: 25 }, (_, n) => `s${n}`);
  const answered = [...many, 's3'].reduce(
    (state, key) => withAnswer(state, { ...one, key }, { answers: { a: 'x' }, page: `of-${key}` }),
    fresh,
  );
  expect(answered.pages).toEqual(Object.fromEntries([...many.slice(6), 's3'].map((id) => [id, `of-${id}`])));
  expect(Object.keys(answered.answers)).toHaveLength(25);
});

test('the page of a long table is one page: all its rows are remembered, and so are the pages before it', () => {
  const answer = (state: typeof fresh, key: string, page: string) =>
    withAnswer(state, { ...one, key }, { answers: { a: 'x' }, page });
  const rows = Array.from({ length: 25 }, (_, n) => `row${n}`);
  const sent = rows.reduce((state, key) => answer(state, key, 'table'), answer(fresh, 'one', 'before'));
  expect(sent.pages).toEqual({ one: 'before', ...Object.fromEntries(rows.map((key) => [key, 'table'])) });
  const later = Array.from({ length: 19 }, (_, n) => `s${n}`);
  const answered = later.reduce((state, key) => answer(state, key, `of-${key}`), sent);
  expect(Object.values(answered.pages ?? {})).not.toContain('before');
  expect(answered.pages).toMatchObject({ row0: 'table', row24: 'table', s18: 'of-s18' });
  expect(Object.values(answer(answered, 'last', 'of-last').pages ?? {})).not.toContain('table');
});

test('the hash of an answer changes with it, and is empty for none', () => {
  expect(hashOf(undefined)).toBe('');
  expect(hashOf({ a: 'x' })).not.toBe(hashOf({ a: 'y' }));
  expect(hashOf({ a: 'x' })).toBe(hashOf({ a: 'x' }));
});

test('a stored state reads back as it was written; nothing stored is an empty state', () => {
  const session = withRun(
    { format: 1, wizards: {} },
    'form',
    withAnswer(fresh, one, { answers: { a: '✓ é 😀' }, page: 'p' }),
  );
  expect(readState(JSON.parse(JSON.stringify(session)))).toEqual(session);
  expect(readState(undefined)).toEqual({ format: 1, wizards: {} });
});

test.each([
  ['a text', 'garbage'],
  ['a list', []],
  ['a state without its instance', { format: 1, wizards: { form: { ...fresh, instance: undefined } } }],
  ['answers that are no object', { format: 1, wizards: { form: { ...fresh, answers: 'none' } } }],
])('%s under the key is unreadable', (_, stored) => {
  expect(() => readState(stored)).toThrow(expect.objectContaining({ code: 'SESSION_UNREADABLE' }));
});

test('a format of a later Stepway is newer, not unreadable', () => {
  expect(() => readState({ format: 2, forms: {} })).toThrow(expect.objectContaining({ code: 'STATE_NEWER' }));
});
