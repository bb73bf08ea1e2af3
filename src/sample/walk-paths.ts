import type { AnswersByStep, ItemsByGroup, NestedAnswers, StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import { itemsAround, type GroupPlace, type StepPlace } from '../definition/place.ts';
import { hasNoItems, withOptionsHere } from '../flow/options-here.ts';
import { indexIn } from '../flow/position.ts';
import { liveOf, walkOf, type Filled, type Walk } from '../flow/walk.ts';
import type { Issue } from '../form/issue.ts';
import { shownFields } from '../form/validate.ts';
import { factsToWalk, mostFacts } from './branch-facts.ts';
import { combinationsOf, fieldsOfStep, mostCombinations, type Wanted } from './branch-values.ts';
import { answersRead, answersWaiting, outcomesOfValues, withSpread } from './branch-computed.ts';
import { decidingIn, verdicts } from './deciding.ts';
import { dayIn } from '../time-zone.ts';
import { fixedFor, refuseUnknownFixed } from './fixed-answers.ts';
import { asSampled, datedFor, withChoices } from './generate.ts';
import type { GenerateOptions, OptionsFor } from './generate-options.ts';
import { generateStep, withLoaded, giveUpMessage } from './generate-step.ts';
import { seeded } from './generate-value.ts';
import { countsOf, itemsNumbered } from './item-counts.ts';
import { withPassingLists } from './list-checks.ts';
import { callWith, type SampleCall } from './sample-call.ts';

/** One way through a wizard, with valid answers that lead along it. */
export interface WalkedPath {
  /** The keys of its steps, in order; the last one is an exit page when `exit` is set. */
  readonly steps: readonly string[];
  /** Valid answers by step key; the items of a group are called `item1`, `item2`, … */
  readonly answers: AnswersByStep;
  /** The items of each group on the path; absent when there is no group. */
  readonly items?: ItemsByGroup;
  /** What the host says of the visitor who goes it, where the wizard asks for that. */
  readonly facts?: StepAnswers;
  /** The exit page at which this path ends; absent when it ends at check-your-answers. */
  readonly exit?: string;
}

/** Every way through a wizard. */
export interface WalkedPaths {
  readonly paths: readonly WalkedPath[];
  /** Whether these are all: `leftOut` is empty. */
  readonly isComplete: boolean;
  /** What was not walked and why, a line each, with what to do. */
  readonly leftOut: readonly string[];
  readonly mostPaths: number;
}

/** What a walk can be given. */
export interface WalkOptions<Earlier = NestedAnswers> extends GenerateOptions<Earlier> {
  /** A whole number, 1 by default: other seeds give other answers along the same paths. */
  readonly seed?: number;
  /** At most this many paths, 1,000 by default. */
  readonly mostPaths?: number;
}

/**
 * Enumerates every distinct path through a wizard: at each step whose answers a condition reads, it branches on the
 * values that conditions compare with (see `branch-values.ts`), and answers everything else with generated valid values.
 * So it does with what a host says of visitors, where `facts` does not say it.
 * Of a group it walks none, one, two and the most items there may be, the first of them along every way.
 *
 * @throws Error that names the step when no valid answers could be made for it, the field of a choice that could not be
 *   loaded, and what `fixed` names that is not there
 */
export function walk<W extends WizardDefinition>(
  given: W,
  options: OptionsFor<W, WalkOptions> = {},
): Promise<WalkedPaths> {
  // The author's functions are typed for the answers of this wizard, which are what they will be given.
  return pathsOf(given, options as WalkOptions, 'walk');
}

/** As `walk`, for whoever calls it by another name. */
export async function pathsOf(
  given: WizardDefinition,
  asked: WalkOptions,
  call: SampleCall,
): Promise<WalkedPaths> {
  const options = datedFor(given, asked);
  refuseUnknownFixed(given, options.fixed, call);
  const definition = asSampled(await withChoices(given, options, call), options);
  const { seed = 1, mostPaths = 1_000, now = Date.now, timeZone } = options;
  const today = dayIn(now(), timeZone);
  const random = seeded(seed);
  const deciding = decidingIn(definition);
  const found = new Map<string, WalkedPath>();
  const seen = new Set<string>();
  const leftOut = new Set<string>();
  const made = await answersRead(definition, deciding.opaque, options);
  const outcomes = outcomesOfValues(deciding);
  const waitingSeen = new Set<string>();

  /** What is told apart besides, as long as a value that is compared waits for more answers; not without end. */
  function waitingIn(known: Known): string {
    const waiting = answersWaiting(made, known);
    if (waiting === '' || waitingSeen.has(waiting)) return waiting;
    if (waitingSeen.size < mostWaiting) {
      waitingSeen.add(waiting);
      return waiting;
    }
    leftOut.add(
      `what conditions read is worked out from more combinations of answers than the ${mostWaiting} tried`,
    );
    return '';
  }

  /** @param touched the key of what was answered last */
  async function explore(start: Filled, touched = ''): Promise<void> {
    const listed = await withPassingLists(start, touched, { definition, random, options, call, deciding });
    if (!listed.ok) return void leftOut.add(listed.message);
    const { filled } = listed;
    const walked = walkOf(definition, filled);
    const place = walked.firstIncomplete;
    const keys = walked.path.map(({ key }) => key);
    if (place === undefined) return record(keys, walked);
    if (place.kind === 'group') return list(place, filled);
    // Journeys that agree on the path so far and on every comparison to come go on in the same ways: one is enough.
    const at = deciding.numberOf(place);
    // In an item they have to agree on how many there are: those that come after it are still to be walked.
    const around = itemsAround(place).map(({ group }) => walked.items[group.key]?.length);
    const before = [...keys.slice(0, indexIn(walked, place)), ...around].join(' ');
    const here = `${before}: ${verdicts(deciding, walked, at)}${waitingIn(liveOf(walked))}`;
    if (seen.has(here)) return;
    seen.add(here);
    await answer(place, walked, filled);
  }

  /** Goes on with each number of items. */
  async function list(place: GroupPlace, filled: Filled): Promise<void> {
    for (const count of countsOf(place, deciding)) {
      const items = { ...filled.items, [place.key]: itemsNumbered(count) };
      await explore({ ...filled, items }, place.key);
    }
  }

  function record(steps: readonly string[], walked: Walk): void {
    const { live, items, facts, exit } = walked;
    outcomes.note(liveOf(walked));
    const id = steps.join(' ');
    const ended = exit === undefined ? {} : { exit: exit.key };
    const groups = Object.keys(items).length === 0 ? {} : { items };
    const told = facts === undefined ? {} : { facts };
    if (!found.has(id)) found.set(id, { steps, answers: live, ...groups, ...told, ...ended });
  }

  /** Goes on with every answer to a step that leads elsewhere. */
  async function answer(asked: StepPlace, walked: Walk, filled: Filled): Promise<void> {
    const earlier = await withLoaded(asked, liveOf(walked), options);
    const place = withOptionsHere(asked, earlier);
    const next = deciding.numberOf(place) + 1;
    const outcomeOf = (own: Wanted) => {
      const live = { ...walked.live, [place.key]: own };
      if (made.size === 0) return verdicts(deciding, { ...earlier, live }, next);
      const answers = { ...filled.answers, [place.key]: own };
      const known = { ...earlier, live, values: valuesOf(definition, { ...filled, answers }) };
      return verdicts(deciding, known, next) + waitingIn(known);
    };
    const fixed = fixedFor(options.fixed, place, earlier, call);
    const stuck = shownFields(place, present(fixed), earlier).find(
      (field) => field.required && hasNoItems(field),
    );
    if (stuck !== undefined) {
      leftOut.add(
        `step "${place.key}", field "${stuck.name}" cannot be answered where its list is empty: give the step a when, such as (earlier) => earlier.children.count.gte(1)`,
      );
      return;
    }
    const { combinations, isEvery } = isLaterItem(place)
      ? { combinations: [{}], isEvery: true }
      : withSpread(
          combinationsOf(fieldsOfStep(place), deciding, { fixed, random, today, known: earlier }),
          fieldsOfStep(place),
          made,
          { fixed, random, today },
        );
    if (!isEvery)
      leftOut.add(`step "${place.key}" has more combinations of values than the ${mostCombinations} tried`);
    const cameOut = new Set<string>();
    const failed = new Map<string, { readonly wanted: Wanted; readonly issues: readonly Issue[] }>();
    for (const wanted of combinations) {
      if (found.size >= mostPaths) {
        leftOut.add(
          `there are more than ${mostPaths} paths; ask for more: ${callWith(call, `mostPaths: ${10 * mostPaths}`)}`,
        );
        return;
      }
      const given = { ...fixed, ...wanted };
      const shown = shownFields(place, present(given), earlier);
      // Nobody can leave out what is asked and required.
      if (shown.some((field) => field.required && given[field.name] === null)) continue;
      const names = new Set(shown.map(({ name }) => name));
      const hoped = outcomeOf(only(present(given), (field) => names.has(field)));
      if (cameOut.has(hoped)) continue;
      const made = await generateStep(place, { random, earlier, options, given });
      if (!made.ok) {
        failed.set(hoped, { wanted, issues: made.issues });
        continue;
      }
      cameOut.add(outcomeOf(made.answers));
      const answers = { ...filled.answers, [place.key]: made.answers };
      await explore({ ...filled, answers }, place.key);
    }
    for (const [hoped, { wanted, issues }] of failed) {
      if (cameOut.has(hoped)) continue;
      if (cameOut.size === 0) throw new Error(giveUpMessage(place, { issues, call }));
      // Where the wanted values themselves are refused, no visitor can send them; another one may be a bad guess.
      const hasGuesses = place.step.fields.some(({ name }) => !Object.hasOwn({ ...fixed, ...wanted }, name));
      const isGuess = hasGuesses && issues.some(({ field }) => !Object.hasOwn(wanted, field));
      if (isGuess) leftOut.add(giveUpMessage(place, { issues, call, wanted: ` with ${shownAs(wanted)}` }));
    }
  }

  const told = factsToWalk(definition, deciding, {
    said: { ...given.factsNow, ...options.facts },
    random,
    today,
  });
  if (!told.isEvery) leftOut.add(`the facts have more combinations of values than the ${mostFacts} tried`);
  for (const facts of told.each) await explore({ answers: {}, facts });
  for (const line of outcomes.leftOut()) leftOut.add(line);
  const isComplete = leftOut.size === 0;
  return { paths: [...found.values()], isComplete, leftOut: [...leftOut], mostPaths };
}

/** What values come to; none where one cannot be worked out yet, of answers that are still to be completed. */
function valuesOf(definition: WizardDefinition, filled: Filled): Walk['values'] {
  try {
    return walkOf(definition, filled).values;
  } catch {
    return {};
  }
}

/** So many combinations of answers are told apart at most for values that wait for more. */
const mostWaiting = 256;

/** The second item of a group and those after it go along one way: what they could do, the first one did. */
function isLaterItem(place: StepPlace): boolean {
  return itemsAround(place).some(({ item }) => item !== itemsNumbered(1)[0]);
}

function present(wanted: Wanted): Wanted {
  return only(wanted, (field) => wanted[field] !== null);
}

function only(wanted: Wanted, isKept: (field: string) => boolean): Wanted {
  return Object.fromEntries(Object.entries(wanted).filter(([field]) => isKept(field)));
}

/** `{ age: 17, name: none }` */
function shownAs(wanted: Wanted): string {
  const values = Object.entries(wanted).map(
    ([field, value]) => `${field}: ${value === null ? 'none' : JSON.stringify(value)}`,
  );
  return `{ ${values.join(', ')} }`;
}
