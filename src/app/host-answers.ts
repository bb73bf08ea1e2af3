import type { Request } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { AnswersByKeyOf } from '../definition/write/stored-types.ts';
import { answersGiven } from '../engine/answers-given.ts';
import { withChoicesOfHost } from '../engine/host-choices.ts';
import { commitOfHost } from '../engine/commit.ts';
import type { HostEvent, WrittenStep } from '../engine/host-event.ts';
import { WizardError } from '../errors.ts';
import { wordIssue } from '../form/issue.ts';
import { eventOf, eventsOfHost, notify } from '../http/events.ts';
import { withFactsOf } from '../http/facts.ts';
import { isSafe } from '../http/cross-site.ts';
import { visitOf } from '../http/exchange.ts';
import { contextOf } from '../http/host-context.ts';
import type { Parts } from '../http/parts.ts';
import { languageFor } from '../http/reply.ts';
import { asOfToday } from '../http/route.ts';
import { newSegment, runAt } from '../engine/which-run.ts';
import { refuseWrongCall } from './host-call.ts';
import { namedRun } from './visitor-forms.ts';
import { openSession } from '../session/access.ts';

/** What came of one step that was written to. */
export interface WrittenTo {
  /**
   * `closed`: the step does not apply, or what comes before it is not answered yet. What `startWith` could not take
   * (`refused`, `closed`) waits in the controls of its step.
   */
  readonly result: 'accepted' | 'removed' | 'refused' | 'closed';
  /** What is wrong with it, `''` for the step as a whole. */
  readonly issues: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

/** What came of answers that a host has written. */
export type Written =
  | {
      readonly ok: true;
      readonly steps: { readonly [stepKey: string]: WrittenTo };
      /** Of a wizard with several runs, the one that was written to: its pages stand below `/<wizard>/<run>`. */
      readonly run?: string;
    }
  /** Nothing was written: `steps` says of each what it would have come to. */
  | {
      readonly ok: false;
      readonly why: 'refused';
      readonly steps: { readonly [stepKey: string]: WrittenTo };
    }
  /**
   * Nothing was written: there is no form in progress, there is one, it was sent, its session has ended, would hold more
   * than it may, or has as many runs of the wizard as there may be.
   */
  | {
      readonly ok: false;
      readonly why: 'not-started' | 'started' | 'sent' | 'expired' | 'too-large' | 'full';
      readonly steps: { readonly [stepKey: string]: never };
    };

/** How a host answers for a visitor. */
export interface HostAnswers {
  /**
   * Writes answers into the form that this visitor has in progress: read, tidied and judged as if they had sent them, in
   * one write, all of them or none. A page that they have open of such a step is no longer the newest.
   *
   * @param req a request that the session middleware has seen
   * @param answers what the schemas take, by step (`home/address` inside a part); null takes an answer out
   * @param options `run`: which one, of a wizard with several, such as `~k3f9`
   * @throws WizardError CONFIG_INVALID for a wizard that is not served here, a step or field that it does not have, or a run
   *   that is not said; CROSS_SITE for a request that a page of another site has sent, a GET excepted;
   *   STORE_*, TOO_BUSY, CHECK_TIMEOUT
   */
  writeAnswers<W extends WizardDefinition>(
    req: Request,
    wizard: W,
    answers: AnswersByKeyOf<W>,
    options?: { readonly run?: string },
  ): Promise<Written>;
  /**
   * Starts the form for this visitor, with answers: what cannot be accepted waits in the controls of its step.
   *
   * @param options `over`: also where one is in progress, whose answers go; `run`: which one is to begin, of a wizard with
   *   several, and another one by default
   * @throws WizardError as `writeAnswers` does
   */
  startWith<W extends WizardDefinition>(
    req: Request,
    wizard: W,
    answers: AnswersByKeyOf<W>,
    options?: { readonly over?: boolean; readonly run?: string },
  ): Promise<Written>;
}

/** Makes what lets a host answer for its visitors. */
export function hostAnswers(partsOf: (req: Request, wizardId: string) => Parts): HostAnswers {
  const perform = async (
    req: Request,
    wizard: WizardDefinition,
    eventFor: (definition: WizardDefinition) => HostEvent,
    named: string | undefined,
  ): Promise<Written> => {
    const { engine, host, look } = partsOf(req, wizard.id);
    // A host's own routes stand before the check of Stepway's: they may be for other systems, and for log-ins elsewhere.
    if (!isSafe(req, host.trustedOrigins)) throw new WizardError('CROSS_SITE');
    const served = engine.definitions.get(wizard.id);
    if (served === undefined)
      throw new WizardError(
        'CONFIG_INVALID',
        `the wizard "${wizard.id}" is not among the wizards of this router`,
      );
    const resolved = asOfToday(engine, await engine.resolveChoices(served));
    const shared = await withFactsOf(host, { req, now: engine.now() }, resolved);
    const session = openSession(req, engine.now);
    const run = runAt(shared, named, session.state());
    if (run === undefined) return { ok: false, why: 'not-started', steps: {} };
    const first = visitOf({
      engine,
      definition: shared,
      session,
      run: run.key,
      context: contextOf(host, req, engine.now),
    });
    const definition = await withChoicesOfHost(engine.loadOptions, first, eventFor(shared));
    const visit = { ...first, definition };
    const event = eventFor(definition);
    const outcome = await commitOfHost(visit, event);
    if (outcome.kind === 'not-written' && outcome.why !== 'refused')
      return { ok: false, why: outcome.why, steps: {} };
    const worded = (step: WrittenStep) => writtenTo(definition, step, look);
    const steps = Object.fromEntries(outcome.steps.map((step) => [step.place.key, worded(step)]));
    if (outcome.kind === 'not-written') return { ok: false, why: 'refused', steps };
    const { onEvent } = host;
    for (const { details, state } of onEvent === undefined ? [] : eventsOfHost(outcome))
      notify(onEvent!, engine.log, eventOf(visit, state, details));
    return { ok: true, steps, ...(run.segment === undefined ? {} : { run: run.segment }) };
  };
  return {
    writeAnswers: async (req, wizard, answers, { run } = {}) => {
      refuseWrongCall('writeAnswers', req, wizard);
      return perform(
        req,
        wizard,
        (definition) => ({ kind: 'write', answers: answersGiven(definition, answers) }),
        namedRun(wizard, run),
      );
    },
    startWith: async (req, wizard, answers, { over = false, run } = {}) => {
      refuseWrongCall('startWith', req, wizard);
      return perform(
        req,
        wizard,
        (definition) => ({
          kind: 'start-with',
          answers: answersGiven(definition, answers),
          isOver: over,
        }),
        namedRun(
          wizard,
          run ?? (wizard.several === undefined ? undefined : newSegment(partsOf(req, wizard.id).engine.ids)),
        ),
      );
    },
  };
}

function writtenTo(definition: WizardDefinition, step: WrittenStep, look: Parts['look']): WrittenTo {
  if (step.kind !== 'refused') return { result: step.kind, issues: [] };
  const { place } = step;
  const language = languageFor(look).with(definition.words).with(place.step.words);
  const issues = step.issues.map((issue) => {
    const { field, code, message } = wordIssue(issue, place.step, language);
    return { field, code, message };
  });
  return { result: 'refused', issues };
}
