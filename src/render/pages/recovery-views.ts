import { controlOf } from '../../controls/all.ts';
import type { RawValues } from '../../controls/raw.ts';
import type { Place, StepPlace } from '../../definition/place.ts';
import { finish, pastMoment, type PageOf } from './common-view.ts';
import { formatDuration } from '../../language/formats.ts';
import { fieldViews, heldFields, hiddenControls, stampFields } from './form-view.ts';
import type { Frame } from './page.ts';
import { conflictRows, typedRows } from './summary.ts';
import { hiddenNames, urlsAt } from './urls.ts';
import type { FormView, WizardView } from './view.ts';
import { paragraphsOf } from '../../language/language.ts';

/** A session that has ended: what a POST brought is held, and one click goes on with it. */
export function expiredView(page: PageOf<'expired'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, raw, endedAt } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  const heading = say('expired.heading');
  const duration = formatDuration(frame.lifetime.idleMs, common.language);
  const moment = endedAt === undefined ? undefined : pastMoment(endedAt, 'ended', frame);
  const paragraphs = [
    ...paragraphsOf(say('expired.text', { duration })),
    ...(moment === undefined ? [] : paragraphsOf(say('expired.when', { time: moment.text }))),
  ];
  const typed = place === undefined ? [] : typedRows(place, raw, say);
  const restart = {
    href: urls.wizard(definition.id),
    text: say('expired.restart'),
    button: 'primary',
  } as const;
  if (place === undefined || typed.length === 0) {
    return finish(common, { heading, paragraphs, moment, links: [restart] });
  }
  return finish(common, {
    heading,
    moment,
    paragraphs: [...paragraphs, ...paragraphsOf(say('expired.kept'))],
    typed,
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [{ name: hiddenNames.carry, value: '1' }, ...heldFields(place, raw)],
      fields: secrets(place, common),
      button: say('expired.button'),
    },
  });
}

/** A browser that keeps no cookies: what was typed is held, to be sent again when it does. */
export function noCookiesView(page: PageOf<'no-cookies'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, raw, stamp } = page;
  const { say } = common;
  return finish(common, {
    heading: say('no-cookies.heading'),
    paragraphs: paragraphsOf(say('no-cookies.text')),
    typed: typedRows(place, raw, say),
    form: {
      action: urlsAt(frame.base).step(definition.id, place.key),
      hidden: [...stampFields(stamp), ...heldFields(place, raw)],
      fields: secrets(place, common),
      button: say('retry'),
    },
  });
}

/** The same step was answered elsewhere in between: both answers, and both ways on. */
export function conflictView(page: PageOf<'conflict'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, raw, stored } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  return finish(common, {
    heading: say('conflict.heading'),
    eyebrow: [place.step.title],
    paragraphs: paragraphsOf(say('conflict.text')),
    ...conflictRows(place, { raw, stored }, common),
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [...stampFields(page.stamp), ...heldFields(place, raw)],
      fields: secrets(place, common),
      button: say('conflict.keep-mine'),
    },
    links: [
      {
        href: page.stamp.onward === 'check' ? urls.check(definition.id) : urls.wizard(definition.id),
        text: say('conflict.keep-stored'),
        button: 'quiet',
      },
    ],
  });
}

/** The store cannot be reached: what was typed is held, and "Try again" posts the same. */
export function unavailableView(page: PageOf<'unavailable'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, raw } = page;
  const { say } = common;
  const form = retryForm(page, frame, common);
  const which = page.finishing ? '-send' : form === undefined ? '-view' : '';
  const isHosts = page.isHosts === true;
  return finish(common, {
    heading: say(isHosts ? 'hosts.heading' : `unavailable.heading${which}`),
    paragraphs: paragraphsOf(say(isHosts ? 'hosts.text-typed' : `unavailable.text${which}`)),
    typed: place === undefined || definition === undefined ? [] : typedRows(place, raw, say),
    // An empty address is the page itself.
    ...(form === undefined ? { links: [{ href: '', text: say('retry'), button: 'primary' }] } : { form }),
  });
}

/** The form was larger than the limit: where it could be read, it is shown again to be made shorter. */
export function tooLargeView(page: PageOf<'too-large'>, frame: Frame, common: WizardView): WizardView {
  const { definition, place, raw } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  const heading = say('too-large.heading');
  const paragraphs = paragraphsOf(say('too-large.text'));
  if (definition === undefined || place === undefined) {
    const home =
      definition === undefined
        ? { href: urls.list(), text: say('home') }
        : { href: urls.wizard(definition.id), text: say('to-form') };
    return finish(common, { heading, paragraphs, links: [{ ...home, button: 'primary' }] });
  }
  const back = { href: urls.step(definition.id, place.key), text: say('back') };
  if (place.kind !== 'step' || Object.keys(raw).length === 0)
    return finish(common, { heading, paragraphs, links: [{ ...back, button: 'primary' }] });
  return finish(common, {
    heading,
    paragraphs,
    back,
    form: {
      action: urls.step(definition.id, place.key),
      hidden: hiddenControls(place.step, raw),
      fields: fieldViews(shownAgain(place, raw, common)),
      button: say('continue'),
    },
  });
}

function retryForm(page: PageOf<'unavailable'>, frame: Frame, common: WizardView): FormView | undefined {
  const { definition, place, raw, stamp } = page;
  const urls = urlsAt(frame.base);
  const button = common.say('retry');
  if (definition === undefined) return undefined;
  if (page.finishing) {
    return { action: urls.check(definition.id), hidden: stampFields(stamp), fields: [], button };
  }
  if (place === undefined || stamp === undefined) return undefined;
  return {
    action: urls.step(definition.id, place.key),
    hidden: [...stampFields(stamp), ...heldFields(place, raw)],
    fields: secrets(place, common),
    button,
  };
}

// A password is not held in the page, so it is asked for once more where it is needed.
function secrets(place: Place, common: WizardView): FormView['fields'] {
  if (place.kind !== 'step') return [];
  const passwords = place.step.fields.filter((field) => controlOf(field).isSecret === true);
  return passwords.length === 0 ? [] : fieldViews(shownAgain(place, {}, common), passwords);
}

function shownAgain(place: StepPlace, raw: RawValues, common: WizardView) {
  return { place, raw, issues: [], earlier: { live: {} }, say: common.say, language: common.language };
}
