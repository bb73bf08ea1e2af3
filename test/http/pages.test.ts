import { expect, test } from '@jest/globals';
import type { Outcome } from '../../src/engine/event.ts';
import { stampOf } from '../../src/engine/stamp.ts';
import type { WizardState } from '../../src/engine/state.ts';
import { walk } from '../../src/flow/walk.ts';
import { answerTo } from '../../src/http/pages.ts';
import { languageOf } from '../../src/language/language.ts';
import { aStep, definitionOf, stepAt } from '../support/definition.ts';

const definition = definitionOf([aStep('one')]);
const place = stepAt(definition, 'one');
const raw = { a: 'yes' };
const stamp = stampOf(undefined, 'one', { page: 'p' });
const next = { to: 'step', place, onward: 'next' } as const;
const state: WizardState = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: {},
};
const answer = (outcome: Outcome) =>
  answerTo(outcome, { definition, keptUntil: 9 }, languageOf('en', { 'required.choice': 'Say it' }));

test.each<[string, Outcome, object]>([
  ['an answer', { kind: 'answered', place, next, state, isFirst: true, isNewItem: false }, next],
  ['what is carried over', { kind: 'carried', next }, next],
  ['what belongs elsewhere', { kind: 'elsewhere', next }, next],
  ['a new start', { kind: 'restarted', next }, next],
  ['what is saved', { kind: 'saved' }, { to: 'saved' }],
  ['a deletion', { kind: 'deleted', sent: true }, { to: 'deleted', sent: true }],
  ['a form that is sent', { kind: 'submitted', state, isFirst: true }, { to: 'done', reference: 'r' }],
])('%s leads on with 303', (_, outcome, goal) => {
  expect(answer(outcome)).toEqual({ by: 'goal', goal });
});

test('a draft is answered with JSON: whether it is kept, and until when', () => {
  expect(answer({ kind: 'drafted', isKept: true })).toEqual({
    by: 'json',
    body: { saved: true, keptUntil: 9 },
  });
});

const walked = walk(definition, {});
test.each<[string, number, Outcome, object]>([
  [
    'an invalid answer',
    422,
    { kind: 'invalid', place, raw, issues: [], state, walk: walked, stamp },
    { kind: 'step', raw, stamp, keptUntil: 9 },
  ],
  [
    'a conflict',
    409,
    { kind: 'conflict', place, raw, stored: { a: true }, walk: walked, stamp },
    { kind: 'conflict', raw, stored: { a: true } },
  ],
  [
    'an answer to a form that was sent',
    409,
    { kind: 'closed', reference: 'r' },
    { kind: 'submitted', reference: 'r' },
  ],
  ['an answer to a session that ended', 410, { kind: 'expired', place, raw }, { kind: 'expired', raw }],
])('%s is a page of status %d with everything typed', (_, status, outcome, page) => {
  expect(answer(outcome)).toMatchObject({ by: 'page', page: { status, definition, ...page } });
});

test("a question about one field is answered in the deployment's words or the author's, or with null", () => {
  const told = (issue: Extract<Outcome, { kind: 'validated' }>['issue']) =>
    answer({ kind: 'validated', place, issue });
  const found = { field: 'a', code: 'required', fault: { key: 'required.choice' } } as const;
  expect(told(found)).toEqual({ by: 'json', body: { message: 'A – Say it' } });
  const authors = { field: 'a', code: 'check', message: 'As its author says it' };
  expect(told(authors)).toEqual({ by: 'json', body: { message: 'As its author says it' } });
  expect(told(undefined)).toEqual({ by: 'json', body: { message: null } });
});
