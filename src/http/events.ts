import { itemsAround } from '../definition/place.ts';
import { factsOf, type Log } from '../log.ts';
import type { Outcome, WizardEvent } from '../engine/event.ts';
import type { HostOutcome } from '../engine/host-event.ts';
import type { WizardState } from '../engine/state.ts';
import type { Visit } from '../engine/visit.ts';

/**
 * What happened to a visitor, for measuring how people move through the steps. No answers, no cookie and no session id;
 * a `step` is the key without the ids of items (`children/about`):
 * `instance` names one run through a wizard, and is in no log of ours. Times are milliseconds.
 */
export type StepwayEvent = EventBase &
  (
    | { readonly type: 'started' }
    /** Came back to a form in progress, at the wizard's own address. */
    | { readonly type: 'resumed'; readonly step: string | undefined }
    | { readonly type: 'shown'; readonly step: string }
    /** The list of tasks was shown: how many of its sections are completed, of how many. */
    | { readonly type: 'tasks-shown'; readonly completed: number; readonly of: number }
    | { readonly type: 'answered'; readonly step: string }
    /** An item was added to a group by its first answer, was taken out, or put back; `step` is the group. */
    | { readonly type: 'item-added' | 'item-removed' | 'item-restored'; readonly step: string }
    /** Sent with faults: the fields and what was wrong with them, not what was typed. */
    | {
        readonly type: 'refused';
        readonly step: string;
        readonly issues: readonly { readonly field: string; readonly code: string }[];
      }
    /** Was sent to another site, where the step is done. */
    | { readonly type: 'left'; readonly step: string }
    /** Came back from there without an answer: it failed, was not finished, or nobody could tell. */
    | {
        readonly type: 'not-done';
        readonly step: string;
        readonly why: 'failed' | 'unfinished' | 'unknown';
      }
    /** Came back from there after the run had ended. What was paid there is to be seen to: `attempt` is its idempotency key. */
    | { readonly type: 'late'; readonly step: string; readonly attempt: string }
    | { readonly type: 'conflict'; readonly step: string }
    | { readonly type: 'expired'; readonly step: string | undefined }
    | { readonly type: 'completed'; readonly reference: string }
    | { readonly type: 'deleted' }
    /** Was saved, to be opened by its link, and came back by it or from the browser that saved it. */
    | { readonly type: 'saved' }
    | { readonly type: 'opened'; readonly step: string | undefined }
  );

interface EventBase {
  readonly wizard: string;
  readonly version: number;
  /** Absent before the first answer. */
  readonly instance?: string;
  /** When it happened, since the epoch. */
  readonly at: number;
  /** Since the instance was started. */
  readonly sinceStart?: number;
}

/** What an event says beside which wizard, whose run and when. */
export type EventDetails = StepwayEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, keyof EventBase>
    : never
  : never;

/** A host's listener. What it throws, or rejects with, is logged and otherwise ignored. */
export type EventListener = (event: StepwayEvent) => void | Promise<void>;

/** Tells a listener, never failing the request for it. */
export function notify(listener: EventListener, log: Log, event: StepwayEvent): void {
  const report = (error: unknown) => {
    log.error({ event: event.type, ...factsOf(error) }, 'the listener of onEvent failed');
  };
  try {
    const notified = listener(event);
    if (notified instanceof Promise) notified.catch(report);
  } catch (error) {
    report(error);
  }
}

/** The event of something that happened in a visit; `state` is the visitor's, once there is one. */
export function eventOf(visit: Visit, state: WizardState | undefined, details: EventDetails): StepwayEvent {
  const { definition } = visit;
  const at = visit.now();
  const run = state === undefined ? {} : { instance: state.instance, sinceStart: at - state.startedAt };
  return { wizard: definition.id, version: definition.version, at, ...run, ...details };
}

