import type { AnswersByStep } from '../definition/answers.ts';
import { onDay } from '../definition/condition/on-day.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { choiceResolver } from '../engine/choices.ts';
import { isWizardError } from '../errors.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import { messageOf, silentLog } from '../log.ts';
import { dayIn } from '../time-zone.ts';
import { decidingIn } from './deciding.ts';
import { fixedFor, refuseUnknownFixed } from './fixed-answers.ts';
import type { GenerateOptions, OptionsFor } from './generate-options.ts';
import { generateStep, giveUpMessage } from './generate-step.ts';
import { seeded } from './generate-value.ts';
import { withSampleFacts } from './sample-facts.ts';
import { fewOf, itemsNumbered } from './item-counts.ts';
import { withPassingLists } from './list-checks.ts';
import { callWith, type SampleCall } from './sample-call.ts';

/**
 * Valid answers along one path of a wizard, which the seed chooses: every field that is shown is answered, optional
 * ones too, and the steps' checks have passed.
 *
 * @param given a wizard
 * @param seed a whole number; the same one gives the same answers on the same day
 * @returns answers by step key, as a front end would send them, with the items of a group called `item1`, `item2`, …; up
 *   to the exit page when the path leads to one
 * @throws Error that names the step and the last fault when no valid answers were found in 60 tries, the field of a
 *   choice that could not be loaded, and what `fixed` names that is not there
 */
export async function generateAnswers<W extends WizardDefinition>(
  given: W,
  seed = 1,
  typed: OptionsFor<W, GenerateOptions> = {},
): Promise<AnswersByStep> {
  // The author's functions are typed for the answers of this wizard, which are what they will be given.
  const options = datedFor(given, typed as GenerateOptions);
  const call = 'generateAnswers';
  refuseUnknownFixed(given, options.fixed, call);
  const definition = asSampled(await withChoices(given, options, call), options);
  const random = seeded(seed);
  const deciding = decidingIn(definition);
  let filled: Filled = { answers: {} };
  for (let touched = ''; ;) {
    const listed = await withPassingLists(filled, touched, { definition, random, options, call, deciding });
    if (!listed.ok) throw new Error(listed.message);
    filled = listed.filled;
    const { answers, items } = filled;
    const walked = walkOf(definition, filled);
    const place = walked.firstIncomplete;
    if (place === undefined) return answers;
    touched = place.key;
    if (place.kind === 'group') {
      const count = fewOf(place.step, (most) => Math.floor(random.next() * most));
      filled = { answers, items: { ...items, [place.key]: itemsNumbered(count) } };
      continue;
    }
    const earlier = liveOf(walked);
    const fixed = fixedFor(options.fixed, place, earlier, call);
    const generated = await generateStep(place, { random, earlier, options, given: fixed });
    if (!generated.ok) throw new Error(giveUpMessage(place, { issues: generated.issues, call }));
    filled = { answers: { ...answers, [place.key]: generated.answers }, items };
  }
}

/** The options with the time zone in which the wizard's day begins. */
export function datedFor<Options extends GenerateOptions>(
  { timeZone }: WizardDefinition,
  options: Options,
): Options {
  return timeZone === undefined ? options : { ...options, timeZone };
}

/** The definition as it stands on the day of the options, and for the visitor that they speak of. */
export function asSampled(
  definition: WizardDefinition,
  { now = Date.now, timeZone, facts }: GenerateOptions,
): WizardDefinition {
  return withSampleFacts(
    onDay(definition, () => dayIn(now(), timeZone)),
    facts,
  );
}

/**
 * The definition with the options of its loaded choices, as a server would load them.
 *
 * @throws Error that names the step, the field, what the load threw, and the fix
 */
export async function withChoices(
  definition: WizardDefinition,
  options: GenerateOptions,
  call: SampleCall,
): Promise<WizardDefinition> {
  const { services, now = Date.now } = options;
  try {
    return await choiceResolver({ services, log: silentLog, now })(definition);
  } catch (thrown) {
    if (!isWizardError(thrown, 'CHOICES_UNAVAILABLE')) throw thrown;
    const { message, cause } = thrown;
    const fix = services === undefined ? `; hand over what it needs: ${callWith(call, 'services')}` : '';
    throw new Error(`${call}(): ${message}: ${messageOf(cause)}${fix}`, { cause });
  }
}
