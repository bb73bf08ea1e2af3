import type { Around, Settled, Undecided } from './decision.ts';
import type { HostEvent, HostOutcome, JudgedAnswers, WrittenStep } from './host-event.ts';
import type { WizardState } from './state.ts';
import { startRun, withCarried } from './transition.ts';

/** What comes of what a host does to a run. */
export function decideWrite(
  around: Around,
  stored: WizardState | undefined,
  event: HostEvent,
): Settled<HostOutcome> | Undecided<HostOutcome> {
  switch (event.kind) {
    case 'write':
      return write(stored, event);
    case 'start-with':
      return startWith(around, stored, event);
  }
}

function write(
  stored: WizardState | undefined,
  { answers }: Extract<HostEvent, { kind: 'write' }>,
): Settled<HostOutcome> | Undecided<HostOutcome> {
  if (stored === undefined) return notWritten('not-started');
  if (stored.status === 'submitted') return notWritten('sent');
  return {
    judge: 'answers',
    state: stored,
    answers,
    conclude: ({ state, steps }) =>
      steps.every(isDone)
        ? { outcome: { kind: 'written', state, steps, isFirst: false }, next: state }
        : { outcome: { kind: 'not-written', why: 'refused', steps } },
  };
}

function startWith(
  { definition, now, ids }: Around,
  stored: WizardState | undefined,
  { answers, isOver }: Extract<HostEvent, { kind: 'start-with' }>,
): Settled<HostOutcome> | Undecided<HostOutcome> {
  if (stored?.status === 'open' && !isOver) return notWritten('started');
  return {
    judge: 'answers',
    state: startRun(definition.version, now, ids),
    answers,
    conclude: (judged) => {
      const state = withRestWaiting(judged, answers);
      return { outcome: { kind: 'written', state, steps: judged.steps, isFirst: true }, next: state };
    },
  };
}

/** What was not accepted waits in the controls of its step, for the visitor to look at. */
function withRestWaiting(
  { state, steps }: JudgedAnswers,
  answers: Extract<HostEvent, { kind: 'start-with' }>['answers'],
): WizardState {
  const open = new Set(steps.filter((step) => !isDone(step)).map(({ place }) => place.key));
  return answers.reduce(
    (waiting, { place, form }) =>
      form !== undefined && open.has(place.key) ? withCarried(waiting, place, form.raw) : waiting,
    state,
  );
}

function isDone({ kind }: WrittenStep): boolean {
  return kind === 'accepted' || kind === 'removed';
}

function notWritten(
  why: Extract<HostOutcome, { kind: 'not-written' }>['why'] & ('not-started' | 'started' | 'sent'),
): Settled<HostOutcome> {
  return { outcome: { kind: 'not-written', why } };
}
