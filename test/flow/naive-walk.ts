import type { AnswerPath, AnswersByStep, Condition, ItemsByGroup } from '../../src/definition/answers.ts';
import type { Node, Section, Value, WizardDefinition } from '../../src/definition/model.ts';

/*
 * A naive model of the walk: nothing is carried from node to node. Whether a node applies is worked out again for every
 * question, recursively, from the definition, the stored answers and the items alone.
 */

/** Whether something holds, does not, or cannot be told yet. */
export type Told = 'yes' | 'no' | 'later';

/** What is stored. */
export interface Stored {
  readonly answers: AnswersByStep;
  readonly items: ItemsByGroup;
}

/** Names of one level of the tree, and where it stands. */
interface Level {
  readonly prefix: string;
  readonly nodes: readonly Node[];
  /** Undefined at the root and in a part, which sees itself only. */
  readonly outer: Level | undefined;
}

/** A node once for each time that it is met. */
export interface Met {
  readonly node: Node;
  readonly key: string;
  readonly level: Level;
  /** The conditions around it and its own, each with the level at which it was written. */
  readonly whens: readonly { readonly when: Condition; readonly level: Level }[];
  readonly section: Section | undefined;
  /** `begin` is a group before its items; the group's own page comes after them. */
  readonly at: 'begin' | 'page' | 'frame';
}

/** Every node that a walk meets, in order, the items' ones once for each item. */
export function metIn({ nodes }: WizardDefinition, stored: Stored): readonly Met[] {
  return expand({ prefix: '', nodes, outer: undefined }, nodes, [], undefined);

  function expand(
    level: Level,
    inner: readonly Node[],
    around: Met['whens'],
    section: Section | undefined,
  ): readonly Met[] {
    return inner.flatMap((node): readonly Met[] => {
      const whens = node.when === undefined ? around : [...around, { when: node.when, level }];
      const key = node.kind === 'section' ? `${level.prefix}§${node.id}` : `${level.prefix}${node.id}`;
      const met = (at: Met['at']): Met => ({
        node,
        key,
        level,
        whens,
        section: node.kind === 'section' ? node : section,
        at,
      });
      switch (node.kind) {
        case 'section':
          return [met('frame'), ...expand(level, node.nodes, whens, node)];
        case 'part': {
          const below = { prefix: `${key}/`, nodes: node.nodes, outer: undefined };
          return [met('frame'), ...expand(below, node.nodes, whens, section)];
        }
        case 'group': {
          const items = (stored.items[key] ?? []).flatMap((item) =>
            expand(
              { prefix: `${key}/${item}/`, nodes: node.nodes, outer: level },
              node.nodes,
              whens,
              section,
            ),
          );
          return [met('begin'), ...items, met('page')];
        }
        default:
          return [met('page')];
      }
    });
  }
}

