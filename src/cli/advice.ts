import { answersRead } from './answers-read.ts';
import { floatingPromises } from './floating.ts';
import { comparisonsOf, fromRoot, wholeConditionOf } from '../definition/condition/conditions.ts';
import { evaluate } from '../definition/condition/evaluate.ts';
import { valuesOf, type Comparison } from '../definition/condition/operators.ts';
import { newFault, type Fault } from '../fault.ts';
import type { AnswerPath, Condition, Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { WizardDefinition } from '../definition/model.ts';
import {
  everyNode,
  everyPlace,
  isPlace,
  rootScope,
  type NodeAt,
  type Place,
  type StepPlace,
} from '../definition/place.ts';
import type { Scope } from '../definition/scope.ts';

/**
 * What works and yet is probably not meant: options of a branching choice that alone lead to no step, and questions
 * that are asked for nothing, and promises of the handler that nobody waits for. For a definition without errors.
 */
export function adviceOn(definition: WizardDefinition): readonly Fault[] {
  return [...idleValues(definition), ...unusedAnswers(definition), ...floatingPromises(definition)];
}

/**
 * Options that lead nowhere: the choice decides between branches, most of its options open one, and these open none and
 * are mentioned by no condition. Where all the others open the same steps, it is the option that says no, and nothing
 * is wrong.
 */
function idleValues(definition: WizardDefinition): readonly Fault[] {
  const places = everyPlace(definition);
  return stepsIn(places).flatMap((at) =>
    at.step.fields.flatMap((field): Fault[] => {
      const mentioned = mentionedOf(places, at, field);
      const opened = field.options.map(({ value }) => ({
        value,
        steps: stepsOpenedBy(value, { definition, at, field }),
      }));
      const idle = opened.filter(({ value, steps: led }) => led.length === 0 && !mentioned.has(value));
      const branches = new Set(opened.flatMap(({ steps: led }) => (led.length === 0 ? [] : [led.join(' ')])));
      if (idle.length === 0 || idle.length * 2 >= opened.length || branches.size < 2) return [];
      const values = idle.map(({ value }) => `"${value}"`).join(', ');
      const message =
        idle.length === 1
          ? `its option ${values} leads nowhere: each other one opens a step; give it one, or take it out`
          : `its options ${values} lead nowhere: each other one opens a step; give them one, or take them out`;
      return [newFault('idle-value', message, { step: at.key, field: field.name })];
    }),
  );
}

/** The options that a condition of a page names. */
function mentionedOf(places: readonly Place[], { path }: StepPlace, field: Field): ReadonlySet<unknown> {
  const address = [...path, field.name].join('/');
  const compared = places.flatMap((place) => comparedBy(wholeConditionOf(place)));
  return new Set(compared.flatMap((each) => (each.ref.join('/') === address ? valuesOf(each) : [])));
}

/** The later pages that this value leaves possible and another one rules out. */
function stepsOpenedBy(
  value: string,
  { definition, at, field }: { definition: WizardDefinition; at: StepPlace; field: Field },
): readonly string[] {
  const address = [...at.path, field.name].join('/');
  const root = rootScope(definition);
  const places = everyPlace(definition);
  const waiting = new Set(places.filter((each) => each !== at).map(({ key }) => key));
  const isPossible = (when: Condition, answer: Json) =>
    evaluate(when, root, { live: { [at.key]: { [field.name]: answer } }, waiting }) !== false;
  const given = (each: string): Json => (field.shape === 'list' ? [each] : each);
  return places.flatMap((place) => {
    const when = wholeConditionOf(place);
    if (when === undefined || !comparedBy(when).some(({ ref }) => ref.join('/') === address)) return [];
    const isDeciding = field.options.some((option) => !isPossible(when, given(option.value)));
    return isDeciding && isPossible(when, given(value)) ? [place.key] : [];
  });
}

/**
 * Fields that nothing reads: the handler picks its answers one by one and leaves them out, and no condition and no check
 * looks at them. Where the handler takes the answers whole, or there is none, all are used.
 */
function unusedAnswers(definition: WizardDefinition): readonly Fault[] {
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
        'is asked for nothing: neither the handler, nor a condition, nor a check reads it; use it, or do not ask it';
      return [newFault('unused-answer', message, { step: key, field: field.name })];
    }),
  );
}

/** The answers that a node's conditions, its check, the helpers of its view and what computes it read. */
function readAt(at: NodeAt): readonly AnswerPath[] {
  const compared = comparedBy(wholeConditionOf(at)).map(({ ref }) => ref);
  if (at.kind === 'value') return [...compared, ...readOfEarlier(at.value.compute, 0, [], at.scope)];
  if (!isPlace(at)) return compared;
  const { step, scope, path } = at;
  const { helpers } = step;
  const byHelpers = helpers === undefined ? [] : readOfEarlier(helpers, 0, [], scope);
  if (step.kind !== 'step') return [...compared, ...byHelpers];
  const { check } = step;
  const shown = step.fields.flatMap(({ show }) =>
    comparedBy(show === undefined ? undefined : fromRoot(show, scope)),
  );
  const own = check === undefined ? [] : (answersRead(check, 0, []) ?? [[]]);
  return [
    ...compared,
    ...shown.map(({ ref }) => ref),
    ...own.map((each) => [...path, ...each]),
    ...(check === undefined ? [] : readOfEarlier(check, 1, ['earlier'], scope)),
    ...byHelpers,
  ];
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

function comparedBy(condition: Condition | undefined): readonly Comparison[] {
  return condition === undefined ? [] : comparisonsOf(condition);
}

function stepsIn(places: readonly Place[]): readonly StepPlace[] {
  return places.filter((place) => place.kind === 'step');
}
