import type { WizardDefinition, Completion, Section, Step, Exit, Group } from '../../definition/model.ts';
import { everyNode, isPlace, rootScope, type NodeAt, type Place } from '../../definition/place.ts';
import type { Scope } from '../../definition/scope.ts';
import { readText } from '../../definition/template.ts';
import { completionWithTexts, pageWithTexts, type EachText } from '../../definition/texts.ts';
import type { Walk } from '../../flow/walk.ts';
import { onceFor } from '../../once-for.ts';
import type { Page } from './page.ts';
import { markdownWithAnswers, textWithAnswers, type Telling } from './words-with-answers.ts';

/** A page whose place has the texts that this visitor reads; the same page where they are the same for everyone. */
export function toldPage<P extends Page>(page: P, tellingFor: (walk: Walk | undefined) => Telling): P {
  if (!('place' in page) || page.place === undefined) return page;
  const place = toldPlace(page.place, tellingFor('walk' in page ? page.walk : undefined));
  return place === page.place ? page : { ...page, place };
}

/** A place with the texts that this visitor reads; the same place where they are the same for everyone. */
export function toldPlace<P extends Place>(place: P, telling: Telling): P {
  const heading = toldHeading(place, telling);
  if (!namesAnswers(place.step) && heading === place.heading) return place;
  const step = pageWithTexts<Step | Exit | Group>(place.step, teller(place.scope, telling));
  return { ...place, step, heading };
}

/** The title of a page as this visitor reads it. */
export function toldTitle(place: Place, telling: Telling): string {
  return textWithAnswers(place.step.title, place.scope, telling);
}

/** The title of a section as this visitor reads it. */
export function toldSectionTitle(section: Section, walk: Walk, telling: Telling): string {
  if (!section.title.includes('{')) return section.title;
  const at = walk.verdicts.find((each) => each.at.kind === 'section' && each.at.section === section)?.at;
  return at === undefined ? section.title : textWithAnswers(section.title, at.scope, telling);
}

/** What is said at the end as this visitor reads it. */
export function toldCompletion(definition: WizardDefinition, telling: Telling): Completion {
  const { completion } = definition;
  if (!namesAnswers(completion)) return completion;
  return completionWithTexts(completion, teller(rootScope(definition), telling));
}

function teller(scope: Scope, telling: Telling): EachText {
  return (text, { isLong }) =>
    isLong === true ? markdownWithAnswers(text, scope, telling) : textWithAnswers(text, scope, telling);
}

/** A heading as it is read where it was written: on the page itself, or on what stands around it. */
export function toldHeading(at: NodeAt, telling: Telling): string | undefined {
  const { heading } = at;
  if (heading?.includes('{') !== true) return heading;
  return textWithAnswers(heading, headingScope(at), telling);
}

function headingScope(at: NodeAt): Scope {
  const own = at.kind === 'part' || at.kind === 'section' ? at.node : undefined;
  const page = at.kind === 'step' || at.kind === 'exit' || at.kind === 'group' ? at.step.section : undefined;
  const isOwn =
    page !== undefined || own?.kind === 'section' || (own?.kind === 'part' && own.section !== undefined);
  return isOwn || at.parent === undefined ? at.scope : headingScope(at.parent);
}

/** Whether every text of a wizard reads as it is written, whatever is answered; groups name their items by answers. */
export const isToldAlike = onceFor(
  (definition: WizardDefinition): boolean =>
    !namesAnswers(definition.completion) &&
    everyNode(definition).every((at) => {
      if (at.heading?.includes('{') === true) return false;
      if (at.kind === 'group') return false;
      if (at.kind === 'value') return !at.value.field.meta.label.includes('{');
      return !isPlace(at) || !namesAnswers(at.step);
    }),
);

/** Whether any text of a page, or of what is said at the end, reads otherwise than it is written. */
const namesAnswers = onceFor((owner: Step | Exit | Group | Completion): boolean => {
  let found = false;
  const look = (text: string) => {
    found ||= readText(text) !== undefined;
    return text;
  };
  if ('kind' in owner) pageWithTexts(owner, look);
  else completionWithTexts(owner, look);
  return found;
});
