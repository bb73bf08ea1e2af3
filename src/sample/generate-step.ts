import type { Random } from '../controls/sample.ts';
import type { Json, StepAnswers } from '../definition/answers.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import { isSearched, mostFound } from '../definition/choice-source.ts';
import type { Field } from '../definition/field.ts';
import type { StepPlace } from '../definition/place.ts';
import { askedAt, visitorOptions } from '../engine/visitor-choices.ts';
import { optionLoader, type LoadOptions } from '../engine/load-options.ts';
import { hasNoItems, withOptionsHere } from '../flow/options-here.ts';
import { wordIssue, type Issue } from '../form/issue.ts';
import { validate } from '../form/validate.ts';
import { english } from '../language/language.ts';
import { silentLog } from '../log.ts';
import { dayIn } from '../time-zone.ts';
import type { GenerateOptions } from './generate-options.ts';
import { generateValue } from './generate-value.ts';
import { callWith, type SampleCall } from './sample-call.ts';

/** How often a step is tried anew before its answers count as impossible. */
export const mostTries = 60;

/** What one step's answers are made from. */
export interface StepRequest {
  readonly random: Random;
  /** What is known of the answers before it. */
  readonly earlier: Known;
  readonly options: Pick<GenerateOptions, 'services' | 'context' | 'now' | 'timeZone'>;
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
  { random, earlier: before, options, given = {} }: StepRequest,
): Promise<Generated> {
  const earlier = await withLoaded(asked, before, { ...options, given });
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
      earlier: () => earlier,
      now,
      today,
      services: options.services,
      context: () => options.context,
      signal: () => new AbortController().signal,
    });
    if (validated.ok) return { ok: true, answers: validated.answers };
    issues = validated.issues;
    if (free.length === 0) break;
  }
  return { ok: false, issues };
}

/** What is known before a step, with the options of its choices that are loaded for it. */
export async function withLoaded(
  place: StepPlace,
  known: Known,
  { services, now = Date.now, given = {} }: StepRequest['options'] & Pick<StepRequest, 'given'>,
): Promise<Known> {
  const load = optionLoader({ services, log: silentLog, now });
  const wizard = '';
  const some = await someFound(load, { wizard, place, known });
  const valuesAt = (_: StepPlace, field: string) => {
    const wanted = given[field];
    return typeof wanted === 'string' ? [wanted] : (some.get(field) ?? []);
  };
  return { ...known, loaded: await visitorOptions(load, { wizard, places: [place], known, valuesAt }) };
}

/** What is tried, in order, to find anything at all in a list that is searched. */
const queriesTried = ['', 'a', 'e', 'i', 'o', 'u', 'n', 's', '1', '0'];

/** Some values of each choice of a step that is searched, by field: a list that is too long for a page is not listed. */
async function someFound(
  load: LoadOptions,
  { place, ...shared }: { readonly wizard: string; readonly place: StepPlace; readonly known: Known },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { name, meta } of place.step.fields) {
    if (!isSearched(meta.source)) continue;
    const asked = askedAt({ ...shared, at: place, name, source: meta.source });
    for (const query of queriesTried) {
      const { options } = await load({ ...asked, wanted: { query } });
      found.set(
        name,
        options.slice(0, mostFound).map(({ value }) => value),
      );
      if (options.length > 0) break;
    }
  }
  return found;
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
