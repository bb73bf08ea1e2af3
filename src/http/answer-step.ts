import type { ExitPlace, StepPlace } from '../definition/place.ts';
import { earlierThan } from '../flow/position.ts';
import { walk } from '../flow/walk.ts';
import type { StepCandidate } from '../form/normalise.ts';
import { validate } from '../form/validate.ts';
import { wordIssue } from '../form/word-issue.ts';
import type { Language } from '../language/language.ts';
import { answerStep } from '../engine/answer.ts';
import type { WizardState } from '../engine/state.ts';
import { currentState, type Visit } from '../engine/visit.ts';
import { fieldsOf } from './body.ts';
import { readForm } from './read-form.ts';
import { eventOf, tell, type Happening } from './events.ts';
import { inWizard } from './in-wizard.ts';
import { goTo, languageFor, seeOther, sendPage, urlsOf } from './respond.ts';
import { carriesOver, readStamp, returnsToCheck, savesForLater } from './stamp.ts';
import { visitOf } from './visit.ts';
import type { Exchange } from './wizard-route.ts';

/** POST a step: 303 on to the next page once the answer is durable, or the page again with everything typed. */
export async function postStep(
  { site, req, res, definition }: Exchange,
  place: StepPlace | ExitPlace,
): Promise<void> {
  const fields = fieldsOf(req);
  const { raw, candidate } = readForm(req, place);
  const visit = visitOf(site, req, definition);
  const asked = req.get('X-Stepway-Validate');
  if (asked !== undefined) {
    res.json({
      message: await messageFor({ visit, place, candidate, language: languageFor(site), field: asked }),
    });
    return;
  }
  const returnToCheck = returnsToCheck(fields);
  const outcome = await answerStep(visit, {
    place,
    raw,
    candidate,
    stamp: readStamp(fields),
    returnToCheck,
    carry: carriesOver(fields),
    save: savesForLater(fields),
  });
  const shared = inWizard(visit);
  const report = (state: WizardState | undefined, happening: Happening) =>
    tell(site.onEvent, site.log, eventOf(visit, state, happening));
  switch (outcome.kind) {
    case 'answered':
      if (outcome.isFirst) report(outcome.state, { type: 'started' });
      report(outcome.state, { type: 'answered', step: place.key });
      return goTo(site, req, res, definition, outcome.next, returnToCheck);
    case 'saved':
      return seeOther(res, urlsOf(site, req).saved(definition.id));
    case 'carried':
    case 'elsewhere':
      return goTo(site, req, res, definition, outcome.next, returnToCheck);
    case 'invalid': {
      const { place: asked, issues, walk: live, stamp } = outcome;
      const faults = issues.map(({ field, code }) => ({ field, code }));
      report(outcome.state, { type: 'refused', step: place.key, issues: faults });
      return sendPage(site, req, res, {
        ...shared,
        kind: 'step',
        status: 422,
        place: asked,
        walk: live,
        raw,
        issues,
        stamp,
        returnToCheck,
      });
    }
    case 'conflict': {
      const { place: asked, stored, stamp } = outcome;
      report(undefined, { type: 'conflict', step: place.key });
      return sendPage(site, req, res, {
        ...shared,
        kind: 'conflict',
        status: 409,
        place: asked,
        raw,
        stored,
        stamp,
        returnToCheck,
      });
    }
    case 'submitted':
      return sendPage(site, req, res, {
        ...shared,
        kind: 'submitted',
        status: 409,
        reference: outcome.reference,
      });
    case 'expired':
      visit.session.abandon();
      report(undefined, { type: 'expired', step: place.key });
      return sendPage(site, req, res, { definition, kind: 'expired', status: 410, place, raw });
  }
}

interface FieldQuestion {
  readonly visit: Visit;
  readonly place: StepPlace | ExitPlace;
  readonly candidate: StepCandidate;
  readonly language: Language;
  readonly field: string;
}

/** The message for one field as it stands, for a page that asks when the visitor leaves it; null when it is fine. */
async function messageFor({
  visit,
  place,
  candidate,
  language,
  field,
}: FieldQuestion): Promise<string | null> {
  if (place.kind === 'exit') return null;
  const state = await currentState(visit);
  const live = walk(visit.definition, state?.answers ?? {});
  const validated = await validate(place, candidate, {
    earlier: earlierThan(live, place),
    now: new Date(visit.now()),
    services: visit.services,
    get signal() {
      return AbortSignal.timeout(visit.session.remainingMs());
    },
  });
  const issue = validated.ok ? undefined : validated.issues.find((each) => each.field === field);
  if (issue === undefined) return null;
  const { step } = place;
  return wordIssue(issue, step, language.with(visit.definition.words).with(step.words)).message;
}
