import { evaluate, type Known, type Verdict } from '../definition/condition/evaluate.ts';
import type { AnswersByStep, ItemsByGroup, Json, StepAnswers, ValuesByKey } from '../definition/answers.ts';
import { asksForFacts, factsKey } from '../definition/facts.ts';
import type { WizardDefinition } from '../definition/model.ts';
import {
  itemNodes,
  treeOf,
  type ExitPlace,
  type GroupPlace,
  type NodeAt,
  type Place,
  type StepPlace,
  type ValueAt,
} from '../definition/place.ts';
import { isOutdated, type Basis } from './basis.ts';
import { computed, type Computed } from './compute.ts';
import { namesOptionsHere, offersByAnswers } from './options-here.ts';

/** Whether a node is on the path; `open`: it depends on an answer to come; `beyond`: the journey ends before it. */
export type NodeVerdict = 'in' | 'out' | 'open' | 'beyond';

/** Everything that follows from a definition and the stored answers. */
export interface Walk {
  readonly order: WizardDefinition['order'];
  /** The pages that apply, in order, as far as the conditions can be told from the answers so far. */
  readonly path: readonly Place[];
  /** The answers of the steps on the path, by step key; those of closed branches are not among them. */
  readonly live: AnswersByStep;
  /** The items of the groups on the path. */
  readonly items: ItemsByGroup;
  /** The computed values that apply, as far as they can be worked out. */
  readonly values: ValuesByKey;
  /** The day that today is in conditions, where they ask for it. */
  readonly today: string | undefined;
  /** The options of choices that are loaded for one visitor: they depend on answers, or are searched. */
  readonly loaded: WizardDefinition['loaded'];
  /** What the host says of the visitor, where the wizard asks for it. */
  readonly facts: StepAnswers | undefined;
  /** The keys of what may still come: pages to answer, and what depends on them. */
  readonly waiting: ReadonlySet<string>;
  /** Every node of the way, in order, and how its own condition and those around it came out. */
  readonly verdicts: readonly { readonly at: NodeAt; readonly verdict: NodeVerdict }[];
  /** The first page on the path that waits for its answer. */
  readonly firstIncomplete: StepPlace | GroupPlace | undefined;
  /** The exit page that these answers lead to, when they do. */
  readonly exit: ExitPlace | undefined;
  /** Whether every page on the path is answered and no exit was reached: the visitor may check and submit. */
  readonly complete: boolean;
  /**
   * How many steps there are in all, a group and its items being one; undefined while that depends on an answer to come.
   */
  readonly total: number | undefined;
}

/**
 * The one pure walk over a definition's tree: from the stored answers to the path, the live answers and what is complete.
 *
 * Conditions read earlier nodes only, so one pass decides them all. A condition that depends on a page on the path that
 * is not answered yet is unknown: its node waits outside the path, and the total is unknown. A condition that throws is
 * an error of the definition and is thrown on. A group is answered by its items, which come before its own page. An
 * answer that was given on other answers than there are now is none: its step is asked again.
 *
 * @param filled undefined before the first answer
 */
export function walkOf(definition: WizardDefinition, filled: Filled | undefined): Walk {
  const walking = newWalking(definition, filled ?? { answers: {} });
  walkNodes(treeOf(definition), true, walking);
  const { path, live, liveItems, values, waiting, verdicts, firstIncomplete, exit } = walking;
  return {
    order: definition.order,
    path,
    live,
    items: liveItems,
    values,
    today: definition.today,
    loaded: definition.loaded,
    facts: walking.known.facts,
    waiting,
    verdicts,
    firstIncomplete,
    exit,
    complete: firstIncomplete === undefined && exit === undefined,
    total: walking.isTotalKnown ? walking.steps : undefined,
  };
}

/** What is filled in of a wizard: a visitor's state is one. */
export interface Filled {
  readonly answers: AnswersByStep;
  /** The items of each group; a group without an entry has not been looked at. */
  readonly items?: ItemsByGroup | undefined;
  /** What answers were given on, by step, where they are asked again when that changes. */
  readonly bases?: { readonly [stepKey: string]: Basis } | undefined;
  /** The computed values as they were when the answers were sent: they are not worked out again. */
  readonly values?: ValuesByKey | undefined;
  /** What the host said of the visitor then: it is not asked again. */
  readonly facts?: StepAnswers | undefined;
}

/** The walk over answers alone. */
export function walk(definition: WizardDefinition, answers: AnswersByStep, items: ItemsByGroup = {}): Walk {
  return walkOf(definition, { answers, items });
}

/** A walk that is made when it is asked for, once. */
export function walkWhenAsked(definition: WizardDefinition, filled: Filled | undefined): () => Walk {
  let walked: Walk | undefined;
  return () => (walked ??= walkOf(definition, filled));
}

/** What a walk knows of the answers, for what is judged or shown: there, no answer is as good as none. */
export function liveOf({ live, items, values, today, loaded, facts }: Walk): Known {
  return { live, items, values, today, loaded, facts };
}