/** Answers questions about one definition and what is stored. */
export function naive(definition: WizardDefinition, stored: Stored) {
  const all = metIn(definition, stored);
  const of = (key: string) => all.find((each) => each.key === key && each.at !== 'begin');

  function applies({ whens }: Met): Told {
    return allOf(whens.map(({ when, level }) => holds(when, level)));
  }

  /** Whether what stands at a key is there for those who read it: answered, listed, worked out. */
  function isThere(key: string): Told {
    const met = of(key);
    const told = met === undefined ? 'no' : applies(met);
    if (met === undefined || told !== 'yes') return told;
    switch (met.node.kind) {
      case 'step':
        return stored.answers[key] === undefined ? 'later' : 'yes';
      case 'group': {
        const items = stored.items[key];
        return items === undefined || items.length < met.node.min || items.length > met.node.max
          ? 'later'
          : 'yes';
      }
      case 'value':
        return valueOf(met).told;
      default:
        return 'yes';
    }
  }

  /** The value of a node made by `summing`: the sum of the steps that it names. */
  function valueOf({ node, level }: Met): { readonly told: Told; readonly value?: number } {
    let sum = 0;
    for (const id of summed.get(node as Value) ?? []) {
      const { key } = named([id, 'a'], level);
      const there = isThere(key);
      if (there === 'later') return { told: 'later' };
      if (there === 'yes') sum += Number(stored.answers[key]?.['a'] ?? 0);
    }
    return { told: 'yes', value: sum };
  }

  function holds(condition: Condition, level: Level): Told {
    switch (condition.op) {
      case 'not': {
        const inner = holds(condition.of, level);
        return inner === 'yes' ? 'no' : inner === 'no' ? 'yes' : 'later';
      }
      case 'and':
        return allOf(condition.of.map((each) => holds(each, level)));
      case 'or':
        return someOf(condition.of.map((each) => holds(each, level)));
      case 'some':
      case 'every': {
        const { key } = named(condition.ref, level);
        const there = isThere(key);
        const items = of(key) === undefined || applies(of(key)!) !== 'yes' ? [] : (stored.items[key] ?? []);
        const told = items.map((item) => holds(withItem(condition.of, condition.ref, item), level));
        if (there === 'later') told.push('later');
        return condition.op === 'some' ? someOf(told) : allOf(told);
      }
      default: {
        const { key, what } = named(condition.ref, level);
        const there = isThere(key);
        if (there === 'later') return 'later';
        const value = there === 'yes' ? read(key, what) : undefined;
        return compare(condition, value) ? 'yes' : 'no';
      }
    }
  }

  function read(key: string, what: 'field' | 'count' | 'value'): unknown {
    switch (what) {
      case 'field':
        return stored.answers[key]?.['a'];
      case 'count':
        return stored.items[key]?.length;
      case 'value':
        return valueOf(of(key)!).value;
    }
  }

  /** The keys that a condition reads, inside each item where it asks of items. */
  function reads(condition: Condition, level: Level): readonly string[] {
    switch (condition.op) {
      case 'and':
      case 'or':
        return condition.of.flatMap((each) => reads(each, level));
      case 'not':
        return reads(condition.of, level);
      case 'some':
      case 'every': {
        const { key } = named(condition.ref, level);
        const items = stored.items[key] ?? [];
        const inner = items.flatMap((item) => reads(withItem(condition.of, condition.ref, item), level));
        return [key, ...inner];
      }
      default:
        return [named(condition.ref, level).key];
    }
  }

  /** The keys of the groups in whose items something stands. */
  function groupsOver(key: string): readonly string[] {
    const groups = all
      .filter(({ node, at }) => node.kind === 'group' && at === 'page')
      .map((each) => each.key);
    return groups.filter((group) => key.startsWith(`${group}/`));
  }

  /** Whether a page stands in an item that has nothing to do with another page of the same group. */
  function isApart(key: string, from: string): boolean {
    return groupsOver(key).some((group) => {
      const item = key.slice(group.length + 1).split('/')[0];
      return from === group || (from.startsWith(`${group}/`) && !from.startsWith(`${group}/${item}/`));
    });
  }

  const told = all.map((each) => applies(each));
  const exitAt = all.findIndex(({ node }, index) => node.kind === 'exit' && told[index] === 'yes');
  const isBefore = (index: number) => exitAt < 0 || index <= exitAt;
  const path = all.filter(
    ({ node, at }, index) =>
      told[index] === 'yes' && isBefore(index) && at === 'page' && node.kind !== 'value',
  );
  const waits = ({ node, key }: Met) => node.kind !== 'exit' && isThere(key) === 'later';

  return {
    path,
    exit: exitAt < 0 ? undefined : all[exitAt]!.key,
    firstIncomplete: path.find(waits)?.key,
    live: path.filter(({ node, key }) => node.kind === 'step' && !waits(of(key)!)).map(({ key }) => key),
    items: all
      .filter(({ at }, index) => at === 'begin' && told[index] === 'yes' && isBefore(index))
      .filter(({ key }) => stored.items[key] !== undefined)
      .map(({ key }) => key),
    values: Object.fromEntries(
      all.flatMap((met, index): (readonly [string, number])[] => {
        if (met.node.kind !== 'value' || told[index] !== 'yes' || !isBefore(index)) return [];
        const { value } = valueOf(met);
        return value === undefined ? [] : [[met.key, value]];
      }),
    ),
    /** How each node came out, as far as a walk meets it: nothing inside a group that is not entered. */
    verdicts: all.flatMap((met, index) => {
      const isInside = (group: Met) => met !== group && met.key.startsWith(`${group.key}/`);
      const isNotEntered = all.some(
        (other, at) => other.at === 'begin' && isInside(other) && (told[at] !== 'yes' || !isBefore(at)),
      );
      if (isNotEntered || (met.at === 'page' && met.node.kind === 'group')) return [];
      const verdict = !isBefore(index) ? 'beyond' : { yes: 'in', no: 'out', later: 'open' }[told[index]!];
      return [`${met.key} ${verdict}`];
    }),
    isTotalKnown: !all.some(
      ({ node, at, key }, index) =>
        isBefore(index) &&
        at !== 'frame' &&
        node.kind !== 'value' &&
        told[index] === 'later' &&
        groupsOver(key).length === 0,
    ),
    /** How many steps are counted: a group and its items are one. */
    steps: path.filter(({ key }) => groupsOver(key).length === 0).length,
    isOpen: (key: string): boolean => {
      const index = path.findIndex((each) => each.key === key);
      if (index < 0) return false;
      const { section, whens } = path[index]!;
      const before = path.slice(0, index).filter((each) => !isApart(each.key, key));
      if (definition.order === 'line') return !before.some(waits);
      const isDecided = whens
        .flatMap(({ when, level }) => reads(when, level))
        .every((each) => isThere(each) !== 'later');
      return isDecided && !before.some((each) => each.section === section && waits(each));
    },
  };
}

