import type { Known } from '../definition/condition/evaluate.ts';
import { basisOf } from '../flow/basis.ts';
import { earlierThan, isOpen } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import { validate } from '../form/validate.ts';
import type { ValidationContext } from '../form/validation-context.ts';
import type { HostAnswer, JudgedAnswers, WrittenStep } from './host-event.ts';
import { filledAt, standingOf } from './items.ts';
import type { WizardState } from './state.ts';
import { withAnswer, withoutAnswer } from './transition.ts';
import type { Visit } from './visit.ts';

/**
 * Judges what a host writes to several steps, one after the other, as if a visitor had sent them: the checks of each see
 * those before it.
 *
 * @param contextOf what a step is judged with, by what is known of the answers before it
 */
export async function judgeAnswers(
  { definition, ids }: Pick<Visit, 'definition' | 'ids'>,
  { state: start, answers }: { readonly state: WizardState; readonly answers: readonly HostAnswer[] },
  contextOf: (earlier: () => Known) => ValidationContext,
): Promise<JudgedAnswers> {
  let state = start;
  const steps: WrittenStep[] = [];
  for (const { place, form } of answers) {
    if (form === undefined) {
      state = withoutAnswer(state, place);
      steps.push({ kind: 'removed', place });
      continue;
    }
    const walked = walkOf(definition, filledAt(state, place));
    const standing = standingOf(state, place).kind;
    if (!isOpen(walked, place) || standing === 'removed' || standing === 'full') {
      steps.push({ kind: 'closed', place });
      continue;
    }
    const earlier = earlierThan(() => walked, place);
    const judged = await validate(place, form.candidate, contextOf(earlier));
    if (judged.ok) {
      // A page of its own: one that a visitor has open of the step is not the newest any more.
      state = withAnswer(state, place, {
        answers: judged.answers,
        page: ids.page(),
        basis: basisOf(place, earlier),
      });
      steps.push({ kind: 'accepted', place });
    } else steps.push({ kind: 'refused', place, issues: judged.issues });
  }
  return { state, steps };
}
