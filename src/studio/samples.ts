import type { StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { findStep, type Place, type StepPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { withVisitorChoices } from '../engine/visitor-choices.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import { checkNode } from '../graph/graph.ts';
import type { Parts } from '../http/parts.ts';
import { languageFor } from '../http/reply.ts';
import type { Frame } from '../render/pages/page.ts';
import type { GenerateOptions } from '../sample/generate-options.ts';
import { generateStep } from '../sample/generate-step.ts';
import { seeded } from '../sample/generate-value.ts';
import { statesOfExternal } from './external-states.ts';
import { statesOfList, statesOfStep, statesOfWizard, type PageState, type Sample } from './page-states.ts';
import { answersUpTo, walkedAnswers } from './sample-answers.ts';
import { studioNonce } from './security.ts';
import { stateOf, type StudioRequest } from './visitor-state.ts';

/** A request to the studio of a wizard, and what its pages are drawn with. */
export interface Studied extends StudioRequest, Pick<Parts, 'look'> {}

/** The states of a page, or without one those of the pages that a wizard has beside its steps. */
export async function statesFor(studied: Studied, place: Place | undefined): Promise<readonly PageState[]> {
  const sample = await sampleFor(studied, place?.key ?? checkNode);
  if (place === undefined) return statesOfWizard(sample);
  if (place.kind === 'group') return statesOfList(sample, place);
  const isExternal = place.kind === 'step' && place.step.external !== undefined;
  return isExternal ? statesOfExternal(sample, place) : statesOfStep(sample, place);
}

/** Answers that lead to a page, its own among them: the visitor's where there are any. */
export async function sampleFor(studied: Studied, key: string): Promise<Sample> {
  const { engine, definition } = studied;
  const state = stateOf(studied) ?? { answers: {} };
  const before = (await answersUpTo(definition, key, state)) ?? { answers: {} };
  const place = findStep(definition, key);
  const own =
    walkOf(definition, state).live[key] ?? (place === undefined ? undefined : await answersOf(place));
  const answers = own === undefined ? before.answers : { ...before.answers, [key]: own };
  const { items } = before;
  const stepKey = key === checkNode ? undefined : key;
  return {
    definition: await withVisitorChoices(engine.loadOptions, definition, {
      stepKey,
      filled: { answers, items },
    }),
    answers,
    items,
    now: engine.now(),
    timeZone: zoneOf(studied),
  };

  async function answersOf(asked: StepPlace) {
    const earlier = {
      live: before.answers,
      items: before.items,
      today: definition.today,
      facts: definition.factsNow,
    };
    const made = await generateStep(asked, { random: seeded(1), earlier, options: optionsOf(studied) });
    return made.ok ? made.answers : undefined;
  }
}

/**
 * Valid answers to a step, other ones each time.
 *
 * @throws WizardError DEFINITION_INVALID when none could be made
 */
export async function fillingOf(studied: Studied, place: StepPlace, filled: Filled): Promise<StepAnswers> {
  const { engine, definition } = studied;
  const random = seeded(engine.now() % 100_000);
  const earlier = liveOf(walkOf(definition, filled));
  const goesOn = (own: StepAnswers) =>
    walkOf(definition, { ...filled, answers: { ...filled.answers, [place.key]: own } }).exit === undefined;
  // An exit page is the end of the way: a filling that goes on is worth some tries, and then a search.
  let made: StepAnswers = {};
  for (let tries = 0; tries < 10; tries += 1) {
    const generated = await generateStep(place, { random, earlier, options: optionsOf(studied) });
    if (!generated.ok)
      throw new WizardError('DEFINITION_INVALID', `no valid answers to "${place.key}" could be made`);
    made = generated.answers;
    if (goesOn(made)) return made;
  }
  const walked = await walkedAnswers(definition, place, filled);
  return walked.find(goesOn) ?? made;
}

/** What a page of the wizard is drawn in. */
export function frameOf(studied: Studied): Frame {
  const { engine, look } = studied;
  const { lifetime, theme } = look;
  const language = languageFor(look);
  const timeZone = zoneOf(studied);
  return { base: '', nonce: studioNonce, now: engine.now(), timeZone, lifetime, theme, language };
}

/** What answers are made up with. */
export function optionsOf(studied: Pick<Studied, 'engine' | 'definition'>): GenerateOptions {
  return { services: studied.engine.services, timeZone: zoneOf(studied) };
}

function zoneOf({ engine, definition }: { engine: Parts['engine']; definition: WizardDefinition }): string {
  return definition.timeZone ?? engine.timeZone;
}
