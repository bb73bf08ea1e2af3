import type { Random } from '../controls/sample.ts';
import { candidatesOf } from '../definition/condition/candidates.ts';
import { comparisonsOf, wholeConditionOf } from '../definition/condition/conditions.ts';
import { evaluate } from '../definition/condition/evaluate.ts';
import { holdsFor, mayBeAccepted, type Comparison } from '../definition/condition/operators.ts';
import type { AnswersByStep, Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, rootScope, type StepPlace } from '../definition/place.ts';
import type { Scope } from '../definition/scope.ts';
import { indexIn } from '../flow/position.ts';
import { liveOf, walk as flowWalk } from '../flow/walk.ts';
import { refuseUnknownFixed } from './fixed-answers.ts';
import {
  generateStep,
  giveUpMessage,
  withChoices,
  type Generated,
  type GenerateOptions,
  type ServicesFor,
} from './generate.ts';
import { generateValue, seeded } from './generate-value.ts';

/** One way through a wizard, with valid answers that lead along it. */
export interface WalkedPath {
  /** The keys of its steps, in order; the last one is an exit page when `exit` is set. */
  readonly steps: readonly string[];
  /** Valid answers by step key. */
  readonly answers: AnswersByStep;
  /** The exit page at which this path ends; absent when it ends at check-your-answers. */
  readonly exit?: string;
}

/** Every way through a wizard. */
export interface WalkedPaths {
  readonly paths: readonly WalkedPath[];
  /** False when the walk stopped at its bound, `mostPaths`, or skipped combinations of one step's values. */
  readonly isComplete: boolean;
  readonly mostPaths: number;
}

/** What a walk can be given. */
export interface WalkOptions extends GenerateOptions {
  /** A whole number, 1 by default: other seeds give other answers along the same paths. */
  readonly seed?: number;
  /** At most this many paths, 1,000 by default. */
  readonly mostPaths?: number;
}

/** Combinations of the values of one step that are tried at most. */
const mostCombinations = 512;

/**
 * Enumerates every distinct path through a wizard: at each step whose answers a condition reads, it branches on the
 * values that conditions compare with (see `branchValues`), and answers everything else with generated valid values.
 *
 * @throws Error that names the step when no valid answers could be made for it, the field of a choice that could not be
 *   loaded, and what `fixed` names that is not there
 */
export function walk<W extends WizardDefinition>(
  given: W,
  options: WalkOptions & ServicesFor<W> = {},
): Promise<WalkedPaths> {
  return pathsOf(given, options, 'walk(wizard, { services })');
}

/** As `walk`, for whoever calls it by another name. */
export async function pathsOf(
  given: WizardDefinition,
  options: WalkOptions,
  call: string,
): Promise<WalkedPaths> {
  refuseUnknownFixed(given, options.fixed);
  const definition = await withChoices(given, options, call);
  const { seed = 1, mostPaths = 1_000 } = options;
  const random = seeded(seed);
  const root = rootScope(definition);
  const conditions = everyPlace(definition).flatMap((place) => {
    const when = wholeConditionOf(place);
    return when === undefined ? [] : comparisonsOf(when);
  });
  const found = new Map<string, WalkedPath>();
  const seen = new Set<string>();
  let isComplete = true;

  async function explore(answers: AnswersByStep): Promise<void> {
    const live = flowWalk(definition, answers);
    const place = live.firstIncomplete;
    const keys = live.path.map(({ key }) => key);
    // A group's items are no answers of a step: it ends what can be walked.
    if (place === undefined || place.kind === 'group') {
      const id = keys.join(' ');
      const exit = live.exit === undefined ? {} : { exit: live.exit.key };
      if (!found.has(id)) found.set(id, { steps: keys, answers: live.live, ...exit });
      return;
    }
    // Journeys that agree on the path so far and on every comparison go on in the same ways: one of them is enough.
    const here = `${keys.slice(0, indexIn(live, place)).join(' ')}: ${verdicts(conditions, live.live, root)}`;
    if (seen.has(here)) return;
    seen.add(here);
    const { combinations, isEvery } = combinationsOf(place, { conditions, random, options });
    if (!isEvery) isComplete = false;
    const tried = new Set<string>();
    let last: Generated | undefined;
    for (const wanted of combinations) {
      if (found.size >= mostPaths) {
        isComplete = false;
        return;
      }
      const hoped = verdicts(conditions, { ...live.live, [place.key]: present(wanted) }, root);
      if (tried.has(hoped)) continue;
      last = await generateStep(place, { random, earlier: liveOf(live), options, wanted });
      if (!last.ok) continue;
      tried.add(hoped);
      await explore({ ...answers, [place.key]: last.answers });
    }
    if (tried.size === 0 && last?.ok === false) throw new Error(giveUpMessage(place, last.issues));
  }

  await explore({});
  return { paths: [...found.values()], isComplete, mostPaths };
}

