import { expect, test } from '@jest/globals';
import { commit, maxTries } from '../../src/engine/commit.ts';
import { stampOf } from '../../src/engine/stamp.ts';
import type { SessionState, WizardState } from '../../src/engine/state.ts';
import { withRun } from '../../src/engine/transition.ts';
import type { SessionAccess, Visit } from '../../src/engine/visit.ts';
import { aStep, definitionOf, stepAt } from '../support/definition.ts';

const checked: unknown[] = [];
const one = aStep('one', undefined, {
  check: (_answers: unknown, { earlier }: { readonly earlier: unknown }) => {
    checked.push(earlier);
  },
});
const definition = definitionOf([aStep('two'), one]);
const place = stepAt(definition, 'one');

const open: WizardState = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: { two: { a: true } },
};
const sessionOf = (state: WizardState | undefined): SessionState =>
  withRun({ format: 1, wizards: {} }, definition.id, state);

/** A session in memory: `underneath` gives what another request has written before a commit, while there is something. */
function fakeSession(state: WizardState | undefined, underneath: (WizardState | 'gone' | undefined)[] = []) {
  let seen = sessionOf(state);
  let stored = seen;
  let isGone = false;
  const done: string[] = [];
  const access: SessionAccess = {
    state: () => seen,
    async commit(next) {
      const other = underneath.shift();
      if (other === 'gone') return 'gone';
      if (other !== undefined) stored = sessionOf(other);
      done.push(stored === seen ? 'saved' : 'conflict');
      if (stored !== seen) return 'conflict';
      seen = next;
      stored = next;
      return 'saved';
    },
    async reload() {
      done.push('reloaded');
      if (isGone) return false;
      seen = stored;
      return true;
    },
    remainingMs: () => 3_000,
    keptUntil: () => undefined,
    ended: () => undefined,
    extend: async () => undefined,
    abandon: () => {},
    destroy: async () => {},
  };
  return {
    access,
    done,
    stored: () => stored.wizards[definition.id],
    end: () => {
      isGone = true;
    },
  };
}

function visitOver(session: SessionAccess, more: Partial<Visit> = {}): Visit {
  checked.length = 0;
  let names = 0;
  const name = () => `n${(names += 1)}`;
  return {
    definition,
    run: definition.id,
    session,
    ids: { instance: name, reference: name, item: name, page: name, token: name },
    now: () => 1,
    timeZone: 'UTC',
    services: undefined,
    context: () => undefined,
    maxStateBytes: 256_000,
    ensureRecorded: async () => undefined,
    record: async () => {},
    pause: async () => {},
    saving: () => undefined,
    endSession: undefined,
    ...more,
  };
}

const form = { raw: { a: 'yes' }, candidate: { a: true } };
const answer = {
  kind: 'answer',
  place,
  form,
  stamp: stampOf(open, 'one', { page: 'p' }),
} as const;

test('an answer is committed once it is judged', async () => {
  const { access, done, stored } = fakeSession(open);
  expect(await commit(visitOver(access), answer)).toMatchObject({ kind: 'answered', next: { to: 'check' } });
  expect(done).toEqual(['saved']);
  expect(stored()?.answers).toEqual({ two: { a: true }, one: { a: true } });
});

test('a session that changed underneath is loaded again, and the event decided anew from there', async () => {
  const theirs = { ...open, carried: { two: { a: 'no' } } };
  const { access, done, stored } = fakeSession(open, [theirs]);
  expect((await commit(visitOver(access), answer)).kind).toBe('answered');
  expect(done).toEqual(['conflict', 'reloaded', 'saved']);
  expect(stored()).toMatchObject({ answers: { one: { a: true } }, carried: theirs.carried });
});

test('an answer that was given elsewhere meanwhile is a conflict after the reload', async () => {
  const { access, done } = fakeSession(open, [{ ...open, answers: { ...open.answers, one: { a: false } } }]);
  expect(await commit(visitOver(access), answer)).toMatchObject({ kind: 'conflict', stored: { a: false } });
  expect(done).toEqual(['conflict', 'reloaded']);
});

test('a check is not asked twice for the same answers before it, and again when they changed', async () => {
  const same = fakeSession(open, [
    { ...open, carried: {} },
    { ...open, carried: {} },
  ]);
  await commit(visitOver(same.access), answer);
  expect(checked).toEqual([{ two: { a: true } }]);
  const other = fakeSession(open, [{ ...open, answers: { two: { a: false } } }]);
  await commit(visitOver(other.access), answer);
  expect(checked).toEqual([{ two: { a: true } }, { two: { a: false } }]);
});