/** What a walk has found so far; nobody else ever sees it change. */
interface Walking {
  readonly answers: AnswersByStep;
  readonly items: ItemsByGroup;
  readonly bases: { readonly [stepKey: string]: Basis };
  readonly frozen: ValuesByKey | undefined;
  /** Whether options of the wizard depend on answers. */
  readonly offersByAnswers: boolean;
  readonly path: Place[];
  readonly live: { [key: string]: StepAnswers };
  readonly liveItems: { [groupKey: string]: readonly string[] };
  readonly values: { [key: string]: Json };
  readonly waiting: Set<string>;
  readonly known: Known;
  readonly verdicts: { readonly at: NodeAt; readonly verdict: NodeVerdict }[];
  firstIncomplete: StepPlace | GroupPlace | undefined;
  exit: ExitPlace | undefined;
  /** How many pages of the path stand in no item. */
  steps: number;
  isTotalKnown: boolean;
  /** In how many items the walk is just now. */
  depth: number;
}

function newWalking(
  definition: WizardDefinition,
  { answers, items = {}, bases = {}, values: frozen, facts: factsThen }: Filled,
): Walking {
  // A dictionary from the start: of a plain object V8 makes one only after it has made a class for each of many keys.
  const live = Object.create(null) as { [key: string]: StepAnswers };
  const liveItems = {};
  const values = {};
  const facts = factsThen ?? definition.factsNow;
  const waiting = new Set(facts === undefined && asksForFacts(definition) ? [factsKey] : []);
  return {
    answers,
    items,
    bases,
    frozen,
    offersByAnswers: offersByAnswers(definition),
    path: [],
    live,
    liveItems,
    values,
    waiting,
    known: {
      live,
      items: liveItems,
      values,
      today: definition.today,
      loaded: definition.loaded,
      facts,
      waiting,
    },
    verdicts: [],
    firstIncomplete: undefined,
    exit: undefined,
    steps: 0,
    isTotalKnown: true,
    depth: 0,
  };
}

/** @param outer whether what stands around the nodes applies */
function walkNodes(nodes: readonly NodeAt[], outer: Verdict, walking: Walking): void {
  for (const at of nodes) walkNode(at, outer, walking);
}

function walkNode(at: NodeAt, outer: Verdict, walking: Walking): void {
  const isBeyond = walking.exit !== undefined;
  const applies = isBeyond ? false : both(outer, at, walking.known);
  walking.verdicts.push({ at, verdict: isBeyond ? 'beyond' : words(applies) });
  switch (at.kind) {
    case 'part':
    case 'section':
      return walkNodes(at.inner, applies, walking);
    case 'value':
      return walkValue(at, applies, walking);
    case 'group':
      return walkGroup(at, applies, walking);
    case 'step':
    case 'exit':
      return walkPage(at, applies, walking);
  }
}

/** Kleene's "and" of what holds around a node and its own condition, which is asked only where it matters. */
function both(outer: Verdict, { when, scope }: NodeAt, known: Known): Verdict {
  if (outer === false || when === undefined) return outer;
  const own = evaluate(when, scope, known);
  return own === true ? outer : own;
}

function words(applies: Verdict): NodeVerdict {
  return applies === undefined ? 'open' : applies ? 'in' : 'out';
}

function walkPage(at: StepPlace | ExitPlace, applies: Verdict, walking: Walking): void {
  if (applies === undefined) return undecided(at, walking);
  if (!applies) return;
  putOnPath(at, walking);
  if (at.kind === 'exit') {
    walking.exit = at;
    return;
  }
  const { answers, bases } = walking;
  const answer = Object.hasOwn(answers, at.key) ? answers[at.key] : undefined;
  const basis = Object.hasOwn(bases, at.key) ? bases[at.key] : undefined;
  if (answer === undefined || isOutdated(at, basis, walking.known)) return unanswered(at, walking);
  if (walking.offersByAnswers && !namesOptionsHere(at, answer, walking.known)) return unanswered(at, walking);
  walking.live[at.key] = answer;
}

function walkGroup(at: GroupPlace, applies: Verdict, walking: Walking): void {
  if (applies === undefined) return undecided(at, walking);
  if (!applies) return;
  const items = Object.hasOwn(walking.items, at.key) ? walking.items[at.key] : undefined;
  if (items !== undefined) walking.liveItems[at.key] = items;
  walking.depth += 1;
  for (const item of items ?? []) walkNodes(itemNodes(at, item), true, walking);
  walking.depth -= 1;
  // An item can end the journey; then its group is not come to any more.
  if (walking.exit !== undefined) return;
  putOnPath(at, walking);
  const { min, max } = at.step;
  if (items === undefined || items.length < min || items.length > max) unanswered(at, walking);
}

function putOnPath(at: Place, walking: Walking): void {
  walking.path.push(at);
  if (walking.depth === 0) walking.steps += 1;
}

function walkValue(at: ValueAt, applies: Verdict, walking: Walking): void {
  if (applies === false) return;
  const made = applies === undefined ? undefined : valueOf(at, walking);
  if (made === undefined || 'toCome' in made) walking.waiting.add(at.key);
  else if (made.value !== undefined) walking.values[at.key] = made.value;
}

function valueOf(at: ValueAt, { frozen, known }: Walking): Computed {
  if (frozen === undefined) return computed(at, known);
  return { value: Object.hasOwn(frozen, at.key) ? frozen[at.key] : undefined };
}

/** A page of which it cannot be told yet whether it applies. */
function undecided(at: Place, walking: Walking): void {
  if (walking.depth === 0) walking.isTotalKnown = false;
  walking.waiting.add(at.key);
}

function unanswered(at: StepPlace | GroupPlace, walking: Walking): void {
  walking.firstIncomplete ??= at;
  walking.waiting.add(at.key);
}
