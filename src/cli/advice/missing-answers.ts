import { both, not, wholeConditionOf } from '../../definition/condition/conditions.ts';
import { canReach, stopsOf } from '../../definition/condition/reach.ts';
import { collected, textsOf } from '../../definition/check/texts.ts';
import type { AnswerPath, Condition } from '../../definition/answers.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { anyItem, keyOf } from '../../definition/path.ts';
import { everyNode, isPlace, rootScope, type NodeAt } from '../../definition/place.ts';
import { fieldAt, type Scope } from '../../definition/scope.ts';
import { readText, readingsIn } from '../../definition/template.ts';
import { completionWithTexts } from '../../definition/texts.ts';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';

/** Texts that name an answer which some visitor has not given where the text is shown, and say nothing in its place. */
export function missingAnswers(definition: WizardDefinition): readonly Fault[] {
  const ofNodes = everyNode(definition).flatMap((at) =>
    textsOf(at)
      // An item without a name is called by its number.
      .filter(({ property }) => property !== 'item')
      .flatMap(({ text, property, field }) =>
        gapsIn(text, at.scope, (ref) => mayMiss(ref, at, property, definition)).map((ref) =>
          gapFault(ref, whyMissing(ref, at, property, definition), property, {
            step: keyOf(at.path.filter((id) => id !== anyItem)),
            field,
          }),
        ),
      ),
  );
  const ofEnd = collected((each) => completionWithTexts(definition.completion, each)).flatMap(
    ({ text, property }) => {
      const scope = rootScope(definition);
      const gaps = gapsIn(
        text,
        scope,
        (ref) => isReceipt(property) || isOptional(ref, scope) || mayBeOff(ref, scope, undefined, definition),
      );
      return gaps.map((ref) =>
        gapFault(ref, whyMissingAtEnd(ref, scope, property, definition), property, { call: 'complete' }),
      );
    },
  );
  return [...ofNodes, ...ofEnd];
}

function gapsIn(
  text: string,
  scope: Scope,
  mayBeMissing: (ref: AnswerPath) => boolean,
): readonly AnswerPath[] {
  const read = readText(text);
  if (read === undefined || 'problem' in read) return [];
  return readingsIn(read.template)
    .filter((reading) => reading.kind !== 'select' && reading.otherwise === undefined)
    .map(({ ref }) => ref)
    .filter((ref) => scope.find(ref).kind !== 'count' && mayBeMissing(ref));
}

/** Whether it is shown to who has only the reference, and is told no answer. */
function isReceipt(property: string): boolean {
  return property === 'confirmation' || property === 'next';
}

function whyMissing(ref: AnswerPath, at: NodeAt, property: string, definition: WizardDefinition): string {
  if (!isOptional(ref, at.scope) && isListed(at, property, definition)) {
    const list = definition.order === 'tasks' ? 'the list of tasks' : 'the list of steps (stepList)';
    return `which ${definition.stepList || definition.order === 'tasks' ? list : 'a heading of its section'} shows before it is known`;
  }
  return whyNotGiven(ref, at.scope, definition);
}

function whyMissingAtEnd(
  ref: AnswerPath,
  scope: Scope,
  property: string,
  definition: WizardDefinition,
): string {
  return isReceipt(property)
    ? 'which a receipt does not tell to whoever opens it again later'
    : whyNotGiven(ref, scope, definition);
}

/** Nobody answers a value: it is worked out. */
function whyNotGiven(ref: AnswerPath, scope: Scope, definition: WizardDefinition): string {
  return placeAt(ref, scope, definition)?.kind === 'value'
    ? 'which has no value there for some visitors'
    : 'which some visitors have not answered there';
}

function gapFault(ref: AnswerPath, why: string, property: string, facts: FaultFacts): Fault {
  const label = ref.join('.');
  const message = `its ${property} names "${label}", ${why}; write what is shown instead after a "|": {${label}|your answer}`;
  return newFault('no-fallback', message, { ...facts, property, ref });
}

function mayMiss(ref: AnswerPath, at: NodeAt, property: string, definition: WizardDefinition): boolean {
  if (isOptional(ref, at.scope)) return true;
  const target = placeAt(ref, at.scope, definition);
  const isAnyOrder = definition.order === 'tasks' && target?.section !== at.section;
  return isListed(at, property, definition) || isAnyOrder || mayBeOff(ref, at.scope, at, definition);
}

/** Whether the list of steps, or that of tasks, shows the text before the answer is given. */
function isListed(at: NodeAt, property: string, definition: WizardDefinition): boolean {
  return (
    property === 'title' && (at.kind === 'section' || (definition.stepList && !at.path.includes(anyItem)))
  );
}

function isOptional(ref: AnswerPath, scope: Scope): boolean {
  const field = fieldAt(ref, scope);
  return field !== undefined && (!field.required || field.show !== undefined);
}

/** Whether some visitor comes to where the text stands and is not asked for the answer. */
function mayBeOff(
  ref: AnswerPath,
  scope: Scope,
  at: NodeAt | undefined,
  definition: WizardDefinition,
): boolean {
  const asked = placeAt(ref, scope, definition);
  const when = asked === undefined ? undefined : wholeConditionOf(asked);
  if (when === undefined) return false;
  const around = at === undefined ? undefined : wholeConditionOf(at);
  const goal = both(around, not(when))!;
  return isPossible(goal, at, definition);
}

function isPossible(goal: Condition, at: NodeAt | undefined, definition: WizardDefinition): boolean {
  const stops = stopsOf(definition);
  const index = at === undefined ? stops.length : stops.findIndex(({ key }) => key === at.key);
  const before = stops.slice(0, index < 0 ? stops.length : index);
  const probe = { key: '', kind: 'step', fields: [], when: goal } as const;
  const root = rootScope(definition);
  return canReach([...before, probe], before.length, { root, broken: new Set(), mostTries: 500 }) === 'yes';
}

function placeAt(ref: AnswerPath, scope: Scope, definition: WizardDefinition) {
  const { key } = scope.find(ref);
  return everyNode(definition).find((at) => at.key === key && (at.kind === 'value' || isPlace(at)));
}
