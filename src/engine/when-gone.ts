import { resume } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import type { Around } from './decision.ts';
import type { Outcome, WizardEvent } from './event.ts';
import type { Whereabouts } from './saving.ts';

/** What an event comes to when its session ended while it was to be committed. */
export function whenGone({ definition }: Around, event: WizardEvent): Outcome {
  switch (event.kind) {
    case 'draft':
      return { kind: 'drafted', isKept: false };
    case 'rows':
      if (event.ask.kind === 'draft') return { kind: 'drafted', isKept: false };
      return { kind: 'expired', place: event.place, raw: event.form.raw };
    case 'answer':
    case 'save':
    case 'keep':
    case 'carry':
    case 'find':
    case 'validate':
      return { kind: 'expired', place: event.place, raw: event.form.raw };
    case 'leave':
      return { kind: 'expired', place: event.place, raw: {} };
    case 'return':
      return { kind: 'late', place: event.place, attempt: event.attempt };
    case 'list':
    case 'remove-item':
    case 'restore-item':
    case 'submit':
    case 'restore':
    case 'save-run':
    case 'open-saved':
      return { kind: 'expired', place: undefined, raw: {} };
    // What these ask for is so: no answers are left.
    case 'restart':
      return { kind: 'restarted', next: resume(walkOf(definition, undefined)) };
    case 'delete':
    case 'erase':
      return { kind: 'deleted', sent: false };
  }
}

/** What an event comes to that would start one run more than there may be; undefined for one that starts none. */
export function whenFull(event: WizardEvent): Outcome | undefined {
  switch (event.kind) {
    case 'draft':
      return { kind: 'drafted', isKept: false };
    case 'rows':
      if (event.ask.kind === 'draft') return { kind: 'drafted', isKept: false };
      return { kind: 'full', place: event.place, raw: event.form.raw };
    case 'answer':
    case 'save':
    case 'keep':
    case 'carry':
      return { kind: 'full', place: event.place, raw: event.form.raw };
    case 'leave':
    case 'list':
      return { kind: 'full', place: undefined, raw: {} };
    // What was saved from here had its room.
    case 'open-saved':
      return event.by === undefined ? undefined : { kind: 'full', place: undefined, raw: {} };
    case 'return':
    case 'find':
    case 'validate':
    case 'remove-item':
    case 'restore-item':
    case 'submit':
    case 'save-run':
    case 'restart':
    case 'delete':
    case 'restore':
    case 'erase':
      return undefined;
  }
}

/** What an event comes to when the run that it is about was saved and is not in the session any more. */
export function whenAway(event: WizardEvent, where: Whereabouts): Outcome {
  switch (event.kind) {
    case 'draft':
      return { kind: 'drafted', isKept: false };
    case 'validate':
      return { kind: 'validated', place: event.place, issue: undefined };
    case 'rows':
      if (event.ask.kind === 'draft') return { kind: 'drafted', isKept: false };
      return { kind: 'away', where, place: event.place, raw: event.form.raw };
    case 'answer':
    case 'save':
    case 'keep':
    case 'carry':
    case 'find':
      return { kind: 'away', where, place: event.place, raw: event.form.raw };
    // What was done at the other site is told of, wherever the run is.
    case 'return':
      return { kind: 'late', place: event.place, attempt: event.attempt };
    case 'leave':
    case 'list':
    case 'remove-item':
    case 'restore-item':
    case 'submit':
    case 'restart':
    case 'delete':
    case 'restore':
    case 'erase':
    case 'save-run':
    case 'open-saved':
      return { kind: 'away', where, place: undefined, raw: {} };
  }
}
