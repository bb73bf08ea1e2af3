import { isDeepStrictEqual } from 'node:util';
import type { StepAnswers } from '../definition/answers.ts';
import type { StepPlace } from '../definition/place.ts';
import { basisOf } from '../flow/basis.ts';
import { earlierThan, isOpen, nextAfter, resume } from '../flow/position.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import { attemptsAt, nextAttemptId, openAttempts, withAttempt, withEnded } from './attempts.ts';
import { closed } from './closed.ts';
import type { Around, EventOf, Settled, Undecided } from './decision.ts';
import { filledAt } from './items.ts';
import type { AskedOfSite, Leaving, NotDone, OtherSite, SiteAnswer } from './other-site.ts';
import { stampOf } from './stamp.ts';
import type { Attempt, WizardState } from './state.ts';
import { startRun, withAnswer } from './transition.ts';

/** How many open tries are asked about before another one is begun: the latest. */
const mostAsked = 3;

/** What comes of the button that leads to another site. A try that is open is asked about first: it may be done. */
export function leave(
  around: Around,
  stored: WizardState | undefined,
  { place, stamp, site }: EventOf<'leave'>,
): Settled | Undecided {
  const { definition, now, ids } = around;
  if (stamp.instance !== '' && stamp.instance !== stored?.instance)
    return { outcome: { kind: 'expired', place, raw: {} } };
  if (stored?.status === 'submitted') return closed(stored);

  const state = stored ?? startRun(definition.version, now, ids);
  const walk = walkOf(definition, filledAt(state, place));
  if (!isOpen(walk, place)) return { outcome: { kind: 'elsewhere', next: resume(walk, stamp.onward) } };
  if (!walk.waiting.has(place.key))
    return { outcome: { kind: 'elsewhere', next: nextAfter(walk, place, stamp.onward) } };

  const earlier = earlierThan(() => walk, place);
  const basis = basisOf(place, earlier);
  return {
    judge: 'site',
    question: { leave: place.key, answers: walk.live, attempts: attemptsAt(state, place) },
    ask: () => tryToLeave(site, { place, state, earlier }),
    conclude: (came: Leaving) => {
      switch (came.kind) {
        case 'answered':
          return settle(around, state, { place, ...came });
        case 'unknown':
          return {
            outcome: notDone(around, { state: stored, place, walk, why: came, onward: stamp.onward }),
          };
        case 'begun': {
          const { id, url, note, failed } = came;
          const open = openAttempts(state, place).find((each) => each.id === id);
          const onward = stamp.onward === 'check' ? stamp.onward : undefined;
          const attempt: Attempt = { id, startedAt: open?.startedAt ?? now, basis, note, onward };
          const next = withAttempt(withEnded(state, place, { ids: failed, end: 'failed' }), place, attempt);
          const started = stored === undefined ? next : undefined;
          return { outcome: { kind: 'left', place, url, state: next, started }, next };
        }
      }
    },
  };
}

/**
 * Asks about the open tries, the latest first, and begins one when none of them is done. One that was begun on other
 * answers is ended at the other site before it is asked about, so that it cannot be paid beside the next.
 */
async function tryToLeave(site: OtherSite, asked: Omit<AskedOfSite, 'attempt'>): Promise<Leaving> {
  const { place, state, earlier } = asked;
  const basis = basisOf(place, earlier);
  const failed: string[] = [];
  for (const attempt of openAttempts(state, place).slice(0, mostAsked)) {
    const isOutdated = !isDeepStrictEqual(attempt.basis, basis);
    const ended = isOutdated ? await site.cancel({ ...asked, attempt }) : { kind: 'kept' as const };
    if (ended.kind === 'unknown') return { kind: 'unknown' };
    const said = await site.finish({ ...asked, attempt }, {});
    if (said.kind === 'answered') return { ...said, attempt };
    if (said.kind === 'unknown') return said;
    if (said.kind === 'failed' || ended.kind === 'cancelled') failed.push(attempt.id);
  }
  const left = withEnded(state, place, { ids: failed, end: 'failed' });
  const id = nextAttemptId(left, place, basis);
  const note = attemptsAt(left, place).find((each) => each.id === id)?.note;
  const way = await site.begin({ ...asked, attempt: { id, note } });
  return way.kind === 'unknown' ? way : { ...way, id, failed };
}

/** What comes of a visitor who is back from another site; one try has one answer, however often its return is sent. */
export function comeBack(
  around: Around,
  state: WizardState | undefined,
  { place, attempt: id, query, site }: EventOf<'return'>,
): Settled | Undecided {
  const { definition } = around;
  const attempt = state === undefined ? undefined : attemptsAt(state, place).find((each) => each.id === id);
  if (state === undefined || attempt === undefined) return { outcome: { kind: 'late', place, attempt: id } };
  if (state.status === 'submitted')
    return {
      outcome:
        attempt.end === 'answered'
          ? { kind: 'closed', reference: state.reference }
          : { kind: 'late', place, attempt: id },
    };

  const walk = walkOf(definition, filledAt(state, place));
  const { onward = 'next' } = attempt;
  if (attempt.end === 'answered') return { outcome: { kind: 'elsewhere', next: wayOn(walk, place, onward) } };
  const earlier = earlierThan(() => walk, place);
  return {
    judge: 'site',
    question: { back: id, answers: walk.live, previous: state.answers[place.key] },
    ask: () => site.finish({ place, state, earlier, attempt }, query),
    conclude: (said: SiteAnswer) => {
      if (said.kind === 'answered') return settle(around, state, { place, attempt, answers: said.answers });
      const outcome = notDone(around, { state, place, walk, why: said, onward });
      if (said.kind !== 'failed' || attempt.end === 'failed') return { outcome };
      return { outcome, next: withEnded(state, place, { ids: [id], end: 'failed' }) };
    },
  };
}

/** Takes what came back for the step's answer, on what it depended on when the visitor left. */
function settle(
  { definition, ids }: Around,
  state: WizardState,
  {
    place,
    attempt,
    answers,
  }: { readonly place: StepPlace; readonly attempt: Attempt; readonly answers: StepAnswers },
): Settled {
  const { basis, onward = 'next', id } = attempt;
  const answered = withAnswer(state, place, { answers, page: ids.page(), basis });
  const next = withEnded(answered, place, { ids: [id], end: 'answered' });
  const way = wayOn(walkOf(definition, next), place, onward);
  return {
    outcome: { kind: 'answered', place, next: way, state: next, isFirst: false, isNewItem: false },
    next,
  };
}

/** The next page; or this one again, when what it depends on was changed while the visitor was away. */
function wayOn(walk: Walk, place: StepPlace, onward: 'next' | 'check') {
  const isStillDue = walk.waiting.has(place.key) && isOpen(walk, place);
  return isStillDue ? ({ to: 'step', place, onward } as const) : nextAfter(walk, place, onward);
}

function notDone(
  { ids }: Around,
  all: {
    readonly state: WizardState | undefined;
    readonly place: StepPlace;
    readonly walk: Walk;
    readonly why: NotDone;
    readonly onward: 'next' | 'check';
  },
) {
  const { state, place, walk, why, onward } = all;
  const stamp = stampOf(state, place.key, { page: ids.page(), onward });
  return { kind: 'not-done', place, walk, why, state, stamp } as const;
}
