import type { WizardDefinition } from '../definition/model.ts';
import type { StepPlace } from '../definition/place.ts';
import { basisOf, type Basis } from '../flow/basis.ts';
import { earlierThan, isOpen, nextAfter, resume } from '../flow/position.ts';
import { walkOf, walkWhenAsked, type Walk } from '../flow/walk.ts';
import type { Issue } from '../form/issue.ts';
import { toConfirm } from '../form/read.ts';
import type { Validated } from '../form/validate.ts';
import { closed } from './closed.ts';
import { comeBack, leave } from './decide-external.ts';
import { answerList, changeItems, closedTo, roomIssue, sentBack, wayFromGone } from './decide-items.ts';
import { find } from './decide-find.ts';
import { carry, conflictAt, draft, keep } from './decide-typed.ts';
import { decideRows } from './decide-rows.ts';
import type { Around, EventOf, Settled, Undecided } from './decision.ts';
import type { WizardEvent } from './event.ts';
import { filledAt, standingOf } from './items.ts';
import { parsedOf } from './parsed.ts';
import { checkStampOf, hashOf, isGivenOnOther, isNotAsShown, stampOf } from './stamp.ts';
import type { WizardState } from './state.ts';
import { startRun, submitted, withAnswer, withCarried } from './transition.ts';

/**
 * What an event comes to, from the state as it stands: pure, without a session, a store or a request. Called again, from
 * the new state, when another request was there first.
 *
 * @param state undefined before the first answer; for `restore` that which was deleted
 */
export function decide(
  around: Around,
  state: WizardState | undefined,
  event: WizardEvent,
): Settled | Undecided {
  const refused = typedAtOtherSite(around, state, event);
  if (refused !== undefined) return refused;
  switch (event.kind) {
    case 'answer':
    case 'save':
      return answer(around, state, event);
    case 'draft':
      return draft(around, state, event);
    case 'keep':
      return keep(around, state, event);
    case 'carry':
      return carry(around, state, event);
    case 'leave':
      return leave(around, state, event);
    case 'return':
      return comeBack(around, state, event);
    case 'validate':
      return validateField(around, state, event);
    case 'find':
      return find(around, state, event);
    case 'list':
      return closedTo(state, event) ?? answerList(around, state, event);
    case 'rows':
      return decideRows(around, state, event);
    case 'remove-item':
    case 'restore-item':
      return changeItems(around, state, event);
    case 'submit':
      return submit(around, state, event);
    case 'save-run':
      return saveRun(around, state);
    case 'open-saved':
      return openSaved(around, state, event);
    case 'restart':
      return restart(around, state);
    case 'delete':
      return { outcome: { kind: 'deleted', sent: state?.status === 'submitted' }, next: 'aside' };
    case 'restore':
      return restore(around, state);
    case 'erase':
      return { outcome: { kind: 'deleted', sent: event.wasSent }, next: 'none' };
  }
}

/** Nobody types the answer of a step that is done at another site: what claims to be one is not even looked at. */
function typedAtOtherSite(
  { definition }: Around,
  state: WizardState | undefined,
  event: WizardEvent,
): Settled | undefined {
  if (!('form' in event) || event.place.kind !== 'step' || event.place.step.external === undefined)
    return undefined;
  return { outcome: { kind: 'elsewhere', next: resume(walkOf(definition, filledAt(state, event.place))) } };
}

