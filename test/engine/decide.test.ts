import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/engine/decide.ts';
import { whenGone } from '../../src/engine/when-gone.ts';
import type { Around, Settled, Undecided } from '../../src/engine/decision.ts';
import { findPlace, type ExitPlace, type StepPlace } from '../../src/definition/place.ts';
import type { FormPlace, WizardEvent } from '../../src/engine/event.ts';
import { checkStampOf, stampOf } from '../../src/engine/stamp.ts';
import type { RawValues } from '../../src/controls/raw.ts';
import type { WizardState } from '../../src/engine/state.ts';
import type { Onward } from '../../src/flow/position.ts';
import { walkOf } from '../../src/flow/walk.ts';
import type { Validated } from '../../src/form/validate.ts';
import { aStep, anExit, definitionOf, no, stepAt, yes } from '../support/definition.ts';

const definition = definitionOf([
  aStep('one'),
  aStep('two', yes('one')),
  anExit('out', no('one')),
  aStep('last'),
]);
const one = stepAt(definition, 'one');
const two = stepAt(definition, 'two');
const last = stepAt(definition, 'last');
const out = findPlace(definition, 'out') as ExitPlace;

let names = 0;
const name = () => `n${(names += 1)}`;
const around: Around = {
  definition,
  now: 7,
  ids: { instance: name, reference: name, item: name, page: name, token: name },
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
const complete = { ...open, answers: { one: { a: true }, two: { a: true }, last: { a: true } } };
const sent: WizardState = { ...complete, status: 'submitted', submittedAt: 5 };

const form = { raw: { a: 'yes' }, candidate: { a: true } };
const valid: Validated = { ok: true, answers: { a: true }, values: { a: true } };
const issues = [{ field: 'a', code: 'check', message: 'Choose one' }] as const;
const invalid: Validated = { ok: false, issues };

/** A form of a step as it was opened from a state. */
function formOf(
  kind: 'answer' | 'save' | 'draft' | 'keep' | 'carry',
  place: FormPlace,
  from?: WizardState,
  onward?: Onward,
) {
  const stamp = stampOf(from, place.key, { page: 'p', ...(onward === undefined ? {} : { onward }) });
  return { kind, place, form, stamp } satisfies WizardEvent;
}
const submitOf = (from: WizardState) =>
  ({ kind: 'submit', stamp: stampOf(from, '', { page: 'p' }) }) as const;

function settled(decided: Settled | Undecided): Settled {
  if ('judge' in decided) throw new Error('it was to be settled');
  return decided;
}
function asked(decided: Settled | Undecided): Extract<Undecided, { judge: 'step' }> {
  if (!('judge' in decided) || decided.judge !== 'step') throw new Error('it was to be judged as a step');
  return decided;
}
function askedAll(decided: Settled | Undecided): Extract<Undecided, { judge: 'run' }> {
  if (!('judge' in decided) || decided.judge !== 'run') throw new Error('it was to be judged as a run');
  return decided;
}

describe('an answer', () => {
  test('is to be judged with the live answers before it', () => {
    const { place, candidate, earlier } = asked(decide(around, open, formOf('answer', two, open)));
    expect([place, candidate, earlier().live]).toEqual([two, form.candidate, { one: { a: true } }]);
  });

  test('that is valid leads on, and starts a run when it is the first', () => {
    const { outcome, next } = asked(decide(around, undefined, formOf('answer', one))).conclude(valid);
    expect(outcome).toMatchObject({ kind: 'answered', isFirst: true, next: { to: 'step', place: two } });
    expect(next).toMatchObject({ status: 'open', startedAt: 7, answers: { one: { a: true } } });
  });

  test('from check-your-answers leads back to it, and carries that on to what became necessary', () => {
    const back = asked(decide(around, complete, formOf('answer', one, complete, 'check'))).conclude(valid);
    expect(back.outcome).toMatchObject({ next: { to: 'check' } });
    const needed = asked(decide(around, open, formOf('answer', one, open, 'check'))).conclude(valid);
    expect(needed.outcome).toMatchObject({ next: { to: 'step', place: two, onward: 'check' } });
  });

  test('that is invalid writes nothing and keeps what was typed', () => {
    const event = formOf('answer', two, open);
    const { outcome, next } = asked(decide(around, open, event)).conclude(invalid);
    expect(outcome).toMatchObject({
      kind: 'invalid',
      place: two,
      raw: form.raw,
      issues,
      stamp: { ...event.stamp, basis: '' },
    });
    expect(next).toBeUndefined();
  });

  test('that another page gave meanwhile is a conflict, with a stamp that lets mine pass', () => {
    const event = { ...formOf('answer', one, { ...open, answers: {} }), form };
    const changed = { ...open, answers: { one: { a: false } } };
    const { outcome, next } = asked(decide(around, changed, event)).conclude(valid);
    expect(outcome).toMatchObject({ kind: 'conflict', stored: { a: false }, raw: form.raw });
    expect(next).toBeUndefined();
    const mine = { ...event, stamp: (outcome as { stamp: typeof event.stamp }).stamp };
    expect(asked(decide(around, changed, mine)).conclude(valid).outcome.kind).toBe('answered');
  });

  test('to a step that was closed elsewhere waits, should it be invalid', () => {
    const closed = { ...open, answers: { one: { a: false } } };
    const { outcome, next } = asked(decide(around, closed, formOf('answer', two, closed))).conclude(invalid);
    expect(outcome).toMatchObject({ kind: 'carried', next: { to: 'step', place: out } });
    expect(next).toMatchObject({ carried: { two: form.raw } });
  });

  test('to a closed step before anything was answered, or to an exit page, leads elsewhere', () => {
    expect(settled(decide(around, undefined, formOf('answer', last)))).toEqual({
      outcome: { kind: 'elsewhere', next: { to: 'step', place: one, onward: 'next' } },
    });
    expect(settled(decide(around, open, formOf('save', out, open))).outcome.kind).toBe('elsewhere');
  });

  test('from a page of another run has expired; of a form that was sent it is closed', () => {
    const other = { ...open, instance: 'other' };
    expect(settled(decide(around, open, formOf('answer', one, other)))).toEqual({
      outcome: { kind: 'expired', place: one, raw: form.raw },
    });
    expect(settled(decide(around, undefined, formOf('answer', one, open))).outcome.kind).toBe('expired');
    expect(settled(decide(around, sent, formOf('answer', one, sent)))).toEqual({
      outcome: { kind: 'closed', reference: 'r' },
    });
  });

  test('to a form that was sent has what was typed, where that is not what was sent', () => {
    const typed = { raw: { a: 'no' }, candidate: { a: false } };
    expect(settled(decide(around, sent, { ...formOf('answer', one, sent), form: typed })).outcome).toEqual({
      kind: 'closed',
      reference: 'r',
      typed: { place: one, raw: typed.raw },
    });
    const nothing = { raw: {}, candidate: {} };
    expect(settled(decide(around, sent, { ...formOf('answer', one, sent), form: nothing })).outcome).toEqual({
      kind: 'closed',
      reference: 'r',
    });
  });
});

test('what is saved for later waits as it was typed, without being judged', () => {
  const { outcome, next } = settled(decide(around, open, formOf('save', two, open)));
  expect(outcome).toEqual({ kind: 'saved', started: undefined });
  expect(next).toMatchObject({ answers: open.answers, carried: { two: form.raw } });
});

describe.each(['keep', 'save'] as const)('what is typed and is to wait (%s)', (kind) => {
  const older = { ...open, answers: {} };
  const changed = { ...open, answers: { one: { a: false } } };

  test('is a conflict where the step was answered elsewhere meanwhile, and writes nothing over that', () => {
    const { outcome, next } = settled(decide(around, changed, formOf(kind, one, older)));
    expect(outcome).toMatchObject({ kind: 'conflict', stored: { a: false }, raw: form.raw });
    expect(next).toBeUndefined();
  });

  test('is none where it was this very page that has answered it', () => {
    const own = { ...changed, pages: { one: 'p' } };
    expect(settled(decide(around, own, formOf(kind, one, older))).outcome.kind).not.toBe('conflict');
  });
});

describe('a draft', () => {
  const draftOf = (from: WizardState | undefined, raw: RawValues, place: FormPlace = two) => ({
    ...formOf('draft', place, from),
    form: { raw, candidate: {} },
  });
  const drafted = (state: WizardState | undefined, event: WizardEvent, its = around) =>
    settled(decide(its, state, event));
  const refused = { outcome: { kind: 'drafted', isKept: false } };

  test('waits for its step beside the answers, and counts as none', () => {
    const { outcome, next } = drafted(open, draftOf(open, { a: 'ye' }));
    expect(outcome).toEqual({ kind: 'drafted', isKept: true, started: undefined });
    expect(next).toEqual({ ...open, carried: { two: { a: 'ye' } } });
  });

  test('starts a run where it is the first that is heard of a visitor', () => {
    const { outcome, next } = drafted(undefined, draftOf(undefined, { a: 'ye' }, one));
    expect(next).toMatchObject({ answers: {}, carried: { one: { a: 'ye' } } });
    expect(outcome).toMatchObject({ started: next });
  });

  test('that says nothing new writes nothing', () => {
    for (const empty of [{}, { a: '' }]) {
      expect(drafted(undefined, draftOf(undefined, empty, one)).next).toBeUndefined();
      expect(drafted(open, draftOf(open, empty)).next).toBeUndefined();
    }
    const waiting = { ...open, carried: { two: { a: 'ye' } } };
    expect(drafted(waiting, draftOf(waiting, { a: 'ye' })).next).toBeUndefined();
  });

  test('that is the answer again takes away what waited', () => {
    const state = { ...complete, answers: { ...complete.answers, two: { a: 'x' } } };
    const waiting = { ...state, carried: { two: { a: 'xy' } } };
    expect(drafted(waiting, draftOf(waiting, { a: 'x' })).next).toEqual(state);
  });

  test('of a page older than the answer is refused, also of the very page that was sent', () => {
    const late = draftOf(open, { a: 'old' });
    const answered = { ...complete, pages: { two: late.stamp.page } };
    expect(drafted(answered, late)).toEqual(refused);
  });

  test('of another run, a form that was sent, an exit page or a closed step is refused', () => {
    const raw = { a: 'ye' };
    expect(drafted(open, draftOf({ ...open, instance: 'other' }, raw))).toEqual(refused);
    expect(drafted(undefined, draftOf(open, raw))).toEqual(refused);
    expect(drafted(sent, draftOf(sent, raw))).toEqual(refused);
    expect(drafted(open, draftOf(open, raw, out))).toEqual(refused);
    expect(drafted(undefined, draftOf(undefined, raw, last))).toEqual(refused);
  });

  test('of a wizard that wants none is refused', () => {
    const its = { ...around, definition: { ...definition, drafts: false } };
    expect(drafted(open, draftOf(open, { a: 'ye' }), its)).toEqual(refused);
  });
});

test('what is carried over from an expired page waits in a new run, and opens its step where it can', () => {
  const { outcome, next } = settled(decide(around, undefined, formOf('carry', two, open)));
  expect(outcome).toMatchObject({ kind: 'carried', next: { to: 'step', place: one } });
  expect(next).toMatchObject({ answers: {}, carried: { two: form.raw } });
  expect(settled(decide(around, open, formOf('carry', two))).outcome).toMatchObject({ next: { place: two } });
});

test('a page that asks about one field is told its message alone, and nothing is written', () => {
  const ask = (field: string) => ({ kind: 'validate', place: one, form, field }) as const;
  const conclude = (field: string, judged: Validated) =>
    asked(decide(around, open, ask(field))).conclude(judged);
  expect(conclude('a', invalid)).toEqual({ outcome: { kind: 'validated', place: one, issue: issues[0] } });
  expect(conclude('b', invalid)).toEqual({ outcome: { kind: 'validated', place: one, issue: undefined } });
  expect(conclude('a', valid)).toEqual({ outcome: { kind: 'validated', place: one, issue: undefined } });
});

test('a page that asks about a field of a closed step, or of a form that was sent, learns nothing', () => {
  const ask = (place: StepPlace) => ({ kind: 'validate', place, form, field: 'a' }) as const;
  const nothing = (place: StepPlace) => ({ outcome: { kind: 'validated', place, issue: undefined } });
  expect(settled(decide(around, undefined, ask(two)))).toEqual(nothing(two));
  expect(settled(decide(around, sent, ask(one)))).toEqual(nothing(one));
});

test('without a session no author’s check is asked', () => {
  const checked = { ...one, step: { ...one.step, check: () => ({ a: 'No such voucher' }) } };
  const ask = { kind: 'validate', place: checked, form, field: 'a' } as const;
  expect(asked(decide(around, undefined, ask))).toMatchObject({ place: { step: { check: undefined } } });
  expect(asked(decide(around, open, ask))).toMatchObject({ place: checked });
});

describe('a page that is to be shown again in another language', () => {
  test('keeps what is new on it, and starts a run for it where there is none', () => {
    const { outcome, next } = settled(decide(around, open, formOf('keep', two, open, 'check')));
    expect(outcome).toMatchObject({ kind: 'carried', next: { to: 'step', place: two, onward: 'check' } });
    expect(next).toMatchObject({ answers: open.answers, carried: { two: form.raw } });
    const first = settled(decide(around, undefined, formOf('keep', one)));
    expect(first.outcome).toMatchObject({ kind: 'carried', started: { carried: { one: form.raw } } });
  });

  test('writes nothing where nothing new is typed', () => {
    const { outcome, next } = settled(decide(around, open, formOf('keep', one, open)));
    expect(outcome).toMatchObject({ kind: 'elsewhere', next: { to: 'step', place: one } });
    expect(next).toBeUndefined();
    const blank = { ...formOf('keep', one), form: { raw: { a: '' }, candidate: {} } };
    expect(settled(decide(around, undefined, blank)).next).toBeUndefined();
  });

  test('has what is typed where its session has ended, and leads on where the form was sent or the step is closed', () => {
    expect(settled(decide(around, undefined, formOf('keep', one, open))).outcome).toMatchObject({
      kind: 'expired',
      raw: form.raw,
    });
    expect(settled(decide(around, sent, formOf('keep', one, sent))).outcome.kind).toBe('closed');
    expect(settled(decide(around, undefined, formOf('keep', two)))).toMatchObject({
      outcome: { kind: 'elsewhere', next: { place: one } },
    });
    expect(settled(decide(around, open, formOf('keep', out, open))).next).toBeUndefined();
  });
});

describe('sending the form', () => {
  test('has the whole path judged, and freezes its answers with what the host says', () => {
    const state = { ...complete, answers: { ...complete.answers, gone: { a: true } } };
    const undecided = askedAll(decide(around, state, submitOf(state)));
    expect(undecided.walk.path).toEqual([one, two, last]);
    const { outcome, next } = undecided.conclude({ ok: true, values: complete.answers }, 'host');
    expect(next).toMatchObject({
      status: 'submitted',
      submittedAt: 7,
      answers: complete.answers,
      dormant: { gone: { a: true } },
      context: 'host',
    });
    expect(outcome).toEqual({ kind: 'submitted', state: next, isFirst: true });
  });

  test('opens the first step that is not valid any more, from which Continue returns', () => {
    const undecided = askedAll(decide(around, complete, submitOf(complete)));
    const { outcome, next } = undecided.conclude({ ok: false, place: two, issues }, undefined);
    expect(outcome).toMatchObject({ kind: 'invalid', place: two, issues, stamp: { onward: 'check' } });
    expect(next).toBeUndefined();
  });

  test('again comes to the same receipt', () => {
    expect(settled(decide(around, sent, submitOf(complete)))).toEqual({
      outcome: { kind: 'submitted', state: sent, isFirst: false },
    });
  });

  test('leads elsewhere while something is missing, or from a page of an earlier generation', () => {
    const elsewhere = settled(decide(around, open, submitOf(open))).outcome;
    expect(elsewhere).toMatchObject({ kind: 'elsewhere', next: { to: 'step', place: two } });
    const rejected = { ...complete, generation: 2 };
    expect(settled(decide(around, rejected, submitOf(complete))).outcome.kind).toBe('elsewhere');
  });

  test('sends what its page showed, and shows the page again when the answers are others by now', () => {
    const shown = checkStampOf(complete, walkOf(definition, complete), 'p');
    const changed = { ...complete, answers: { ...complete.answers, two: { a: false } } };
    const { outcome, next } = settled(decide(around, changed, { kind: 'submit', stamp: shown }));
    expect(outcome).toMatchObject({ kind: 'not-as-shown', state: changed });
    expect(next).toBeUndefined();
    if (outcome.kind !== 'not-as-shown') throw new Error('it was to be shown again');
    askedAll(decide(around, changed, { kind: 'submit', stamp: outcome.stamp }));
    askedAll(decide(around, complete, { kind: 'submit', stamp: shown }));
  });

  test('is not stopped by what would not be sent, nor by answers that were given a second time', () => {
    const shown = checkStampOf(complete, walkOf(definition, complete), 'p');
    const { one, ...others } = complete.answers;
    const answers = { ...others, one: { ...one }, elsewhere: { a: true } };
    const same = { ...complete, answers, pages: { one: 'other' }, carried: { two: { a: 'yes' } } };
    askedAll(decide(around, same, { kind: 'submit', stamp: shown }));
  });

  test('of a page that does not say what it showed is sent as it stands', () => {
    const stamp = { ...checkStampOf(complete, walkOf(definition, complete), 'p'), seen: '' };
    const changed = { ...complete, answers: { ...complete.answers, two: { a: false } } };
    askedAll(decide(around, changed, { kind: 'submit', stamp }));
  });

  test('from a page that is out of date comes to the receipt of what was sent', () => {
    const other = { ...complete, answers: { ...complete.answers, two: { a: false } } };
    const stamp = checkStampOf(other, walkOf(definition, other), 'p');
    const { outcome } = settled(decide(around, sent, { kind: 'submit', stamp }));
    expect(outcome).toMatchObject({ kind: 'submitted', isFirst: false });
  });

  test('of another run, or of none, has expired', () => {
    const expired = { outcome: { kind: 'expired', place: undefined, raw: {} } };
    expect(decide(around, undefined, submitOf(open))).toEqual(expired);
    expect(decide(around, complete, submitOf({ ...complete, instance: 'other' }))).toEqual(expired);
  });
});

test('after a form that was sent a new one is started; one that is open goes on', () => {
  const { outcome, next } = settled(decide(around, sent, { kind: 'restart' }));
  expect(outcome).toMatchObject({ kind: 'restarted', next: { to: 'step', place: one } });
  expect(next).toMatchObject({ status: 'open', answers: {}, startedAt: 7 });
  expect(settled(decide(around, open, { kind: 'restart' })).next).toBeUndefined();
});

test('deleting sets the run aside, whatever its state is, and erasing takes it out for good', () => {
  expect(decide(around, sent, { kind: 'delete' })).toEqual({
    outcome: { kind: 'deleted', sent: true },
    next: 'aside',
  });
  expect(decide(around, undefined, { kind: 'erase', wasSent: true })).toEqual({
    outcome: { kind: 'deleted', sent: true },
    next: 'none',
  });
});

test('what was deleted is there again as it was, where it still is', () => {
  expect(settled(decide(around, open, { kind: 'restore' }))).toMatchObject({
    outcome: { kind: 'restored', next: { to: 'step', place: two } },
    next: open,
  });
  expect(settled(decide(around, undefined, { kind: 'restore' }))).toEqual({
    outcome: { kind: 'elsewhere', next: { to: 'step', place: one, onward: 'next' } },
  });
});

test('when the session ended meanwhile, what was typed is held, and what is gone counts as deleted', () => {
  expect(whenGone(around, formOf('answer', one))).toEqual({ kind: 'expired', place: one, raw: form.raw });
  expect(whenGone(around, submitOf(open))).toEqual({ kind: 'expired', place: undefined, raw: {} });
  expect(whenGone(around, { kind: 'delete' })).toEqual({ kind: 'deleted', sent: false });
  expect(whenGone(around, { kind: 'restart' })).toMatchObject({ kind: 'restarted', next: { place: one } });
});

test('deciding changes neither the state nor the event', () => {
  const frozen = Object.freeze({ ...open, answers: Object.freeze({ ...open.answers }) });
  const event = Object.freeze(formOf('answer', two, frozen));
  expect(() => asked(decide(around, frozen, event)).conclude(valid)).not.toThrow();
});
