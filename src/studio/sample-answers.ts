import { refsOf, wholeConditionOf } from '../definition/condition/conditions.ts';
import type { AnswerPath, AnswersByStep, StepAnswers } from '../definition/answers.ts';
import type { Node, WizardDefinition } from '../definition/model.ts';
import { everyPlace, findPlace, type StepPlace } from '../definition/place.ts';
import { earlierThan, isOpen } from '../flow/position.ts';
import { walkOf, type Filled } from '../flow/walk.ts';
import { walk, type WalkedPath } from '../sample/walk-paths.ts';

/** More ways than this are not looked at to find one to a step. */
const mostPaths = 200;

/**
 * Valid answers that lead to a step, as near to the visitor's own as there are.
 *
 * @param target a page's key, or `check`; the items of a group that is not answered are called `item1`, …
 * @param current the visitor's own
 * @returns the answers of the steps before the target; undefined when no way to it was found
 * @throws Error that names a step for which no valid answers could be made
 */
export async function answersUpTo(
  definition: WizardDefinition,
  target: string,
  current: Filled,
): Promise<Filled | undefined> {
  const walked = walkOf(definition, current);
  const { live } = walked;
  const place = findPlace(definition, target);
  if (place !== undefined && isOpen(walked, place)) {
    const { live: answers, items } = earlierThan(() => walked, place)();
    return { answers, items };
  }
  if (place === undefined && walked.complete) return { answers: live, items: walked.items };
  const path = await pathTo(definition, target, live);
  if (path === undefined) return undefined;
  const before = target === 'check' ? path.steps : path.steps.slice(0, path.steps.indexOf(target));
  let answers: AnswersByStep = Object.fromEntries(
    before
      .filter((key) => findPlace(definition, key)?.kind !== 'group')
      .map((key) => [key, path.answers[key] ?? {}]),
  );
  for (const key of before) {
    const own = live[key];
    if (own === undefined) continue;
    const withOwn = { ...answers, [key]: own };
    if (leadsTo(definition, target, { answers: withOwn, items: path.items })) answers = withOwn;
  }
  return { answers, items: path.items };
}

/** Valid answers to a step, those of each way through the wizard that has it, as far as the answers before it allow. */
export async function walkedAnswers(
  definition: WizardDefinition,
  place: StepPlace,
  current: Filled,
): Promise<readonly StepAnswers[]> {
  const { live: fixed } = earlierThan(() => walkOf(definition, current), place)();
  // What comes later may be impossible to make up; the step's own answers are not the worse for it.
  const walked = await walk(definition, { fixed, mostPaths }).catch(() => undefined);
  return (walked?.paths ?? []).flatMap(({ answers }) =>
    Object.hasOwn(answers, place.key) ? [answers[place.key]!] : [],
  );
}

/** A way to the target: first with everything that the visitor answered, then with what decides no way, then any. */
async function pathTo(
  definition: WizardDefinition,
  target: string,
  current: AnswersByStep,
): Promise<WalkedPath | undefined> {
  const asked = upTo(definition, target);
  const isWanted = ({ steps, exit }: WalkedPath) =>
    target === 'check' ? exit === undefined : steps.includes(target);
  for (const fixed of [current, withoutDeciding(definition, current)]) {
    // What the visitor answered may rule a branch out, by a check for example.
    const found = await walk(asked, { fixed, mostPaths }).catch(() => undefined);
    const path = found?.paths.find(isWanted);
    if (path !== undefined) return path;
  }
  return (await walk(asked, { mostPaths })).paths.find(isWanted);
}

/** The wizard as far as the target, which has nothing to answer: no more than its own way is looked for. */
function upTo(definition: WizardDefinition, target: string): WizardDefinition {
  const place = findPlace(definition, target);
  if (place === undefined) return definition;
  return { ...definition, nodes: nodesUpTo(definition.nodes, place.path) };
}

function nodesUpTo(nodes: readonly Node[], path: AnswerPath): readonly Node[] {
  const last = nodes.findIndex((node) => leadsDown(node, path));
  return nodes.slice(0, last + 1).map((node, index) => {
    if (index < last) return node;
    if (node.kind === 'part') return { ...node, nodes: nodesUpTo(node.nodes, path.slice(1)) };
    if (node.kind === 'section') return { ...node, nodes: nodesUpTo(node.nodes, path) };
    if (node.kind !== 'step') return node;
    const { check: _, ...rest } = node;
    return { ...rest, fields: [] };
  });
}

/** A section's nodes stand where they stood without it. */
function leadsDown(node: Node, path: AnswerPath): boolean {
  return node.kind === 'section' ? node.nodes.some((inner) => leadsDown(inner, path)) : node.id === path[0];
}

/** The answers without those that a condition reads. */
function withoutDeciding(definition: WizardDefinition, answers: AnswersByStep): AnswersByStep {
  const read = new Set(
    everyPlace(definition).flatMap((place) => {
      const when = wholeConditionOf(place);
      return when === undefined ? [] : refsOf(when).map((ref) => ref.join('/'));
    }),
  );
  return Object.fromEntries(
    Object.entries(answers).map(([key, own]) => [
      key,
      Object.fromEntries(Object.entries(own).filter(([field]) => !read.has(`${key}/${field}`))),
    ]),
  );
}

function leadsTo(definition: WizardDefinition, target: string, filled: Filled): boolean {
  const walked = walkOf(definition, filled);
  if (target === 'check') return walked.complete;
  const place = findPlace(definition, target);
  return place !== undefined && isOpen(walked, place);
}