function answer(
  around: Around,
  stored: WizardState | undefined,
  event: EventOf<'answer' | 'save'>,
): Settled | Undecided {
  const { definition, now, ids } = around;
  const { place, form, stamp } = event;
  if (stamp.instance !== '' && stamp.instance !== stored?.instance) {
    return { outcome: { kind: 'expired', place, raw: form.raw } };
  }
  if (stored?.status === 'submitted') return closed(stored, event);

  const state = stored ?? startRun(definition.version, now, ids);
  const before = walkWhenAsked(definition, filledAt(state, place));
  // A page of ours for this step cannot have been open before anything was answered; an exit page asks nothing.
  if (place.kind === 'exit' || (stored === undefined && !isOpen(before(), place))) {
    return { outcome: { kind: 'elsewhere', next: resume(before(), stamp.onward) } };
  }
  // Kept as it stands, finished or not, so that the visitor comes back to this very page.
  if (event.kind === 'save') {
    const conflict = conflictAt(around, state, { place, form, stamp });
    if (conflict !== undefined) return conflict;
    const next = withCarried(state, place, form.raw);
    return saved(around, next, stored === undefined ? next : undefined);
  }
  return {
    judge: 'step',
    place,
    candidate: form.candidate,
    earlier: earlierThan(before, place),
    conclude: (judged) => concludeAnswer(around, { stored, state, place, event, judged }),
  };
}

function concludeAnswer(
  around: Around,
  all: {
    readonly stored: WizardState | undefined;
    readonly state: WizardState;
    readonly place: StepPlace;
    readonly event: EventOf<'answer' | 'save'>;
    readonly judged: Validated;
  },
): Settled {
  const { definition } = around;
  const { stored, state, place, event, judged } = all;
  const { form, stamp } = event;
  const { raw } = form;
  const { onward } = stamp;
  const basis = basisIn(definition, state, place);
  const isOnOther = isGivenOnOther(stamp, basis);
  const conflict = conflictAt(around, state, { place, form, stamp }, judged.ok ? judged.answers : undefined);
  if (conflict !== undefined) return conflict;
  /** The page is shown anew, with what it is about as it is now: it says so where that has changed, and what was agreed to is to be agreed to anew. */
  const again = (wrong: readonly Issue[], walk: Walk): Settled => {
    const [issues, typed] = isOnOther ? [[changed, ...wrong], toConfirm(place, raw)] : [wrong, raw];
    const fresh = { ...stamp, basis: hashOf(basis) };
    return {
      outcome: { kind: 'invalid', place, raw: typed, issues, state: stored, walk, stamp: fresh },
    };
  };
  if (!judged.ok) {
    const before = walkOf(definition, filledAt(state, place));
    if (isOpen(before, place)) return again(judged.issues, before);
    // The step was closed by a change elsewhere: what was typed waits, should it open again.
    const next = wayFromGone(definition, state, { place, onward }) ?? resume(before, onward);
    return { outcome: { kind: 'carried', next }, next: withCarried(state, place, raw) };
  }
  const standing = standingOf(state, place);
  // Another tab has added the last item that there may be: what is typed here stays on the page, which says so.
  if (standing.kind === 'full') return again([roomIssue(standing.group)], walkOf(definition, state));
  if (isOnOther) return again([], walkOf(definition, filledAt(state, place)));
  const answered = withAnswer(state, place, { answers: judged.answers, page: stamp.page, basis });
  const next =
    wayFromGone(definition, answered, { place, onward }) ??
    nextAfter(walkOf(definition, answered), place, onward);
  const isFirst = stored === undefined;
  const isNewItem = standing.kind === 'fresh';
  return { outcome: { kind: 'answered', place, next, state: answered, isFirst, isNewItem }, next: answered };
}

/** What a page is about has changed since it was shown. */
const changed: Issue = { field: '', code: 'invalid', fault: { key: 'changed' } };

/** What an answer to a step is given on; undefined for one that is never asked again. */
function basisIn(definition: WizardDefinition, state: WizardState, place: StepPlace): Basis | undefined {
  if (place.step.again === undefined) return undefined;
  return basisOf(
    place,
    earlierThan(() => walkOf(definition, filledAt(state, place)), place),
  );
}

/**
 * What is wrong with one field: for pages that may be open alone, as an author's rules may rely on what comes before. The
 * author's check is asked for a run in progress only, so that nobody tries values in it without a session.
 */
