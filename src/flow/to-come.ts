import type { AnswerPath, Condition } from '../definition/answers.ts';
import { conditionsOf } from '../definition/condition/conditions.ts';
import { refsIn } from '../definition/condition/operand.ts';
import { fieldsAt, isPlace, type NodeAt } from '../definition/place.ts';
import { forItem } from '../definition/scope.ts';
import type { Walk } from './walk.ts';

/**
 * The keys of what is still to come and is read by a node's conditions, those around it, the `show` and the options of
 * its fields, or that its answer depends on. A page that reads nothing of it can be opened, as far as that goes.
 */
export function keysToCome(walk: Walk, at: NodeAt): readonly string[] {
  const shows = isPlace(at) ? fieldsAt(at).flatMap(conditionsOf) : [];
  const lists = isPlace(at) ? fieldsAt(at).flatMap(({ meta }) => (meta.from ? [meta.from.group] : [])) : [];
  const whens = around(at).flatMap(({ when, scope }) => (when === undefined ? [] : [{ when, scope }]));
  const again = at.kind === 'step' ? (at.step.again ?? []) : [];
  return [
    ...[...again, ...lists].map((ref) => at.scope.find(ref).key).filter((key) => walk.waiting.has(key)),
    ...shows.flatMap((show) => readToCome(show, at, walk)),
    ...whens.flatMap(({ when, scope }) => readToCome(when, { key: at.key, scope }, walk)),
  ];
}

/** @param from where the condition stands; the page's own fields are no answers to come */
function readToCome(
  condition: Condition,
  from: Pick<NodeAt, 'key' | 'scope'>,
  walk: Walk,
): readonly string[] {
  const toCome = (ref: AnswerPath): readonly string[] => {
    const { key } = from.scope.find(ref);
    return key !== from.key && walk.waiting.has(key) ? [key] : [];
  };
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap((part) => readToCome(part, from, walk));
    case 'not':
      return readToCome(condition.of, from, walk);
    case 'some':
    case 'every': {
      const { ref, of } = condition;
      const items = walk.items[from.scope.find(ref).key] ?? [];
      return [
        ...toCome(ref),
        ...items.flatMap((item) =>
          readToCome(of, { key: from.key, scope: forItem(from.scope, ref, item) }, walk),
        ),
      ];
    }
    default:
      return refsIn(condition).flatMap(toCome);
  }
}

function around(at: NodeAt | undefined): readonly NodeAt[] {
  return at === undefined ? [] : [at, ...around(at.parent)];
}