/** The steps that a value adds up, by their ids in its own level. */
const summed = new WeakMap<Value, readonly string[]>();

/** Says which steps a value adds up. */
export function summing(value: Value, ids: readonly string[]): Value {
  summed.set(value, ids);
  return value;
}

function allOf(told: readonly Told[]): Told {
  return told.includes('no') ? 'no' : told.includes('later') ? 'later' : 'yes';
}

function someOf(told: readonly Told[]): Told {
  return told.includes('yes') ? 'yes' : told.includes('later') ? 'later' : 'no';
}

function withItem(condition: Condition, group: AnswerPath, item: string): Condition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return { ...condition, of: condition.of.map((each) => withItem(each, group, item)) };
    case 'not':
    case 'some':
    case 'every':
      return { ...condition, of: withItem(condition.of, group, item) };
    default: {
      const isOfItem =
        condition.ref[group.length] === '*' && group.every((id, at) => condition.ref[at] === id);
      return isOfItem
        ? { ...condition, ref: [...group, item, ...condition.ref.slice(group.length + 1)] }
        : condition;
    }
  }
}

function named(
  ref: AnswerPath,
  level: Level,
): { readonly key: string; readonly what: 'field' | 'count' | 'value' } {
  const node = withoutSections(level.nodes).find(({ id }) => id === ref[0]);
  if (node === undefined && level.outer !== undefined) return named(ref, level.outer);
  const whole = `${level.prefix}${ref.join('/')}`;
  const above = `${level.prefix}${ref.slice(0, -1).join('/')}`;
  if (kindAt(node, ref.slice(1)) === 'value') return { key: whole, what: 'value' };
  if (kindAt(node, ref.slice(1)) === 'group') return { key: whole, what: 'count' };
  return { key: above, what: kindAt(node, ref.slice(1, -1)) === 'group' ? 'count' : 'field' };
}

function kindAt(node: Node | undefined, rest: AnswerPath): Node['kind'] | undefined {
  if (node === undefined || rest.length === 0) return node?.kind;
  const down = node.kind === 'group' ? rest.slice(1) : rest;
  if (down.length === 0 || (node.kind !== 'part' && node.kind !== 'group')) return undefined;
  return kindAt(
    withoutSections(node.nodes).find(({ id }) => id === down[0]),
    down.slice(1),
  );
}

function withoutSections(nodes: readonly Node[]): readonly Exclude<Node, Section>[] {
  return nodes.flatMap((node) => (node.kind === 'section' ? withoutSections(node.nodes) : [node]));
}

function compare(condition: Exclude<Condition, { readonly of: unknown }>, value: unknown): boolean {
  const number = typeof value === 'number' ? value : Number.NaN;
  switch (condition.op) {
    case 'eq':
      return value === condition.value;
    case 'ne':
      return value !== condition.value;
    case 'in':
      return (condition.values as readonly unknown[]).includes(value);
    case 'answered':
      return value !== undefined;
    case 'gt':
      return number > Number(condition.value);
    case 'gte':
      return number >= Number(condition.value);
    case 'lt':
      return number < Number(condition.value);
    case 'lte':
      return number <= Number(condition.value);
    case 'between':
      return number >= Number(condition.low) && number <= Number(condition.high);
    case 'includes':
    case 'includesAny':
    case 'matches':
      throw new Error(`the model does not know ${condition.op}`);
  }
}
