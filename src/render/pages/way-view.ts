import type { WizardDefinition } from '../../definition/model.ts';
import { itemsAround, type Place } from '../../definition/place.ts';
import { isOpen, previousOf } from '../../flow/position.ts';
import { progressAt, stepsAround } from '../../flow/progress.ts';
import type { Walk } from '../../flow/walk.ts';
import type { Say } from '../../language/language.ts';
import { tellingOn, type PageOf, type Showing } from './common-view.ts';
import { toldTitle } from './told-places.ts';
import type { LinkView, ProgressView, StepListItem } from './view-parts.ts';

/** The way back: to the page before, from the first one of a task to the list; or to check-your-answers, from where the page was opened. */
export function backLink(
  page: PageOf<'step'> | PageOf<'items'> | PageOf<'external'>,
  { urls, say }: Showing,
): LinkView | undefined {
  const { definition, place, walk } = page;
  const text = say('back');
  if (page.stamp.onward === 'check' && walk.complete) return { href: urls.check(definition.id), text };
  const previous = previousOf(walk, place);
  // Within a change the way back leads to check-your-answers too, when all that it brought up is answered.
  const url = page.stamp.onward === 'check' ? urls.change : urls.step;
  if (previous !== undefined) return { href: url(definition.id, previous.key), text };
  if (walk.order === 'tasks') return { href: urls.tasks(definition.id), text };
  return definition.start === false ? undefined : { href: urls.start(definition.id), text };
}

/** The progress at a step; undefined when the wizard shows none, and for a step off the path. */
export function progressOf(
  {
    definition,
    walk,
    place,
  }: { readonly definition: WizardDefinition; readonly walk: Walk; readonly place: Place },
  say: Say,
): ProgressView | undefined {
  const { step: n, of } = progressAt(walk, place);
  if (!definition.progress || n === 0) return undefined;
  // Where the journey ends early, the steps that would follow are not known.
  const { exit, order } = walk;
  const isEnding = exit !== undefined && (order === 'line' || exit.section === place.section);
  const total = isEnding ? undefined : of;
  return total === undefined
    ? { text: say('step-n', { n }), n }
    : { text: say('step-of', { n, total }), n, total };
}

/**
 * The list of the steps that apply, as far as they can be told, and check-your-answers at its end. A group is one of
 * them, with all of its items. In a list of tasks these are the steps of the section, and none on check-your-answers.
 *
 * @param current the step that is shown; undefined on check-your-answers
 */
export function stepListOf(
  { definition, walk }: { readonly definition: WizardDefinition; readonly walk: Walk },
  current: Place | undefined,
  showing: Showing,
): readonly StepListItem[] {
  if (!definition.stepList) return [];
  const { say, urls } = showing;
  const telling = tellingOn(showing, walk);
  const check = urls.check(definition.id);
  const shown = current === undefined ? undefined : (itemsAround(current)[0]?.group ?? current);
  const isTask = walk.order === 'tasks';
  if (isTask && current === undefined) return [];
  const items = stepsAround(walk, current).map((place): StepListItem => {
    const title = toldTitle(place, telling);
    if (place.key === shown?.key) return { title, state: 'current', stateText: say('step-current') };
    const isAnswered = place.kind !== 'exit' && !isWaiting(walk, place);
    return {
      title,
      state: isAnswered ? 'completed' : 'later',
      stateText: say(isAnswered ? 'step-completed' : 'step-later'),
      ...(isOpen(walk, place) ? { href: urls.step(definition.id, place.key) } : {}),
    };
  });
  if (walk.exit !== undefined || isTask) return items;
  const isCheck = current === undefined;
  return [
    ...items,
    {
      title: say('check.heading'),
      state: isCheck ? 'current' : 'later',
      stateText: say(isCheck ? 'step-current' : 'step-later'),
      ...(!isCheck && walk.complete ? { href: check } : {}),
    },
  ];
}

/** Whether a page, or an item of its group, waits for an answer. */
function isWaiting({ waiting }: Walk, { key, kind }: Place): boolean {
  return waiting.has(key) || (kind === 'group' && [...waiting].some((each) => each.startsWith(`${key}/`)));
}