test('a session that keeps changing is given up after twelve tries', async () => {
  const { access, done } = fakeSession(
    open,
    Array.from({ length: 20 }, (_, index) => ({ ...open, startedAt: index + 1 })),
  );
  const pauses: number[] = [];
  const visit = visitOver(access, {
    pause: async (tried) => {
      pauses.push(tried);
    },
  });
  await expect(commit(visit, answer)).rejects.toMatchObject({ code: 'TOO_BUSY' });
  expect(done.filter((each) => each === 'conflict')).toHaveLength(maxTries);
  expect(pauses).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a session that ended before the commit, or is gone at the reload, has expired', async () => {
  const expired = { kind: 'expired', place, raw: form.raw };
  expect(await commit(visitOver(fakeSession(open, ['gone']).access), answer)).toEqual(expired);
  const ending = fakeSession(open, [{ ...open, carried: {} }]);
  ending.end();
  expect(await commit(visitOver(ending.access), answer)).toEqual(expired);
});

const complete = { ...open, answers: { two: { a: true }, one: { a: true } } };
const submit = {
  kind: 'submit',
  stamp: stampOf(complete, '', { page: 'p' }),
} as const;

test('a form that is sent is frozen first, and its record is there before the outcome', async () => {
  const { access, done, stored } = fakeSession(complete);
  const visit = visitOver(access, {
    record: async ({ status }) => {
      done.push(`record of one that is ${status}`);
    },
  });
  expect(await commit(visit, submit)).toMatchObject({ kind: 'submitted', isFirst: true });
  expect(done).toEqual(['saved', 'record of one that is submitted']);
  expect(stored()?.status).toBe('submitted');
});

test('what the schemas leave as it was sent is kept once', async () => {
  const { access, stored } = fakeSession(complete);
  await commit(visitOver(access), submit);
  expect(stored()).toMatchObject({ status: 'submitted', answers: complete.answers });
  expect(stored()?.parsed).toBeUndefined();
});

test('whoever finds the form frozen sees to its record, and gives the same receipt', async () => {
  const sent: WizardState = { ...complete, status: 'submitted', submittedAt: 1 };
  const { access, done } = fakeSession(sent);
  const visit = visitOver(access, {
    ensureRecorded: async () => {
      done.push('settled');
      return undefined;
    },
  });
  expect(await commit(visit, submit)).toEqual({ kind: 'submitted', state: sent, isFirst: false });
  expect(done).toEqual(['settled']);
});

test('what the handler sent back is open again, and a restart goes on with it', async () => {
  const sent: WizardState = { ...complete, status: 'submitted', submittedAt: 1 };
  const rejecting = { ensureRecorded: async () => ({ one: { a: 'Not this one' } }) };
  const { access } = fakeSession(sent);
  expect((await commit(visitOver(access, rejecting), submit)).kind).toBe('elsewhere');
  const again = fakeSession(sent);
  expect((await commit(visitOver(again.access, rejecting), { kind: 'restart' })).kind).toBe('restarted');
  expect(again.done).toEqual([]);
});

test('answers that cannot be read can be deleted', async () => {
  const newer = { ...open, version: 9 };
  const { access, stored } = fakeSession(newer);
  await expect(commit(visitOver(access), answer)).rejects.toMatchObject({ code: 'STATE_NEWER' });
  expect(await commit(visitOver(access), { kind: 'delete' })).toEqual({ kind: 'deleted', sent: false });
  expect(stored()).toBeUndefined();
});

test('a session that is ours alone ends with its last form, and stays for the others', async () => {
  const { access, done } = fakeSession(open);
  const ending = (session: SessionAccess) =>
    visitOver(session, {
      endSession: async () => {
        done.push('ended');
      },
    });
  await commit(ending(access), { kind: 'erase', wasSent: false });
  expect(done).toEqual(['ended']);
  const both = withRun(sessionOf(open), 'other', open);
  const shared: SessionAccess = { ...access, state: () => both, commit: async () => 'saved' };
  await commit(ending(shared), { kind: 'erase', wasSent: false });
  expect(done).toEqual(['ended']);
});

test('a session holds no more than it may: nothing is written, and what was typed comes back', async () => {
  for (const kind of ['answer', 'save', 'carry'] as const) {
    const { access, done } = fakeSession(open);
    const outcome = await commit(visitOver(access, { maxStateBytes: 100 }), { ...answer, kind });
    expect(outcome).toEqual({ kind: 'too-large', place, raw: form.raw });
    expect(done).toEqual([]);
  }
});