function validateField(
  { definition }: Around,
  state: WizardState | undefined,
  { place, form, field }: EventOf<'validate'>,
): Settled | Undecided {
  const before = walkWhenAsked(definition, filledAt(state, place));
  if (place.kind === 'exit' || state?.status === 'submitted' || !isOpen(before(), place)) {
    return { outcome: { kind: 'validated', place, issue: undefined } };
  }
  return {
    judge: 'step',
    place: state === undefined ? withoutCheck(place) : place,
    candidate: form.candidate,
    earlier: earlierThan(before, place),
    conclude(judged) {
      const issue = judged.ok ? undefined : judged.issues.find((each) => each.field === field);
      return { outcome: { kind: 'validated', place, issue } };
    },
  };
}

function withoutCheck(place: StepPlace): StepPlace {
  return { ...place, step: { ...place.step, check: undefined } };
}

function submit(
  around: Around,
  state: WizardState | undefined,
  { stamp }: EventOf<'submit'>,
): Settled | Undecided {
  const { definition, now, ids } = around;
  if (state === undefined || stamp.instance !== state.instance) {
    return { outcome: { kind: 'expired', place: undefined, raw: {} } };
  }
  // Its record is seen to wherever a submitted state is read.
  if (state.status === 'submitted') return { outcome: { kind: 'submitted', state, isFirst: false } };

  const before = walkOf(definition, state);
  const { live, items, values, facts } = before;
  const stampAt = (key: string) => stampOf(state, key, { page: ids.page(), onward: 'check' });
  // A page of an earlier generation may not submit the next one unseen.
  if (!before.complete || stamp.generation !== state.generation) {
    return { outcome: { kind: 'elsewhere', next: resume(before) } };
  }
  if (isNotAsShown(stamp, before)) {
    const fresh = checkStampOf(state, before, ids.page());
    return { outcome: { kind: 'not-as-shown', state, walk: before, stamp: fresh } };
  }
  return {
    judge: 'run',
    walk: before,
    conclude(judged, context) {
      if (!judged.ok) {
        return sentBack(judged, { state, walk: before, stampAt });
      }
      const parsed = parsedOf(live, judged.values);
      const { language } = definition;
      const next = submitted(state, { now, live, items, values, facts, language, parsed, context });
      return { outcome: { kind: 'submitted', state: next, isFirst: true }, next };
    },
  };
}

function saveRun(around: Around, state: WizardState | undefined): Settled {
  if (state?.status === 'submitted') return closed(state);
  return state === undefined ? { outcome: { kind: 'saved' } } : saved(around, state, undefined);
}

/** Where the wizard keeps saved runs, the run is put away, and the loop knows its link; else it stays in the session. */
function saved({ definition }: Around, next: WizardState, started: WizardState | undefined): Settled {
  return {
    outcome: { kind: 'saved', started },
    next: definition.keepFor === undefined ? next : { toSave: next },
  };
}

function openSaved(
  { definition }: Around,
  state: WizardState | undefined,
  { by }: EventOf<'open-saved'>,
): Settled {
  if (state === undefined && by !== undefined) return { outcome: { kind: 'not-opened', token: by.token } };
  const next = resume(walkOf(definition, state));
  if (state === undefined) return { outcome: { kind: 'elsewhere', next } };
  const outcome = { kind: 'opened', next, state } as const;
  // It may be here already.
  return state.arrival === undefined ? { outcome } : { outcome, next: state };
}

function restart({ definition, now, ids, isAway }: Around, state: WizardState | undefined): Settled {
  const outcome = { kind: 'restarted', next: resume(walkOf(definition, undefined)) } as const;
  // The mark of a run that moved elsewhere goes.
  if (isAway === true) return { outcome, next: 'none' };
  return state?.status === 'submitted'
    ? { outcome, next: startRun(definition.version, now, ids) }
    : { outcome };
}

function restore({ definition }: Around, deleted: WizardState | undefined): Settled {
  const next = resume(walkOf(definition, deleted));
  if (deleted === undefined) return { outcome: { kind: 'elsewhere', next } };
  return { outcome: { kind: 'restored', next, state: deleted }, next: deleted };
}
