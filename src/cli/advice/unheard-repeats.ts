import { wholeConditionOf } from '../../definition/condition/conditions.ts';
import type { AnswerPath } from '../../definition/answers.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { isBelow, keyOf } from '../../definition/path.ts';
import {
  everyNode,
  everyPlace,
  fieldsAt,
  isPlace,
  rootScope,
  type Around,
  type NodeAt,
} from '../../definition/place.ts';
import type { Target } from '../../definition/scope.ts';
import { refsIn } from '../../definition/condition/operand.ts';
import { newFault, type Fault } from '../../fault.ts';
import { comparedBy } from './compared.ts';

/**
 * Questions of a part that is included several times ("is there another?") that decide something in all but the last of
 * them: whoever says yes there is not heard.
 */
export function unheardRepeats(definition: WizardDefinition): readonly Fault[] {
  const parts = everyNode(definition).filter((at): at is Around => at.kind === 'part');
  const shaped = new Map<string, readonly Around[]>();
  for (const part of parts) shaped.set(shapeOf(part), [...(shaped.get(shapeOf(part)) ?? []), part]);
  return [...shaped.values()].flatMap((alike) => {
    const last = alike.at(-1);
    if (last === undefined || alike.length < 2) return [];
    const heard = alike.map((part) => readFromOutside(definition, part));
    const others = heard.slice(0, -1);
    const missing = [...(others[0] ?? [])].filter(
      (field) => others.every((each) => each.has(field)) && !heard.at(-1)!.has(field),
    );
    return missing.map((address) => {
      const names = alike.slice(0, -1).map(({ key }) => `"${key}"`);
      const message = `a condition reads it in ${names.join(', ')}, and none does here, in the last of them: this answer is not heard; add an exit or a step for it, or leave it out here`;
      const [field = '', ...steps] = address.split('/').toReversed();
      return newFault('unheard-answer', message, {
        step: keyOf([...last.path, ...steps.toReversed()]),
        field,
      });
    });
  });
}

/** What a part asks, which tells fragments apart that were made by the same function. */
function shapeOf(part: Around): string {
  const above = keyOf(part.path.slice(0, -1));
  const pages = pagesIn(part).flatMap((place) =>
    fieldsAt(place).map(({ name }) => keyOf([...place.path.slice(part.path.length), name])),
  );
  return `${above}: ${pages.join(' ')}`;
}

function pagesIn({ inner }: Around) {
  return inner.flatMap((at): readonly NodeAt[] => (at.kind === 'part' ? pagesIn(at) : [at])).filter(isPlace);
}

/** The answers of a part, by their address in it, that a condition outside of it reads, whole or one of their parts. */
function readFromOutside(definition: WizardDefinition, part: Around): ReadonlySet<string> {
  const outside = everyPlace(definition).filter(({ path }) => !isBelow(path, part.path));
  const read = outside.flatMap((place) => comparedBy(wholeConditionOf(place)).flatMap(refsIn));
  const { find } = rootScope(definition);
  return new Set(
    read
      .filter((ref) => isBelow(ref, part.path))
      .map((ref) => keyOf(answerAt(find(ref)).slice(part.path.length))),
  );
}

/** Where an answer stands of which the whole or a part is named. */
function answerAt(target: Target): AnswerPath {
  return target.kind === 'field' && target.part !== undefined ? target.path.slice(0, -1) : target.path;
}