/** How every comparison of the wizard stands, as text; one that reads a step not answered yet is unknown. */
function verdicts(conditions: readonly Comparison[], live: AnswersByStep, root: Scope): string {
  return conditions
    .map((condition) => {
      const { key } = root.find(condition.ref);
      const waiting = new Set(Object.hasOwn(live, key) ? [] : [key]);
      const verdict = evaluate(condition, root, { live, waiting });
      return verdict === undefined ? '?' : verdict ? '1' : '0';
    })
    .join('');
}

type Wanted = { readonly [field: string]: Json };

/** What the values of a step are chosen by. */
interface Branching {
  /** Every comparison of the wizard. */
  readonly conditions: readonly Comparison[];
  readonly random: Random;
  readonly options: GenerateOptions;
}

function combinationsOf(
  { key, step }: StepPlace,
  { conditions, random, options }: Branching,
): { readonly combinations: readonly Wanted[]; readonly isEvery: boolean } {
  const fixed = options.fixed?.[key] ?? {};
  const now = (options.now ?? Date.now)();
  let combinations: readonly Wanted[] = [{}];
  let isEvery = true;
  for (const field of step.fields) {
    const reading = conditions.filter(({ ref }) => ref.join('/') === `${key}/${field.name}`);
    if (reading.length === 0 || Object.hasOwn(fixed, field.name)) continue;
    const values = branchValues(field, reading, generateValue(field, random, { now }));
    combinations = combinations.flatMap((so) => values.map((value) => ({ ...so, [field.name]: value })));
    if (combinations.length > mostCombinations) {
      isEvery = false;
      combinations = random.shuffled(combinations).slice(0, mostCombinations);
    }
  }
  return { combinations, isEvery };
}

/** Of the values that no condition can tell apart this many are tried: a step's check may refuse one. */
const mostAlike = 2;
/** Where there would be too many values, those of this many comparisons. */
const mostCompared = 5;

/**
 * The values of a field that can make a difference to the conditions that read it, and no answer (null) where that is
 * one.
 *
 * @param generated a plausible value, which the seed chose
 */
function branchValues(field: Field, comparisons: readonly Comparison[], generated: Json): readonly Json[] {
  const found =
    candidatesOf(field, comparisons) ?? candidatesOf(field, comparisons.slice(0, mostCompared)) ?? [];
  const given = found.filter((value): value is Json => value !== undefined && mayBeAccepted(field, value));
  const alike = new Map<string, Set<Json>>();
  for (const value of [generated, ...given]) {
    const verdict = comparisons.map((comparison) => Number(holdsFor(comparison, value))).join('');
    const known = alike.get(verdict) ?? new Set();
    if (known.size < mostAlike) alike.set(verdict, known.add(value));
  }
  const values = [...alike.values()].flatMap((each) => [...each]);
  return found.includes(undefined) ? [...values, null] : values;
}

function present(wanted: Wanted): Wanted {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
}
