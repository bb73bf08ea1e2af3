import { WizardError } from '../../errors.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import type { Place } from '../../definition/place.ts';
import { earlierThan, indexIn, isOpen, previousOf } from '../../flow/position.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import type { Say } from '../../language/language.ts';
import { nestedIn } from '../../definition/nest.ts';
import { paragraphsOf } from '../../language/language.ts';
import { wordIssue } from '../../form/issue.ts';
import { finish, type PageOf, type Showing } from './common-view.ts';
import {
  fieldViews,
  headingField,
  hiddenControls,
  issueViews,
  namedIssues,
  stampFields,
} from './form-view.ts';
import { summaryOf } from './summary.ts';
import type { LinkView, ProgressView, StepListItem } from './view-parts.ts';
import type { CheckView, ExitView, HelpersView, StepView } from './view.ts';

/** A step's form. */
export function stepView(page: PageOf<'step'>, showing: Showing): StepView {
  const { definition, place, walk, raw } = page;
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
  const progress = progressOf({ definition, walk, place }, say);
  const back = backLink(page, showing);
  return finish(page, showing, {
    heading: title,
    headingInField: heading !== undefined,
    eyebrow: [progress?.text, section].filter((line) => line !== undefined),
    progress,
    helpers: helpersOf(page),
    paragraphs: heading === undefined ? step.intro : [],
    issues: issueViews(place, issues),
    form: {
      action: urls.step(definition.id, key),
      hidden: [...stampFields(page.stamp), ...hiddenControls(step, raw)],
      fields,
      button: say('continue'),
      saved: definition.drafts ? say('saved-at') : undefined,
    },
    back,
    stepList: definition.stepList
      ? stepListOf({ walk, current: place }, say, {
          step: (each) => urls.step(definition.id, each.key),
          check: urls.check(definition.id),
        })
      : [],
  });
}

/** An exit page: why the journey ends here, and the way back. */
export function exitView(page: PageOf<'exit'>, showing: Showing): ExitView {
  const { definition, place, walk } = page;
  const { step } = place;
  const previous = previousOf(walk, place);
  const { urls, say } = showing;
  const href = previous === undefined ? undefined : urls.step(definition.id, previous.key);
  return finish(page, showing, {
    heading: step.title,
    helpers: helpersOf(page),
    paragraphs: step.intro,
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
  const last = walk.path.at(-1);
  const sections = summaryOf(walk, {
    say,
    language: showing.language.tag,
    changeUrl: ({ key }) => urls.change(definition.id, key),
  });
  return finish(page, showing, {
    heading: say('check.heading'),
    paragraphs: paragraphsOf(say(sections.length === 0 ? 'check.none' : 'check.text')),
    issues: page.issues.map(({ message: text, step }) =>
      step === undefined ? { text } : { text, href: urls.change(definition.id, step) },
    ),
    sections,
    declaration: definition.completion.declaration,
    form: {
      action: urls.check(definition.id),
      hidden: stampFields(page.stamp),
      fields: [],
      button: definition.completion.action,
    },
    back: last === undefined ? undefined : { href: urls.step(definition.id, last.key), text: say('back') },
    stepList: definition.stepList
      ? stepListOf({ walk, current: undefined }, say, {
          step: (each) => urls.step(definition.id, each.key),
          check: urls.check(definition.id),
        })
      : [],
  });
}

/**
 * What the step's own view gets besides.
 *
 * @throws WizardError VIEW_FAILED when the author's `helpers` throws, or gives no object
 */
function helpersOf({ definition, place, walk }: PageOf<'step'> | PageOf<'exit'>): HelpersView {
  const { helpers } = place.step;
  if (helpers === undefined) return {};
  const where = `wizard "${definition.id}", step "${place.key}"`;
  let made: unknown;
  try {
    made = helpers(
      nestedIn(
        place.scope,
        earlierThan(() => walk, place),
      ),
    );
  } catch (cause) {
    throw new WizardError('VIEW_FAILED', `${where}: its helpers threw; fix it.`, { cause });
  }
  if (typeof made === 'object' && made !== null && !(made instanceof Promise)) return { ...made };
  throw new WizardError('VIEW_FAILED', `${where}: its helpers must return an object, and at once.`);
}

function backLink(page: PageOf<'step'>, { urls, say }: Showing): LinkView | undefined {
  const { definition, place, walk } = page;
  const text = say('back');
  if (page.stamp.onward === 'check' && walk.complete) return { href: urls.check(definition.id), text };
  const previous = previousOf(walk, place);
  // Within a change the way back leads to check-your-answers too, when all that it brought up is answered.
  const url = page.stamp.onward === 'check' ? urls.change : urls.step;
  if (previous !== undefined) return { href: url(definition.id, previous.key), text };
  return definition.start === false ? undefined : { href: urls.start(definition.id), text };
}

/** The progress at a step; undefined when the wizard shows none, and for a step off the path. */
function progressOf(
  {
    definition,
    walk,
    place,
  }: { readonly definition: WizardDefinition; readonly walk: Walk; readonly place: Place },
  say: Say,
): ProgressView | undefined {
  const n = indexIn(walk, place) + 1;
  if (!definition.progress || n === 0) return undefined;
  // Where the journey ends early, the steps that would follow are not known.
  const total = walk.exit === undefined ? walk.total : undefined;
  return total === undefined
    ? { text: say('step-n', { n }), n }
    : { text: say('step-of', { n, total }), n, total };
}

/**
 * The list of the steps that apply, as far as they can be told, and check-your-answers at its end.
 *
 * @param current the step that is shown; undefined on check-your-answers
 */
function stepListOf(
  { walk, current }: { readonly walk: Walk; readonly current: Place | undefined },
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
