import { allOf, andThen, type Awaitable } from '../awaitable.ts';
import { controlOf } from '../controls/all.ts';
import { evaluate, type Known } from '../definition/condition/evaluate.ts';
import type { Json, StepAnswers } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { StepPlace } from '../definition/place.ts';
import { dependsOnAnswers, withOptionsHere } from '../flow/options-here.ts';
import type { Walk } from '../flow/walk.ts';
import { checkList, type Wrong } from './check-list.ts';
import type { Issue } from './issue.ts';
import { invalid, issueOf, parseField, type Parsed } from './parse-field.ts';
import type { StepCandidate } from './read.ts';
import { runCheck, withinLimit } from './run-check.ts';
import type { ValidationContext } from './validation-context.ts';

/** A step's values judged: what to store and what the schemas made of it, or what to fix. */
export type Validated =
  | {
      readonly ok: true;
      /** The schemas' inputs, as JSON. */
      readonly answers: StepAnswers;
      /** The schemas' outputs. */
      readonly values: { readonly [field: string]: unknown };
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The schemas' outputs by step key. */
export type AnswersByStepOutputs = { readonly [stepKey: string]: { readonly [field: string]: unknown } };

/** A whole run's values judged: what the schemas made of it, or the first page to correct. */
export type ValidatedRun =
  { readonly ok: true; readonly values: AnswersByStepOutputs } | ({ readonly ok: false } & Wrong);

/**
 * Judges one step: every shown field by its schema, then dates by their limits, then, when all fields are fine, the
 * step's check. One issue a field at most, in field order. The schemas have `step.checkTimeoutMs`, and so has the check;
 * what the host takes to say its context counts to neither.
 *
 * @throws CHECK_TIMEOUT; DEFINITION_INVALID when the check names an unknown field; whatever author's code throws, and
 *   `context` does
 */
export function validate(
  place: StepPlace,
  candidate: StepCandidate,
  asked: ValidationContext,
): Awaitable<Validated> {
  const { step } = place;
  if (step.fields.length === 0 && step.check === undefined) return { ok: true, answers: {}, values: {} };
  const requestSignal = step.check === undefined ? undefined : asked.signal();
  const fields = askedFields(place, candidate, asked.earlier);
  const judged = withinLimit(place, requestSignal, () =>
    allOf(fields.map((field) => judge(field, valueOf(candidate, field), asked.today))),
  );
  return andThen(judged, (parsed): Awaitable<Validated> => {
    const issues = parsed.flatMap((each) => (each.ok ? [] : [each.issue]));
    if (issues.length > 0) return { ok: false, issues };
    const answers = answersOf(fields, candidate);
    const found = requestSignal === undefined ? [] : checked(place, answers, asked, requestSignal);
    return andThen(found, (wrong) =>
      wrong.length > 0
        ? { ok: false, issues: wrong }
        : { ok: true, answers, values: valuesOf(fields, parsed) },
    );
  });
}

function checked(
  place: StepPlace,
  answers: StepAnswers,
  asked: ValidationContext,
  requestSignal: AbortSignal,
): Awaitable<readonly Issue[]> {
  return andThen(asked.context(), (context) =>
    withinLimit(place, requestSignal, (signal) =>
      // It is there, as the request's was given.
      runCheck(place, answers, { ...asked, context, signal: signal! }),
    ),
  );
}

/**
 * Judges every step on the path again by its stored answers, in order, each with the steps before it as `earlier`; each
 * list after its items.
 *
 * @returns the schemas' outputs by step key, or the first page that fails
 */
export async function validateAll(
  walk: Walk,
  asked: Omit<ValidationContext, 'earlier'>,
): Promise<ValidatedRun> {
  const values: [string, { readonly [field: string]: unknown }][] = [];
  const { items, values: computed, today, loaded, facts } = walk;
  let live: Known['live'] = {};
  for (const place of walk.path) {
    if (place.kind === 'group') {
      const wrong = await checkList(place, walk, asked);
      if (wrong !== undefined) return { ok: false, ...wrong };
    }
    if (place.kind !== 'step') continue;
    const { key } = place;
    const stored = Object.hasOwn(walk.live, key) ? walk.live[key]! : {};
    // One after the other: a step's check reads only what was found valid before it.
    const earlier = { live, items, values: computed, today, loaded, facts };
    const judged = validate(place, stored, { ...asked, earlier: () => earlier });
    // Nearly every step is judged at once: an `await` for each would be most of what it costs.
    const validated = judged instanceof Promise ? await judged : judged;
    if (!validated.ok) return { ok: false, place, issues: validated.issues };
    values.push([key, validated.values]);
    live = { ...live, [key]: validated.answers };
  }
  return { ok: true, values: Object.fromEntries(values) };
}

/**
 * What a step's schemas make of its stored answers. Limits and checks wait for the submit; values of fields that are
 * gone do not matter.
 *
 * @returns undefined when the answers do not fit the schemas, as after a change of the definition
 */
export async function outputsOf(
  place: StepPlace,
  answers: StepAnswers,
  earlier: Known = { live: {} },
): Promise<{ readonly [field: string]: unknown } | undefined> {
  const { fields, parsed } = await parseStored(place, answers, earlier);
  return parsed.every((each) => each.ok) ? valuesOf(fields, parsed) : undefined;
}

/** Whether stored answers still fit a step's schemas, after its definition changed. */
export async function stillFits(
  place: StepPlace,
  answers: StepAnswers,
  earlier: Known = { live: {} },
): Promise<boolean> {
  return (await outputsOf(place, answers, earlier)) !== undefined;
}

/** What is wrong with stored answers by the step's schemas alone, one issue a field. */
export async function unfitIn(place: StepPlace, answers: StepAnswers): Promise<readonly Issue[]> {
  const { parsed } = await parseStored(place, answers, { live: {} });
  return parsed.flatMap((each) => (each.ok ? [] : [each.issue]));
}

/** The fields that are asked; what comes before is looked at only where one of them depends on it. */
function askedFields(place: StepPlace, candidate: StepCandidate, earlier: () => Known): readonly Field[] {
  const { fields } = place.step;
  if (fields.every((field) => field.show === undefined && !dependsOnAnswers(field))) return fields;
  return shownFields(withOptionsHere(place, earlier()), candidate, earlier());
}

async function parseStored(place: StepPlace, answers: StepAnswers, earlier: Known) {
  const fields = shownFields(place, answers, earlier);
  const parsed = await allOf(fields.map((field) => parseField(field, valueOf(answers, field))));
  return { fields, parsed };
}

/**
 * The fields of a step that are asked at a place, given its values and the earlier answers: a field whose `show` is
 * false is not. A field that is not asked has no value for the fields after it.
 */
export function shownFields(
  { step, key, scope }: StepPlace,
  candidate: StepCandidate,
  earlier: Known,
): readonly Field[] {
  if (step.fields.every((field) => field.show === undefined)) return step.fields;
  const own = new Map(Object.entries(candidate).filter(([, value]) => value !== undefined));
  const shown: Field[] = [];
  for (const field of step.fields) {
    const live = { ...earlier.live, [key]: Object.fromEntries(own) as StepAnswers };
    if (field.show === undefined || evaluate(field.show, scope, { ...earlier, live }) !== false)
      shown.push(field);
    else own.delete(field.name);
  }
  return shown;
}

function judge(field: Field, value: Json | undefined, today: string): Awaitable<Parsed> {
  return andThen(parseField(field, value), (parsed) => {
    if (!parsed.ok || value === undefined) return parsed;
    if (!isOffered(field, value)) return { ok: false, issue: issueOf(field, invalid(field)) };
    const fault = controlOf(field).limitFault?.(value, field, today);
    return fault === undefined ? parsed : { ok: false, issue: issueOf(field, fault) };
  });
}

/** Whether what is chosen is among the options that only the server knows: those that were loaded, and those that answers before it decide. */
function isOffered(field: Field, value: Json): boolean {
  if (field.takesOthers === true) return true;
  if (field.meta.source === undefined && !dependsOnAnswers(field)) return true;
  const chosen: readonly Json[] = Array.isArray(value) ? value : [value];
  return chosen.every((each) => field.options.some((option) => option.value === each));
}

function valueOf(candidate: StepCandidate, field: Field): Json | undefined {
  return Object.hasOwn(candidate, field.name) ? candidate[field.name] : undefined;
}

/** Frozen, so that a check cannot change what is stored. */
function answersOf(fields: readonly Field[], candidate: StepCandidate): StepAnswers {
  const given = fields.flatMap((field): [string, Json][] => {
    const value = valueOf(candidate, field);
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.freeze(Object.fromEntries(given));
}

function valuesOf(
  fields: readonly Field[],
  parsed: readonly Parsed[],
): { readonly [field: string]: unknown } {
  const outputs = fields.flatMap((field, index): [string, unknown][] => {
    const each = parsed[index]!;
    return each.ok && each.output !== undefined ? [[field.name, each.output]] : [];
  });
  return Object.fromEntries(outputs);
}
