import { answersRead } from './answers-read.ts';
import { conditionsOf, fromRoot, wholeConditionOf } from '../../definition/condition/conditions.ts';
import { refsIn } from '../../definition/condition/operand.ts';
import { newFault, type Fault } from '../../fault.ts';
import { refsOfInitial } from '../../definition/write/initials.ts';
import type { AnswerPath } from '../../definition/answers.ts';
import type { External } from '../../definition/external.ts';
import type { Group, WizardDefinition } from '../../definition/model.ts';
import { everyNode, everyPlace, isPlace, type NodeAt } from '../../definition/place.ts';
import type { Scope } from '../../definition/scope.ts';
import { comparedBy, stepsIn } from './compared.ts';

/**
 * Fields that nothing reads: the handler picks its answers one by one and leaves them out, and no condition and no check
 * looks at them. Where the handler takes the answers whole, or there is none, all are used.
 */
export function unusedAnswers(definition: WizardDefinition): readonly Fault[] {
  const { run } = definition.completion;
  const handled = run === undefined ? undefined : answersRead(run, 0, ['answers']);
  if (handled === undefined || handled.length === 0) return [];
  const places = everyPlace(definition);
  const used = [...handled, ...everyNode(definition).flatMap(readAt)];
  return stepsIn(places).flatMap(({ path, key, step }) =>
    step.fields.flatMap((field): Fault[] => {
      const address = [...path, field.name];
      if (
        used.some((each) => each.every((name, depth) => depth >= address.length || name === address[depth]))
      )
        return [];
      const message =
        'is read by no program: neither the handler, nor a condition, nor a check reads it; unless somebody reads it in the store, use it or do not ask it';
      return [newFault('unused-answer', message, { step: key, field: field.name })];
    }),
  );
}

/** The answers that a node's conditions, its check, the helpers of its view and what computes it read. */
function readAt(at: NodeAt): readonly AnswerPath[] {
  const compared = comparedBy(wholeConditionOf(at)).flatMap(refsIn);
  if (at.kind === 'value') return [...compared, ...readOfEarlier(at.value.compute, 0, [], at.scope)];
  if (!isPlace(at)) return compared;
  const { step, scope, path } = at;
  const { helpers } = step;
  const byHelpers = helpers === undefined ? [] : readOfEarlier(helpers, 0, [], scope);
  if (step.kind === 'exit') return [...compared, ...byHelpers];
  if (step.kind === 'group') return [...compared, ...byHelpers, ...readOfItems(at, step)];
  const { check } = step;
  const shown = step.fields
    .flatMap(conditionsOf)
    .flatMap((condition) => comparedBy(fromRoot(condition, scope)));
  const own = check === undefined ? [] : (answersRead(check, 0, []) ?? [[]]);
  return [
    ...compared,
    ...shown.flatMap(refsIn),
    ...own.map((each) => [...path, ...each]),
    ...(check === undefined ? [] : readOfEarlier(check, 1, ['earlier'], scope)),
    ...byHelpers,
    ...(step.again ?? []).map((ref) => scope.find(ref).path),
    ...step.fields.flatMap(({ initial }) => refsOfInitial(initial)).map((ref) => scope.find(ref).path),
    ...(step.external === undefined ? [] : readAtOtherSite(at, step.external)),
  ];
}

/** What leads to another site, and takes what comes back, may read; what comes back is what it hands on itself. */
function readAtOtherSite({ path, scope }: NodeAt, { begin, finish }: External): readonly AnswerPath[] {
  return [path, ...[begin, finish].flatMap((each) => readOfEarlier(each, 0, ['earlier'], scope))];
}

/** What the check of a list may read: which answer of an item it is cannot be told, as it goes through them in a loop. */
function readOfItems({ path, scope }: NodeAt, { check }: Group): readonly AnswerPath[] {
  return check === undefined ? [] : [path, ...readOfEarlier(check, 1, ['earlier'], scope)];
}

/** What a function reads of earlier answers, which are those of the scope that it was written in. */
function readOfEarlier(
  written: (...given: never[]) => unknown,
  argument: number,
  below: AnswerPath,
  { path, outer }: Scope,
): readonly AnswerPath[] {
  const read = (answersRead(written, argument, below) ?? [[]]).map((each) => [...path, ...each]);
  return outer === undefined ? read : [...read, ...readOfEarlier(written, argument, below, outer)];
}
