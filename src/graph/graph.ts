import { evaluate } from '../definition/condition/evaluate.ts';
import { conditionWords, shortWords } from '../definition/condition/condition-words.ts';
import {
  and,
  leavesOf,
  not,
  reduced,
  wholeConditionOf,
  type Leaf,
} from '../definition/condition/conditions.ts';
import { refsIn } from '../definition/condition/operand.ts';
import { canReach, stopsOf, type Stop } from '../definition/condition/reach.ts';
import type { AnswersByStep, Condition, Json } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { keyOf, tasksId } from '../definition/path.ts';
import { everyPlace, fieldsAt, itemsAround, rootScope, type Place } from '../definition/place.ts';
import type { Scope } from '../definition/scope.ts';

/** A page of a wizard as a node of its graph. */
export interface GraphNode {
  /** The step's key, `check` or `tasks`. */
  readonly id: string;
  /** `external`: a step that is done at another site. */
  readonly kind: Place['kind'] | 'external' | 'tasks' | 'check';
  readonly title: string;
  readonly section?: string | undefined;
  /** Its condition in words; absent when it is always asked. */
  readonly when?: string | undefined;
  /** The labels of its fields. */
  readonly fields: readonly string[];
}

/** A way that some answers lead, from one page straight to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** For which answers, in words; absent where there is no other way, or where all the others do not apply. */
  readonly label?: string | undefined;
  /** The same without its subject where it is one comparison: `is “To work”`. */
  readonly short?: string | undefined;
}

