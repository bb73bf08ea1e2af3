import type { AnswerPath, Condition } from './answers.ts';
import type { Field } from './field.ts';
import type { Exit, Group, Node, Part, Section, Step, Value, WizardDefinition } from './model.ts';
import { anyItem, keyOf } from './path.ts';
import { factsScope, scopeOf, type Scope } from './scope.ts';

/** Where a node stands in the tree of a wizard. */
interface Where {
  /** `path` joined by `/`: the URL below the wizard's, and the key of stored answers. */
  readonly key: string;
  /** The ids alone, without those of items: what its author knows it by (`children/about`). */
  readonly written: string;
  /** The ids from the wizard's root down to it; inside a group the item's id stands between. */
  readonly path: AnswerPath;
  /** What its conditions, its check and its helpers can name. */
  readonly scope: Scope;
  /** The node's own condition, as it was written in `scope`. */
  readonly when: Condition | undefined;
  /** The section (the task) that it belongs to. */
  readonly section: Section | undefined;
  /** The heading under which its answers stand: its own, or that of what stands around it. */
  readonly heading: string | undefined;
  /** The node around it; undefined at the root. */
  readonly parent: NodeAt | undefined;
}

/** A page of questions, and where it stands. */
export interface StepPlace extends Where {
  readonly kind: 'step';
  readonly step: Step;
}

/** An exit page, and where it stands. */
export interface ExitPlace extends Where {
  readonly kind: 'exit';
  readonly step: Exit;
}

/** The page that lists the items of a group, and where it stands. */
export interface GroupPlace extends Where {
  readonly kind: 'group';
  readonly step: Group;
}

/** A page that a visitor can come to. A step has one place; inside a group it has one for each item. */
export type Place = StepPlace | ExitPlace | GroupPlace;

/** A computed value, and where it stands. */
export interface ValueAt extends Where {
  readonly kind: 'value';
  readonly value: Value;
}

/** A part or a section, and what stands in it. */
export interface Around extends Where {
  readonly kind: 'part' | 'section';
  readonly node: Part | Section;
  readonly inner: readonly NodeAt[];
}

/** Any node of the tree, and where it stands. */
export type NodeAt = Place | ValueAt | Around;

/** The tree of a wizard with the place of each node; groups without their items. Made once for a definition. */
export function treeOf(definition: WizardDefinition): readonly NodeAt[] {
  return indexOf(definition).tree;
}

/** The scope of a wizard's root. */
export function rootScope(definition: WizardDefinition): Scope {
  return indexOf(definition).scope;
}

/** The pages of a wizard in order; of a group its list alone, since its items are answers. */
export function placesOf(definition: WizardDefinition): readonly Place[] {
  return indexOf(definition).places;
}

/**
 * Every node that is written in a wizard, in the order in which a visitor comes to it: what stands inside a group once,
 * as that of the item `*`, before the group's own page. For what looks at a definition without answers.
 */
export function everyNode(definition: WizardDefinition): readonly NodeAt[] {
  return indexOf(definition).every;
}

/** The pages among `everyNode`. */
export function everyPlace(definition: WizardDefinition): readonly Place[] {
  return indexOf(definition).everyPlace;
}

/** The page at a key, also inside an item of a group (`children/k3f9/about`); undefined when there is none. */
export function findPlace(definition: WizardDefinition, key: string): Place | undefined {
  const { byKey, places } = indexOf(definition);
  return byKey.get(key) ?? insideItem(places, key);
}

/** The step at a key; undefined when there is none, or another page. */
export function findStep(definition: WizardDefinition, key: string): StepPlace | undefined {
  const place = findPlace(definition, key);
  return place?.kind === 'step' ? place : undefined;
}

/** What is asked on a page. */
export function fieldsAt(place: Place): readonly Field[] {
  return place.kind === 'step' ? place.step.fields : [];
}

/** Whether a node is a page. */
export function isPlace(at: NodeAt): at is Place {
  return at.kind === 'step' || at.kind === 'exit' || at.kind === 'group';
}

/** What is asked in one item of a group. */
export function itemNodes(place: GroupPlace, item: string): readonly NodeAt[] {
  const scope = itemScope(place, item);
  const { section, heading } = place;
  return nodesAt(place.step.nodes, { path: scope.path, scope, section, heading, parent: place });
}

/** What the nodes of one item of a group can name. */
export function itemScope(place: GroupPlace, item: string): Scope {
  return scopeOf([...place.path, item], place.step.nodes, place.scope);
}

/** An item of a group, whose place is known. */
export interface ItemAt {
  readonly group: GroupPlace;
  readonly item: string;
}

/** The items in which a node stands, the outermost first; none at the root. */
export function itemsAround(at: NodeAt): readonly ItemAt[] {
  let { parent } = at;
  if (parent === undefined) return none;
  const found: ItemAt[] = [];
  for (; parent !== undefined; parent = parent.parent) {
    // What stands in a group stands in one of its items.
    if (parent.kind === 'group') found.unshift({ group: parent, item: at.path[parent.path.length]! });
  }
  return found;
}

