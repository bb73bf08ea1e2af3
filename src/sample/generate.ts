import type { Random } from '../controls/sample.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import type { AnswersByStep, Json, StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { StepPlace } from '../definition/place.ts';
import type { NeededServices } from '../definition/write/types.ts';
import { choiceResolver } from '../engine/choices.ts';
import { isWizardError } from '../errors.ts';
import { liveOf, walk } from '../flow/walk.ts';
import { wordIssue, type Issue } from '../form/issue.ts';
import { validate } from '../form/validate.ts';
import { english } from '../language/language.ts';
import { messageOf, silentLog } from '../log.ts';
import { refuseUnknownFixed, type FixedAnswers } from './fixed-answers.ts';
import { generateValue, seeded } from './generate-value.ts';

/** Options of generated answers. */
export interface GenerateOptions {
  /** Values to be used as they are, where a schema or a check wants what no generator can guess. */
  readonly fixed?: FixedAnswers;
  /** Handed to the checks and the loaded choices. */
  readonly services?: unknown;
  /** Milliseconds since the epoch: what `today` means; the real time by default. */
  readonly now?: () => number;
}

/** Services of the type that the wizard says with `.uses<…>()`: what a wizard needs for its handler only may be left out. */
export interface ServicesFor<W> {
  readonly services?: NeededServices<W>;
}

/** How often a step is tried anew before its answers count as impossible. */
export const mostTries = 60;

/**
 * Valid answers along one path of a wizard, which the seed chooses: every field that is shown is answered, optional
 * ones too, and the steps' checks have passed.
 *
 * @param given a wizard
 * @param seed a whole number; the same one gives the same answers on the same day
 * @returns answers by step key, as a front end would send them; up to the exit page when the path leads to one
 * @throws Error that names the step and the last fault when no valid answers were found in 60 tries, the field of a
 *   choice that could not be loaded, and what `fixed` names that is not there
 */
export async function generateAnswers<W extends WizardDefinition>(
  given: W,
  seed = 1,
  options: GenerateOptions & ServicesFor<W> = {},
): Promise<AnswersByStep> {
  refuseUnknownFixed(given, options.fixed);
  const definition = await withChoices(given, options, 'generateAnswers(wizard, seed, { services })');
  const random = seeded(seed);
  let answers: AnswersByStep = {};
  for (;;) {
    const walked = walk(definition, answers);
    const place = walked.firstIncomplete;
    // A group's items are no answers of a step: it is left without any.
    if (place === undefined || place.kind === 'group') return answers;
    const generated = await generateStep(place, { random, earlier: liveOf(walked), options });
    if (!generated.ok) throw new Error(giveUpMessage(place, generated.issues));
    answers = { ...answers, [place.key]: generated.answers };
  }
}

/** What one step's answers are made from. */
export interface StepRequest {
  readonly random: Random;
  /** What is known of the answers before it. */
  readonly earlier: Known;
  readonly options: GenerateOptions;
  /** Values that are wanted here; null for a field that is to be left out. */
  readonly wanted?: { readonly [field: string]: Json };
}

/** A step's answers, or what was wrong with the last ones that were tried. */
export type Generated =
  | { readonly ok: true; readonly answers: StepAnswers }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Makes valid answers for one step: what the schemas, limits or the check refuse is made anew. */
export async function generateStep(
  place: StepPlace,
  { random, earlier, options, wanted = {} }: StepRequest,
): Promise<Generated> {
  const { key, step } = place;
  const now = options.now ?? Date.now;
  const given = { ...options.fixed?.[key], ...wanted };
  const free = step.fields.filter((field) => !Object.hasOwn(given, field.name));
  let kept: { [field: string]: Json } = {};
  let issues: readonly Issue[] = [];
  for (let tried = 0; tried < mostTries; tried += 1) {
    const missing = free.filter((field) => !Object.hasOwn(kept, field.name));
    const made = missing.map(
      (field) => [field.name, generateValue(field, random, { now: now(), tried })] as const,
    );
    kept = { ...kept, ...Object.fromEntries(made) };
    const candidate = Object.fromEntries(
      Object.entries({ ...kept, ...given }).filter(([, value]) => value !== null),
    );
    const validated = await validate(place, candidate, {
      earlier,
      now: new Date(now()),
      services: options.services,
      signal: new AbortController().signal,
    });
    if (validated.ok) return { ok: true, answers: validated.answers };
    issues = validated.issues;
    // What is given cannot be fixed; what else there is may stand in its way.
    const blamed = free.filter((field) => issues.some((issue) => issue.field === field.name));
    for (const field of blamed.length > 0 ? blamed : free) delete kept[field.name];
    if (free.length === 0) break;
  }
  return { ok: false, issues };
}

/** Says that a step's answers could not be made, with the last fault and the fix. */
export function giveUpMessage({ key, step }: StepPlace, issues: readonly Issue[]): string {
  const [issue] = issues;
  const field = issue === undefined || issue.field === '' ? (step.fields[0]?.name ?? 'field') : issue.field;
  const place = issue === undefined || issue.field === '' ? '' : `, field "${issue.field}"`;
  return (
    `step "${key}"${place}: no valid answer was found in ${mostTries} tries; ` +
    `the last one got: "${issue === undefined ? '' : wordIssue(issue, step, english).message}". ` +
    `Give one: { fixed: { '${key}': { ${field}: … } } }`
  );
}

/**
 * The definition with the options of its loaded choices, as a server would load them.
 *
 * @param call how the author's own call is written, for the fix
 * @throws Error that names the step, the field, what the load threw, and the fix
 */
export async function withChoices(
  definition: WizardDefinition,
  options: GenerateOptions,
  call: string,
): Promise<WizardDefinition> {
  const { services, now = Date.now } = options;
  try {
    return await choiceResolver({ services, log: silentLog, now })(definition);
  } catch (thrown) {
    if (!isWizardError(thrown, 'CHOICES_UNAVAILABLE')) throw thrown;
    const { message, cause } = thrown;
    const fix = services === undefined ? `; hand over what it needs: ${call}` : '';
    throw new Error(`${message}: ${messageOf(cause)}${fix}`, { cause });
  }
}
