import type { PageOf } from './common-view.ts';
import { finish } from './common-view.ts';
import { stampFields } from './form-view.ts';
import type { Frame } from './page.ts';
import { stepListOf } from './progress.ts';
import { summaryOf } from './summary.ts';
import { urlsAt } from './urls.ts';
import type { WizardView } from './view.ts';
import { paragraphsOf } from '../../language/language.ts';

/** Check your answers, and submit. */
export function checkView(page: PageOf<'check'>, frame: Frame, common: WizardView): WizardView {
  const { definition, walk } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  const last = walk.path.at(-1);
  const sections = summaryOf(walk, {
    say,
    language: common.language,
    changeUrl: ({ key }) => urls.change(definition.id, key),
  });
  return finish(common, {
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
    ...(last === undefined ? {} : { back: { href: urls.step(definition.id, last.key), text: say('back') } }),
    stepList: definition.stepList
      ? stepListOf(walk, undefined, say, {
          step: (each) => urls.step(definition.id, each.key),
          check: urls.check(definition.id),
        })
      : [],
  });
}