const none: readonly ItemAt[] = [];

/** The path to a page as that of the item `*`, as `everyNode` has it. */
export function pathInAny(at: NodeAt): AnswerPath {
  const groups = itemsAround(at).map(({ group }) => group.path.length);
  return groups.length === 0 ? at.path : at.path.map((id, depth) => (groups.includes(depth) ? anyItem : id));
}

/** What an item's id can be: the rest of the key is ours, this comes from outside. */
export function isItemId(id: string): boolean {
  return /^[a-z0-9]{1,32}$/.test(id);
}

interface Index {
  readonly tree: readonly NodeAt[];
  readonly scope: Scope;
  readonly places: readonly Place[];
  readonly every: readonly NodeAt[];
  readonly everyPlace: readonly Place[];
  readonly byKey: ReadonlyMap<string, Place>;
}

/** By the nodes: definitions that are made of the same ones, for another day or another visitor, have the same. */
const indexes = new WeakMap<WizardDefinition['nodes'], Index>();

function indexOf(definition: WizardDefinition): Index {
  const { nodes, facts } = definition;
  const known = indexes.get(nodes);
  if (known !== undefined) return known;
  const scope = scopeOf([], nodes, facts === undefined ? undefined : factsScope(facts));
  const tree = nodesAt(nodes, { path: [], scope, section: undefined, heading: undefined, parent: undefined });
  const places = pagesIn(tree);
  const every = flattened(tree);
  // Ids may be used twice while the check at start has not refused it: the first one counts.
  const byKey = new Map(places.toReversed().map((place) => [place.key, place]));
  const everyPlace = every.filter(isPlace);
  const index = { tree, scope, places, every, everyPlace, byKey };
  indexes.set(nodes, index);
  return index;
}

type Surroundings = Pick<Where, 'path' | 'scope' | 'section' | 'heading' | 'parent'>;

function nodesAt(nodes: readonly Node[], around: Surroundings): readonly NodeAt[] {
  return nodes.map((node) => nodeAt(node, around));
}

function nodeAt(node: Node, around: Surroundings): NodeAt {
  const { scope, parent } = around;
  const path = node.kind === 'section' ? around.path : [...around.path, node.id];
  const section = node.kind === 'section' ? node : around.section;
  const heading = headingOf(node) ?? around.heading;
  const key = keyOf(path);
  const written = parent === undefined ? key : writtenKey(path, parent);
  const where = { key, written, path, scope, when: node.when, section, heading, parent };
  switch (node.kind) {
    case 'step':
      return { kind: 'step', ...where, step: node };
    case 'exit':
      return { kind: 'exit', ...where, step: node };
    case 'group':
      return { kind: 'group', ...where, step: node };
    case 'value':
      return { kind: 'value', ...where, value: node };
    case 'part':
    case 'section': {
      const inner: NodeAt[] = [];
      const at: Around = { kind: node.kind, ...where, node, inner };
      const own = node.kind === 'part' ? scopeOf(path, node.nodes) : scope;
      inner.push(...nodesAt(node.nodes, { path, scope: own, section, heading, parent: at }));
      return at;
    }
  }
}

function writtenKey(path: AnswerPath, parent: NodeAt): string {
  const own = path.slice(parent.path.length);
  const around = parent.written === '' ? [] : [parent.written];
  return [...around, ...(parent.kind === 'group' ? own.slice(1) : own)].join('/');
}

function headingOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'section':
      return node.title;
    case 'value':
      return undefined;
    case 'step':
    case 'exit':
    case 'group':
    case 'part':
      return node.section;
  }
}

/** The pages among nodes and in the parts and sections among them, in order. */
function pagesIn(nodes: readonly NodeAt[]): readonly Place[] {
  return nodes.flatMap((at) => (isAround(at) ? pagesIn(at.inner) : isPlace(at) ? [at] : []));
}

function flattened(nodes: readonly NodeAt[]): readonly NodeAt[] {
  return nodes.flatMap((at): readonly NodeAt[] => {
    if (isAround(at)) return [at, ...flattened(at.inner)];
    return at.kind === 'group' ? [...flattened(itemNodes(at, anyItem)), at] : [at];
  });
}

function isAround(at: NodeAt): at is Around {
  return at.kind === 'part' || at.kind === 'section';
}

function insideItem(places: readonly Place[], key: string): Place | undefined {
  const group = places.find(
    (place): place is GroupPlace => place.kind === 'group' && key.startsWith(`${place.key}/`),
  );
  if (group === undefined) return undefined;
  const [item = ''] = key.slice(group.key.length + 1).split('/', 1);
  if (!isItemId(item)) return undefined;
  const inner = pagesIn(itemNodes(group, item));
  return inner.find((place) => place.key === key) ?? insideItem(inner, key);
}