/** A wizard as a graph: its steps in order, then check-your-answers. */
export interface WizardGraph {
  readonly wizard: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The id of the node for check-your-answers; no step can have it. */
export const checkNode = 'check';

/** The id of the node for the list of tasks, of a wizard that has one. */
export const tasksNode = tasksId;

/** Answers that are tried for one way before it is drawn on suspicion: a wizard may have a thousand ways to look at. */
const mostTries = 300;

/** Every page of a wizard and every way between them that some answers lead. */
export function graphOf(definition: WizardDefinition): WizardGraph {
  const root = rootScope(definition);
  const stops = stopsOf(definition);
  const places = everyPlace(definition);
  const check: GraphNode = {
    id: checkNode,
    kind: 'check',
    title: 'Check your answers',
    fields: [],
  };
  const pages = places.map((place) => nodeOf(place, root));
  const edges = throughLists(
    places,
    stops.flatMap((stop, index) => (stop.kind === 'exit' ? [] : edgesFrom(stops, index, root))),
  );
  const { id: wizard, title } = definition;
  if (definition.order === 'line') return { wizard, title, nodes: [...pages, check], edges };
  const tasks: GraphNode = { id: tasksNode, kind: 'tasks', title, fields: [] };
  return { wizard, title, nodes: [tasks, ...pages, check], edges: throughTasks(places, edges) };
}

/** A section begins at the list of tasks and leads back to it, whichever comes before or after it. */
function throughTasks(places: readonly Place[], edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const sections = new Map(places.map(({ key, section }) => [key, section]));
  const drawn = new Map<string, GraphEdge>();
  const draw = (edge: GraphEdge) => drawn.set(`${edge.from} ${edge.to}`, edge);
  const [first] = places;
  if (first !== undefined) draw({ from: tasksNode, to: (itemsAround(first)[0]?.group ?? first).key });
  for (const edge of edges) {
    if (edge.to !== checkNode && sections.get(edge.from) === sections.get(edge.to)) {
      draw(edge);
      continue;
    }
    draw({ from: edge.from, to: tasksNode });
    draw({ from: tasksNode, to: edge.to });
  }
  return [...drawn.values()];
}

/** The pages of an item are come to from the list of their group alone, and lead back to it. */
function throughLists(places: readonly Place[], edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const groupsOver = new Map(
    places.map((place) => [place.key, itemsAround(place).map(({ group }) => group.key)] as const),
  );
  const drawn = new Map<string, GraphEdge>();
  const draw = (edge: GraphEdge) => drawn.set(`${edge.from} ${edge.to}`, edge);
  for (const edge of edges) {
    const around = groupsOver.get(edge.from) ?? [];
    const entered = groupsOver.get(edge.to)?.find((group) => group !== edge.from && !around.includes(group));
    const to = entered ?? edge.to;
    if (!drawn.has(`${edge.from} ${to}`)) draw({ ...edge, to });
  }
  for (const { key } of places.filter(({ kind }) => kind === 'group')) {
    const first = places.find((place) => groupsOver.get(place.key)?.at(-1) === key);
    if (first !== undefined) draw({ from: key, to: first.key, label: 'one more' });
  }
  return [...drawn.values()];
}

function nodeOf(place: Place, root: Scope): GraphNode {
  const { key, kind, step, heading } = place;
  const when = wholeConditionOf(place);
  return {
    id: key,
    kind: place.kind === 'step' && place.step.external !== undefined ? 'external' : kind,
    title: step.title,
    section: heading,
    when: when === undefined ? undefined : conditionWords(when, root),
    fields: fieldsAt(place).map(({ meta }) => meta.label),
  };
}

/** The ways from one page: to each later one that can come next, up to the first that always does. */
function edgesFrom(stops: readonly Stop[], from: number, root: Scope): readonly GraphEdge[] {
  const origin = stops[from]!;
  const restOf = (target: Stop | undefined): Condition | boolean =>
    target?.when === undefined ? true : assuming(target.when, origin.when, root);
  const targets: (Stop | undefined)[] = [];
  const passed: Condition[] = [];
  for (let to = from + 1; to <= stops.length; to += 1) {
    const target = stops[to];
    const rest = restOf(target);
    if (rest === false) continue;
    const holds = [origin.when, ...passed.map(not), target?.when].filter((each) => each !== undefined);
    if (isPossible(stops.slice(0, to), holds, root)) targets.push(target);
    if (rest === true) break;
    passed.push(target!.when!);
  }
  return targets.map((target) => {
    const rest = restOf(target);
    const way = { from: origin.key, to: target?.key ?? checkNode };
    if (targets.length === 1 || typeof rest === 'boolean') return way;
    return { ...way, label: conditionWords(rest, root), short: shortWords(rest, root) };
  });
}

/** Whether some answers make all the conditions hold without ending at an exit page. */
function isPossible(before: readonly Stop[], holds: readonly Condition[], root: Scope): boolean {
  const [first, second, ...others] = holds;
  const when = first === undefined || second === undefined ? first : and(first, second, ...others);
  const probe: Stop = { key: '', kind: 'step', fields: [], when };
  const reached = canReach([...before, probe], before.length, { root, broken: new Set(), mostTries });
  return reached === 'yes' || reached === 'unknown';
}

/**
 * What is left to ask of a condition where another one holds: `work, and paid is no` where `work` holds leaves `paid is
 * no`. Only answers that the other one fixes to one value are used.
 *
 * @param root the wizard's own scope: both conditions stand there
 * @returns true or false when nothing is left to ask
 */
function assuming(condition: Condition, known: Condition | undefined, root: Scope): Condition | boolean {
  const { live, refs } = known === undefined ? { live: {}, refs: new Set() } : fixedBy(known, root);
  const isKnown = (leaf: Leaf) =>
    ('of' in leaf ? [leaf.ref] : refsIn(leaf)).every((ref) => refs.has(keyOf(ref)));
  return reduced(condition, (leaf) => (isKnown(leaf) ? evaluate(leaf, root, { live }) === true : leaf));
}

/** The answers that a condition fixes, and their addresses: those of its `is`, where they all have to hold. */
function fixedBy(
  condition: Condition,
  root: Scope,
): { readonly live: AnswersByStep; readonly refs: ReadonlySet<string> } {
  const live: { [key: string]: { [field: string]: Json } } = {};
  const refs = new Set<string>();
  for (const each of conjuncts(condition)) {
    const target = root.find(each.ref);
    if (each.op !== 'eq' || target.kind !== 'field' || typeof each.value === 'object') continue;
    refs.add(keyOf(each.ref));
    const step = (live[target.key] ??= {});
    const { name, part } = target;
    step[name] = part === undefined ? each.value : { ...(step[name] as object), [part]: each.value };
  }
  return { live, refs };
}

function conjuncts(condition: Condition): readonly Leaf[] {
  switch (condition.op) {
    case 'and':
      return condition.of.flatMap(conjuncts);
    case 'or':
      return condition.of.length === 1 ? conjuncts(condition.of[0]!) : [];
    case 'not':
      return [];
    default:
      return leavesOf(condition);
  }
}