/** What the host is told of what came of a visitor's event, and of which state. */
export function eventsOf(
  event: WizardEvent,
  outcome: Outcome,
): readonly { readonly details: EventDetails; readonly state?: WizardState | undefined }[] {
  switch (outcome.kind) {
    case 'answered': {
      const { state } = outcome;
      const { place, isFirst, isNewItem } = outcome;
      const group = isNewItem ? itemsAround(place).at(-1)?.group : undefined;
      return [
        ...(isFirst ? [{ details: { type: 'started' }, state } as const] : []),
        ...(group === undefined
          ? []
          : [{ details: { type: 'item-added', step: group.written }, state } as const]),
        { details: { type: 'answered', step: place.written }, state },
      ];
    }
    case 'listed': {
      const { state } = outcome;
      const step = outcome.place.written;
      const added = { details: { type: 'item-added', step }, state } as const;
      return [
        ...(outcome.isFirst ? [{ details: { type: 'started' }, state } as const] : []),
        ...Array.from({ length: outcome.added ?? 0 }, () => added),
        { details: { type: 'answered', step }, state },
      ];
    }
    case 'item-removed':
    case 'item-restored':
      return [{ details: { type: outcome.kind, step: outcome.place.written }, state: outcome.state }];
    case 'list-refused': {
      if (event.kind === 'submit') return [];
      const issues = outcome.issues.map(({ field, code }) => ({ field, code }));
      return [{ details: { type: 'refused', step: outcome.place.written, issues }, state: outcome.state }];
    }
    case 'rows-refused': {
      const { place, state, rows } = outcome;
      const said = [...outcome.issues, ...rows.flatMap((row) => row.issues)];
      const issues = said.map(({ field, code }) => ({ field, code }));
      return [{ details: { type: 'refused', step: place.written, issues }, state }];
    }
    case 'invalid': {
      // What a finishing request found is shown on the step's page, which the visitor has not sent.
      if (event.kind === 'submit') return [];
      const issues = outcome.issues.map(({ field, code }) => ({ field, code }));
      // What the check of a list says of an item's page is of the list that was sent.
      const { written: step } = event.kind === 'list' ? event.place : outcome.place;
      return [{ details: { type: 'refused', step, issues }, state: outcome.state }];
    }
    case 'left': {
      const { place, state, started } = outcome;
      const left = { details: { type: 'left', step: place.written }, state } as const;
      return started === undefined ? [left] : [{ details: { type: 'started' }, state: started }, left];
    }
    case 'not-done': {
      const { place, why, state } = outcome;
      return [{ details: { type: 'not-done', step: place.written, why: why.kind }, state }];
    }
    case 'late':
      return [{ details: { type: 'late', step: outcome.place.written, attempt: outcome.attempt } }];
    case 'conflict':
      return [{ details: { type: 'conflict', step: outcome.place.written } }];
    case 'submitted': {
      const { state } = outcome;
      return outcome.isFirst ? [{ details: { type: 'completed', reference: state.reference }, state }] : [];
    }
    case 'expired':
      return [{ details: { type: 'expired', step: outcome.place?.written } }];
    case 'restored': {
      const { next, state } = outcome;
      const step = next.to === 'step' ? next.place.written : undefined;
      return [{ details: { type: 'resumed', step }, state }];
    }
    case 'deleted':
      // What is erased for good was deleted before.
      return event.kind === 'erase' ? [] : [{ details: { type: 'deleted' } }];
    case 'carried':
    case 'saved':
    case 'drafted': {
      const { started: state } = outcome;
      return state === undefined ? [] : [{ details: { type: 'started' }, state }];
    }
    case 'put-away': {
      const { state, started } = outcome;
      const saved = { details: { type: 'saved' }, state } as const;
      return started === undefined ? [saved] : [{ details: { type: 'started' }, state: started }, saved];
    }
    case 'opened': {
      const { next, state } = outcome;
      const step = next.to === 'step' ? next.place.written : undefined;
      return [{ details: { type: 'opened', step }, state }];
    }
    case 'away':
    case 'not-opened':
    case 'not-as-shown':
    case 'elsewhere':
    case 'validated':
    case 'found':
    case 'rows-found':
    case 'closed':
    case 'too-large':
    case 'full':
    case 'restarted':
      return [];
  }
}

/** What the host is told of what it has written itself, as if the visitor had sent it. */
export function eventsOfHost(
  outcome: Extract<HostOutcome, { readonly kind: 'written' }>,
): ReturnType<typeof eventsOf> {
  const { state, steps, isFirst } = outcome;
  const answered = steps
    .filter(({ kind }) => kind === 'accepted')
    .map(({ place }) => ({ details: { type: 'answered', step: place.written }, state }) as const);
  return isFirst ? [{ details: { type: 'started' }, state }, ...answered] : answered;
}
