import { WizardError } from '../../errors.ts';
import { earlierThan, previousOf } from '../../flow/position.ts';
import { liveOf } from '../../flow/walk.ts';
import { nestedIn } from '../../definition/nest.ts';
import { wordIssue } from '../../form/word-issue.ts';
import type { PageOf } from './common-view.ts';
import { finish, languageOn } from './common-view.ts';
import { fieldViews, headingField, hiddenControls, issueViews, stampFields } from './form-view.ts';
import type { Frame } from './page.ts';
import { progressOf, stepListOf } from './progress.ts';
import { urlsAt } from './urls.ts';
import type { LinkView, WizardView } from './view.ts';

/** A step's form. */
export function stepView(page: PageOf<'step'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, walk, raw } = page;
  const { step, key, heading: section } = place;
  const { say } = common;
  const language = languageOn(page, frame);
  const issues = page.issues.map((issue) => wordIssue(issue, step, language));
  const urls = urlsAt(frame.base);
  const heading = headingField(step);
  const fields = fieldViews({
    place,
    raw,
    issues,
    earlier: liveOf(walk),
    say,
    language: common.language,
    ...(heading === undefined ? {} : { heading }),
  });
  const title = fields.find((field) => field.heading !== undefined)?.heading ?? step.title;
  const progress = progressOf(definition, walk, place, say);
  const back = backLink(page, frame, common);
  return finish(
    common,
    {
      heading: title,
      headingInField: heading !== undefined,
      eyebrow: [progress?.text, section].filter((line) => line !== undefined),
      ...(progress === undefined ? {} : { progress }),
      helpers: helpersOf(page),
      paragraphs: heading === undefined ? step.intro : [],
      issues: issueViews(place, issues),
      form: {
        action: urls.step(definition.id, key),
        hidden: [...stampFields(page.stamp), ...hiddenControls(step, raw)],
        fields,
        button: say('continue'),
      },
      ...(back === undefined ? {} : { back }),
      stepList: definition.stepList
        ? stepListOf(walk, place, say, {
            step: (each) => urls.step(definition.id, each.key),
            check: urls.check(definition.id),
          })
        : [],
    },
    progress?.text,
  );
}

/** An exit page: why the journey ends here, and the way back. */
export function exitView(page: PageOf<'exit'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, walk } = page;
  const { step } = place;
  const previous = previousOf(walk, place);
  const href = previous === undefined ? undefined : urlsAt(frame.base).step(definition.id, previous.key);
  return finish(common, {
    heading: step.title,
    helpers: helpersOf(page),
    paragraphs: step.intro,
    ...(href === undefined
      ? {}
      : {
          back: { href, text: common.say('back') },
          links: [{ href, text: common.say('exit.back'), button: 'quiet' }],
        }),
  });
}

/**
 * What the step's own view gets besides.
 *
 * @throws WizardError VIEW_FAILED when the author's `helpers` throws, or gives no object
 */
function helpersOf({ definition, place, walk }: PageOf<'step'> | PageOf<'exit'>): WizardView['helpers'] {
  const { helpers } = place.step;
  if (helpers === undefined) return {};
  const where = `wizard "${definition.id}", step "${place.key}"`;
  let made: unknown;
  try {
    made = helpers(nestedIn(place.scope, earlierThan(walk, place)));
  } catch (cause) {
    throw new WizardError('VIEW_FAILED', `${where}: its helpers threw; mend it.`, { cause });
  }
  if (typeof made === 'object' && made !== null && !(made instanceof Promise)) return { ...made };
  throw new WizardError('VIEW_FAILED', `${where}: its helpers must return an object, and at once.`);
}

function backLink(page: PageOf<'step'>, frame: Frame, common: WizardView): LinkView | undefined {
  const { definition, place, walk } = page;
  const urls = urlsAt(frame.base);
  const text = common.say('back');
  if (page.stamp.onward === 'check' && walk.complete) return { href: urls.check(definition.id), text };
  const previous = previousOf(walk, place);
  if (previous !== undefined) return { href: urls.step(definition.id, previous.key), text };
  return definition.start === false ? undefined : { href: urls.start(definition.id), text };
}
