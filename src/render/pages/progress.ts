import type { WizardDefinition } from '../../definition/model.ts';
import type { Place } from '../../definition/place.ts';
import { indexIn, isOpen } from '../../flow/position.ts';
import type { Walk } from '../../flow/walk.ts';
import type { Say } from '../../language/language.ts';

/** One line of the list of steps. */
export interface StepListItem {
  readonly title: string;
  readonly state: 'completed' | 'current' | 'later';
  /** The state in words. */
  readonly stateText: string;
  /** Absent for a step that cannot be opened yet, and for the current one. */
  readonly href?: string;
}

/** Where the visitor is among the steps that apply. */
export interface ProgressView {
  /** "Step 2 of 5", or "Step 2" while the total depends on an answer to come. */
  readonly text: string;
  readonly n: number;
  readonly total?: number;
}

/** The progress at a step; undefined when the wizard shows none, and for a step off the path. */
export function progressOf(
  definition: WizardDefinition,
  walk: Walk,
  place: Place,
  say: Say,
): ProgressView | undefined {
  const n = indexIn(walk, place) + 1;
  if (!definition.progress || n === 0) return undefined;
  const { total } = walk;
  return total === undefined
    ? { text: say('step-n', { n }), n }
    : { text: say('step-of', { n, total }), n, total };
}

/**
 * The list of the steps that apply, as far as they can be told, and check-your-answers at its end.
 *
 * @param current the step that is shown; undefined on check-your-answers
 */
export function stepListOf(
  walk: Walk,
  current: Place | undefined,
  say: Say,
  urls: { readonly step: (place: Place) => string; readonly check: string },
): readonly StepListItem[] {
  const items = walk.path.map((place): StepListItem => {
    const { title } = place.step;
    if (place.key === current?.key) return { title, state: 'current', stateText: say('step-current') };
    const isAnswered = !walk.waiting.has(place.key) && place.kind !== 'exit';
    return {
      title,
      state: isAnswered ? 'completed' : 'later',
      stateText: say(isAnswered ? 'step-completed' : 'step-later'),
      ...(isOpen(walk, place) ? { href: urls.step(place) } : {}),
    };
  });
  if (walk.exit !== undefined) return items;
  const isCheck = current === undefined;
  return [
    ...items,
    {
      title: say('check.heading'),
      state: isCheck ? 'current' : 'later',
      stateText: say(isCheck ? 'step-current' : 'step-later'),
      ...(!isCheck && walk.complete ? { href: urls.check } : {}),
    },
  ];
}
