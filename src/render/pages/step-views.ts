import { itemsAround } from '../../definition/place.ts';
import { previousOf } from '../../flow/position.ts';
import { liveOf } from '../../flow/walk.ts';
import { paragraphsOf } from '../../language/language.ts';
import { wordIssue } from '../../form/issue.ts';
import { finish, tellingOn, type PageOf, type Showing } from './common-view.ts';
import {
  fieldViews,
  headingField,
  hiddenControls,
  issueViews,
  namedIssues,
  languageFields,
  stampFields,
} from './form-view.ts';
import { withFoundHere } from './found-here.ts';
import { handOverViews } from './hand-over-view.ts';
import { namesAround, pageLanguageOf, withNamedItems } from './item-name.ts';
import { helpView, proseOf } from './prose.ts';
import type { StepIssue } from './page.ts';
import { summaryOf, type SectionView } from './summary.ts';
import { toldCompletion } from './told-places.ts';
import type { LinkView } from './view-parts.ts';
import type { CheckView, ExitView, StepView } from './view.ts';
import { backLink, progressOf, stepListOf } from './way-view.ts';

/** A step's form. */
export function stepView(page: PageOf<'step'>, showing: Showing): StepView {
  const { definition, walk, raw } = page;
  const named = withNamedItems(page.place, walk, pageLanguageOf(showing));
  const place = withFoundHere(named, page);
  const { step, key, heading: section } = place;
  const { say, urls, language } = showing;
  const worded = page.issues.map((issue) => wordIssue(issue, step, language));
  const issues = namedIssues(step, worded, say);
  const heading = headingField(step);
  const fields = fieldViews({
    place,
    raw,
    issues,
    earlier: liveOf(walk),
    say,
    language: language.tag,
    heading,
  });
  const title = fields.find((field) => field.heading !== undefined)?.heading ?? step.title;
  const progress = progressOf(page, say);
  const back = backLink(page, showing);
  const around = namesAround(place, walk, pageLanguageOf(showing));
  return finish(page, showing, {
    heading: title,
    headingInField: heading !== undefined,
    eyebrow: [progress?.text, section, ...around].filter((line) => line !== undefined),
    around,
    progress,
    helpers: page.helpers ?? {},
    ...(heading === undefined ? proseOf(step.intro, showing) : {}),
    help: helpView(step.help, showing),
    issues: issueViews(place, issues),
    notice: page.isAskedAgain === true ? say('asked-again') : undefined,
    form: {
      action: urls.step(definition.id, key),
      hidden: [...stampFields(page.stamp), ...languageFields(showing.frame), ...hiddenControls(step, raw)],
      fields,
      button: say('continue'),
      saved: definition.drafts ? say('saved-at') : undefined,
    },
    back,
    stepList: stepListOf(page, place, showing),
  });
}

/** An exit page: why the journey ends here, and the way back. */
export function exitView(page: PageOf<'exit'>, showing: Showing): ExitView {
  const { definition, place, walk } = page;
  const { step } = place;
  const previous = previousOf(walk, place);
  const { urls, say } = showing;
  const list = walk.order === 'tasks' ? urls.tasks(definition.id) : undefined;
  const href = previous === undefined ? list : urls.step(definition.id, previous.key);
  return finish(page, showing, {
    heading: step.title,
    helpers: page.helpers ?? {},
    ...proseOf(step.intro, 'same-tab'),
    help: helpView(step.help, 'same-tab'),
    handOvers: handOverViews(step.handOvers, urls.step(definition.id, place.key), urls),
    ...(href === undefined
      ? {}
      : {
          back: { href, text: say('back') },
          links: [{ href, text: say('exit.back'), button: 'quiet' }],
        }),
  });
}

/** Check your answers, and submit. */
export function checkView(page: PageOf<'check'>, showing: Showing): CheckView {
  const { definition, walk } = page;
  const { say, urls } = showing;
  const { action, declaration } = toldCompletion(definition, tellingOn(showing, walk));
  const agreed = proseOf(declaration, showing);
  const sections = answersToCheck(page, showing);
  return finish(page, showing, {
    heading: say('check.heading'),
    paragraphs: paragraphsOf(say(sections.length === 0 ? 'check.none' : 'check.text')),
    issues: issuesOfCheck(page, showing).map(({ message: text, step }) =>
      step === undefined ? { text } : { text, href: urls.change(definition.id, step) },
    ),
    sections,
    declaration: agreed.paragraphs,
    declarationHtml: agreed.prose,
    form: {
      action: urls.check(definition.id),
      hidden: stampFields(page.stamp),
      fields: [],
      button: action,
    },
    back: backFromCheck(page, showing),
    stepList: stepListOf(page, undefined, showing),
  });
}

/** What is said at the top of check-your-answers: first of all why nothing was sent. */
export function issuesOfCheck(
  { status, issues }: PageOf<'check'>,
  { say }: Pick<Showing, 'say'>,
): readonly StepIssue[] {
  if (status !== 409) return issues;
  return [{ field: '', code: 'changed', message: say('check.changed') }, ...issues];
}

/** Every answer, with the ways to change it. */
export function answersToCheck(
  { definition, walk }: PageOf<'check'>,
  { say, urls, language }: Showing,
): readonly SectionView[] {
  const { id } = definition;
  return summaryOf(walk, {
    say,
    language: language.tag,
    ways: {
      changeUrl: ({ key }) => urls.change(id, key),
      removeUrl: ({ group, item }) => urls.remove(id, group.key, { item, onward: 'check' }),
    },
  });
}

/** The way back from check-your-answers. */
export function backFromCheck(
  { definition, walk }: PageOf<'check'>,
  { say, urls }: Showing,
): LinkView | undefined {
  const text = say('back');
  if (walk.order === 'tasks') return { href: urls.tasks(definition.id), text };
  const last = walk.path.findLast((place) => itemsAround(place).length === 0);
  return last === undefined ? undefined : { href: urls.step(definition.id, last.key), text };
}
