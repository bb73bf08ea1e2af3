import type { Request } from 'express';
import { didYouMean } from '../did-you-mean.ts';
import { everyPlace, fieldsAt, findStep, type StepPlace } from '../definition/place.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Json, StepAnswers } from '../definition/answers.ts';
import type { AnswersByKeyOf } from '../definition/write/stored-types.ts';
import { withDependentChoices } from '../engine/choices.ts';
import { currentState } from '../engine/here.ts';
import { commitOfHost } from '../engine/commit.ts';
import type { HostAnswer, HostEvent, WrittenStep } from '../engine/host-event.ts';
import { WizardError } from '../errors.ts';
import { wordIssue } from '../form/issue.ts';
import { rawOf, readAnswers, type StepCandidate } from '../form/read.ts';
import type { Filled } from '../flow/walk.ts';
import type { Visit } from '../engine/visit.ts';
import { eventOf, eventsOfHost, notify } from '../http/events.ts';
import { visitOf } from '../http/exchange.ts';
import type { Parts } from '../http/parts.ts';
import { languageFor } from '../http/reply.ts';

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
  | { readonly ok: true; readonly steps: { readonly [stepKey: string]: WrittenTo } }
  /** Nothing was written: `steps` says of each what it would have come to. */
  | {
      readonly ok: false;
      readonly why: 'refused';
      readonly steps: { readonly [stepKey: string]: WrittenTo };
    }
  /** Nothing was written: there is no form in progress, there is one, it was sent, its session has ended, or is full. */
  | {
      readonly ok: false;
      readonly why: 'not-started' | 'started' | 'sent' | 'expired' | 'too-large';
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
   * @throws WizardError CONFIG_INVALID for a wizard that is not served here, or a step or field that it does not have;
   *   STORE_*, TOO_BUSY, CHECK_TIMEOUT
   */
  writeAnswers<W extends WizardDefinition>(
    req: Request,
    wizard: W,
    answers: AnswersByKeyOf<W>,
  ): Promise<Written>;
  /**
   * Starts the form for this visitor, with answers: what cannot be accepted waits in the controls of its step.
   *
   * @param options `over`: also where one is in progress, whose answers go
   * @throws WizardError as `writeAnswers` does
   */
  startWith<W extends WizardDefinition>(
    req: Request,
    wizard: W,
    answers: AnswersByKeyOf<W>,
    options?: { readonly over?: boolean },
  ): Promise<Written>;
}

/** Makes what lets a host answer for its visitors. */
export function hostAnswers(parts: Parts): HostAnswers {
  const perform = async (
    req: Request,
    wizard: WizardDefinition,
    eventFor: (definition: WizardDefinition) => HostEvent,
  ): Promise<Written> => {
    const { engine, host, look } = parts;
    const served = engine.definitions.get(wizard.id);
    if (served === undefined)
      throw new WizardError(
        'CONFIG_INVALID',
        `the wizard "${wizard.id}" is not among the wizards of this router`,
      );
    const shared = await engine.resolveChoices(served);
    const definition = await withDependentChoices(engine.loadOptions, shared, {
      filled: await filledBy(visitOf({ engine, req, definition: shared }), eventFor(shared)),
    });
    const visit = visitOf({ engine, req, definition });
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
    return { ok: true, steps };
  };
  return {
    writeAnswers: (req, wizard, answers) =>
      perform(req, wizard, (definition) => ({ kind: 'write', answers: entriesOf(definition, answers) })),
    startWith: (req, wizard, answers, { over = false } = {}) =>
      perform(req, wizard, (definition) => ({
        kind: 'start-with',
        answers: entriesOf(definition, answers),
        isOver: over,
      })),
  };
}

/** What there will be when everything is taken, by which the options that depend on it are loaded. */
async function filledBy(visit: Visit, event: HostEvent): Promise<Filled> {
  const before: Filled = (event.kind === 'write' ? await currentState(visit) : undefined) ?? { answers: {} };
  const written = event.answers.flatMap(({ place, form }): [string, StepAnswers][] =>
    form === undefined ? [] : [[place.key, definedIn(form.candidate)]],
  );
  return { ...before, answers: { ...before.answers, ...Object.fromEntries(written) } };
}

/** What is written to each step, in the order of the steps: each is judged with those before it. */
function entriesOf(definition: WizardDefinition, answers: object): readonly HostAnswer[] {
  const order = everyPlace(definition).map(({ written }) => written);
  return Object.entries(answers as { readonly [key: string]: StepAnswers | null | undefined })
    .filter(([, values]) => values !== undefined)
    .map(([key, values]): HostAnswer => {
      const place = findStep(definition, key);
      if (place === undefined) {
        const message = `wizard "${definition.id}" has no step "${key}"${didYouMean(key, order)}`;
        throw new WizardError('CONFIG_INVALID', message);
      }
      return { place, form: values === null || values === undefined ? undefined : formOf(place, values) };
    })
    .toSorted((a, b) => order.indexOf(a.place.written) - order.indexOf(b.place.written));
}

function formOf(place: StepPlace, values: StepAnswers): HostAnswer['form'] {
  const names = fieldsAt(place).map(({ name }) => name);
  const strange = Object.keys(values).find((name) => !names.includes(name));
  if (strange !== undefined) {
    const message = `step "${place.key}" has no field "${strange}"${didYouMean(strange, names)}`;
    throw new WizardError('CONFIG_INVALID', message);
  }
  const candidate = readAnswers(place.step, values);
  return { raw: rawOf(place.step, definedIn(candidate)), candidate };
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

function definedIn(candidate: StepCandidate): StepAnswers {
  return Object.fromEntries(
    Object.entries(candidate).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
