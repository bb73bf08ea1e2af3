import type { StepAnswers } from '../../definition/answers.ts';
import { fieldsAt, findStep, type StepPlace } from '../../definition/place.ts';
import { paragraphsOf } from '../../language/language.ts';
import { answerLines } from './answer-lines.ts';
import { finish, tellingOn, type PageOf, type Showing } from './common-view.ts';
import { stampFields } from './form-view.ts';
import { namesAround, pageLanguageOf } from './item-name.ts';
import { proseOf } from './prose.ts';
import type { RowView } from './summary.ts';
import { hiddenNames } from './urls.ts';
import type { ExternalView, PageView } from './view.ts';
import { textWithAllAnswers } from './words-with-answers.ts';
import { backLink, progressOf, stepListOf } from './way-view.ts';

/** A step that is done at another site: what will happen there and the way to it; or what came of it and the way on. */
export function externalView(page: PageOf<'external'>, showing: Showing): ExternalView {
  const { definition, place, walk, stored, why } = page;
  const { step, heading: section } = place;
  const { say, urls } = showing;
  const isDone = stored !== undefined && !walk.waiting.has(place.key);
  const progress = progressOf(page, say);
  const around = namesAround(place, walk, pageLanguageOf(showing));
  const text =
    why === undefined
      ? undefined
      : why.kind === 'failed'
        ? showing.language.sayOwn(why.message)
        : say(`external.${why.kind}`);
  return finish(page, showing, {
    heading: step.title,
    eyebrow: [progress?.text, section, ...around].filter((line) => line !== undefined),
    around,
    progress,
    helpers: page.helpers ?? {},
    ...proseOf(step.intro, showing),
    issues: text === undefined ? [] : [{ text }],
    notice: stored === undefined ? undefined : say(isDone ? 'external.done' : 'external.again'),
    stored: stored === undefined ? [] : storedRows(place, stored, showing),
    form: {
      action: urls.step(definition.id, place.key),
      hidden: stampFields(page.stamp),
      fields: [],
      button: isDone ? say('continue') : (step.external?.action ?? say('continue')),
      leaves: isDone ? undefined : 'press',
    },
    back: backLink(page, showing),
    stepList: stepListOf(page, place, showing),
  });
}

/** Back from another site: what came along is posted to the step, by the page's script or by a press. */
export function returnedView(page: PageOf<'returned'>, showing: Showing): PageView<'returned'> {
  const { definition, place, attempt, query } = page;
  const { say, urls } = showing;
  return finish(page, showing, {
    heading: say('returned.heading'),
    eyebrow: titleWithoutAnswers(page, showing),
    paragraphs: paragraphsOf(say('returned.text')),
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [
        { name: hiddenNames.attempt, value: attempt },
        { name: hiddenNames.query, value: query },
      ],
      fields: [],
      button: say('continue'),
      leaves: 'at-once',
    },
  });
}

/** Back from another site too late: what is not lost, and where to ask. */
export function lateView(page: PageOf<'late'>, showing: Showing): PageView<'late'> {
  const { definition, attempt, told } = page;
  const { say, urls } = showing;
  return finish(page, showing, {
    heading: say('late.heading'),
    eyebrow: titleWithoutAnswers(page, showing),
    paragraphs: [
      ...paragraphsOf(say('late.text')),
      ...(told === undefined ? paragraphsOf(say('late.ask', { attempt })) : paragraphsOf(told)),
    ],
    links: [{ href: urls.wizard(definition.id), text: say('late.button'), button: 'primary' }],
  });
}

/** The step's title, where it can be told on a page that has no session; none where it names an answer. */
function titleWithoutAnswers(
  { definition, place }: PageOf<'returned' | 'late'>,
  showing: Showing,
): readonly string[] {
  const written = findStep(definition, place.key) ?? place;
  const title = textWithAllAnswers(written.step.title, written.scope, tellingOn(showing));
  return title === undefined ? [] : [title];
}

/** What came back from the other site. */
function storedRows(place: StepPlace, stored: StepAnswers, { say, language }: Showing): readonly RowView[] {
  return fieldsAt(place)
    .map((field) => ({
      label: field.meta.label,
      lines: answerLines(field, stored[field.name], { key: place.key, say, language: language.tag }),
      isEmpty: false,
    }))
    .filter(({ lines }) => lines.length > 0);
}
