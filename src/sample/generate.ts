import type { Random } from '../controls/sample.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import { onDay } from '../definition/condition/on-day.ts';
import type { AnswersByStep, Json, NestedAnswers, StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { StepPlace } from '../definition/place.ts';
import type { Field } from '../definition/field.ts';
import type { StoredOf } from '../definition/write/stored-types.ts';
import type { NeededServices } from '../definition/write/types.ts';
import { choiceResolver } from '../engine/choices.ts';
import { isWizardError } from '../errors.ts';
import { hasNoItems, withOptionsHere } from '../flow/options-here.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import { wordIssue, type Issue } from '../form/issue.ts';
import { validate } from '../form/validate.ts';
import { english } from '../language/language.ts';
import { messageOf, silentLog } from '../log.ts';
import { dayIn } from '../time-zone.ts';
import { fixedFor, refuseUnknownFixed, type FixedAnswers } from './fixed-answers.ts';
import { generateValue, seeded } from './generate-value.ts';
import { fewOf, itemsNumbered } from './item-counts.ts';
import { callWith, type SampleCall } from './sample-call.ts';

/** Options of generated answers. */
export interface GenerateOptions<Earlier = NestedAnswers> {
  /** Values to be used as they are, where a schema or a check wants what no generator can guess. */
  readonly fixed?: FixedAnswers<Earlier>;
  /** Handed to the checks and the loaded choices. */
  readonly services?: unknown;
  /** Milliseconds since the epoch: what `today` means; the real time by default. */
  readonly now?: () => number;
  /** Whose day it is, for wizards that name none; the process's own by default. */
  readonly timeZone?: string | undefined;
}

/** The options with types from the wizard: its services, and its earlier answers as `fixed` gets them. */
export type OptionsFor<W, Options> = Omit<Options, 'fixed' | 'services'> & {
  readonly fixed?: FixedAnswers<StoredOf<W>>;
} & ServicesFor<W>;

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
  let filled: Filled = { answers: {} };
  for (;;) {
    const { answers, items } = filled;
    const walked = walkOf(definition, filled);
    const place = walked.firstIncomplete;
    if (place === undefined) return answers;
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

/** The definition as it stands on the day of the options. */
export function asSampled(
  definition: WizardDefinition,
  { now = Date.now, timeZone }: GenerateOptions,
): WizardDefinition {
  return onDay(definition, () => dayIn(now(), timeZone));
}

/** What one step's answers are made from. */
export interface StepRequest {
  readonly random: Random;
  /** What is known of the answers before it. */
  readonly earlier: Known;
  readonly options: Pick<GenerateOptions, 'services' | 'now' | 'timeZone'>;
  /** Values that are wanted here; null for a field that is to be left out. */
  readonly given?: { readonly [field: string]: Json };
}

/** A step's answers, or what was wrong with the last ones that were tried. */
export type Generated =
  | { readonly ok: true; readonly answers: StepAnswers }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Makes valid answers for one step: what the schemas, limits or the check refuse is made anew. */
export async function generateStep(
  asked: StepPlace,
  { random, earlier, options, given = {} }: StepRequest,
): Promise<Generated> {
  const place = withOptionsHere(asked, earlier);
  const { step } = place;
  const now = new Date((options.now ?? Date.now)());
  const today = dayIn(now, options.timeZone);
  const free = step.fields.filter((field) => !Object.hasOwn(given, field.name) && !hasNoItems(field));
  let made: { readonly [field: string]: Json } = {};
  let issues: readonly Issue[] = [];
  for (let tried = 0; tried < mostTries; tried += 1) {
    const anew = tried === 0 ? free : toMakeAnew(free, issues, { random, tried });
    const values = anew.map((field) => [field.name, generateValue(field, random, { today, tried })] as const);
    made = { ...made, ...Object.fromEntries(values) };
    const candidate = Object.fromEntries(
      Object.entries({ ...made, ...given }).filter(([, value]) => value !== null),
    );
    const validated = await validate(place, candidate, {
      earlier,
      now,
      today,
      services: options.services,
      signal: new AbortController().signal,
    });
    if (validated.ok) return { ok: true, answers: validated.answers };
    issues = validated.issues;
    if (free.length === 0) break;
  }
  return { ok: false, issues };
}

/**
 * The fields that get another value after a try that failed. A check may blame one field for what another one says, most
 * often its neighbour ("until" must be after "from"), so these are made anew by turns; now and then all are.
 */
function toMakeAnew(
  free: readonly Field[],
  issues: readonly Issue[],
  { random, tried }: { readonly random: Random; readonly tried: number },
): readonly Field[] {
  const isBlamed = (field: Field | undefined) => issues.some((issue) => issue.field === field?.name);
  // What is given cannot be changed; what else there is may stand in its way.
  if (!free.some(isBlamed) || tried % 8 === 0) return free;
  switch (tried % 4) {
    case 1:
    case 3:
      return free.filter((field, at) => isBlamed(field) || isBlamed(free[at - 1]) || isBlamed(free[at + 1]));
    case 2: {
      const other = random.pick(free);
      return free.filter((field) => isBlamed(field) || field === other);
    }
    default:
      return free.filter(isBlamed);
  }
}

/** Says that a step's answers could not be made, with the last fault and the fix. */
export function giveUpMessage(
  { key, step }: StepPlace,
  {
    issues,
    call,
    wanted = '',
  }: {
    readonly issues: readonly Issue[];
    readonly call: SampleCall;
    /** What the answers were to be, as in ` with { age: 17 }`. */
    readonly wanted?: string;
  },
): string {
  const [issue] = issues;
  const field = issue === undefined || issue.field === '' ? (step.fields[0]?.name ?? 'field') : issue.field;
  const place = issue === undefined || issue.field === '' ? '' : `, field "${issue.field}"`;
  const said = issue === undefined ? '' : wordIssue(issue, step, english).message;
  return (
    `${call}(): step "${key}"${place}: no valid answer was found${wanted} in ${mostTries} tries; ` +
    `the last one got: "${said}". Give one: ${callWith(call, `fixed: { '${key}': { ${field}: … } }`)}`
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
