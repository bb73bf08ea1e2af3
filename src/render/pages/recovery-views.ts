import { controlOf } from '../../controls/all.ts';
import { limitsOfFiles } from '../../controls/file.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { fieldsAt } from '../../definition/place.ts';
import type { Deleted } from '../../engine/event.ts';
import { endOf, finish, pastMoment, type PageOf, type Showing } from './common-view.ts';
import { formatBytes, formatDuration } from '../../language/formats.ts';
import { formAgain, secretsAgain } from './form-again.ts';
import { heldFields, linkFields, stampFields } from './form-view.ts';
import { undoForm, whichWords } from './journey-views.ts';
import { pageLanguageOf, withNamedItems } from './item-name.ts';
import { conflictRows, typedRows } from './summary.ts';
import { hiddenNames } from './urls.ts';
import type { FormView, LinkView } from './view-parts.ts';
import type { ConflictView, ExpiredView, HeldView, PageView } from './view.ts';
import { paragraphsOf } from '../../language/language.ts';

/** A session that has ended: what a POST brought is held, and one click goes on with it. */
export function expiredView(page: PageOf<'expired'>, showing: Showing): ExpiredView {
  const { definition, place, raw, isRunGone = false, deleted } = page;
  const { say, urls } = showing;
  const { heading, paragraphs, moment } =
    deleted === undefined ? whyExpired(page, showing) : whyDeleted(definition, deleted, showing);
  const typed = place === undefined ? [] : typedRows(place, raw, say);
  const restart = isRunGone
    ? ({ href: urls.runs(definition.id), text: say('runs.all'), button: 'primary' } as const)
    : ({ href: urls.wizard(definition.id), text: say('expired.restart'), button: 'primary' } as const);
  if (place === undefined || typed.length === 0) {
    const form = deleted === undefined ? undefined : undoForm(definition, showing);
    return finish(page, showing, { heading, paragraphs, moment, typed, form, links: [restart] });
  }
  return finish(page, showing, {
    heading,
    moment,
    paragraphs: [...paragraphs, ...paragraphsOf(say('expired.kept'))],
    typed,
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [{ name: hiddenNames.carry, value: '1' }, ...heldFields(place, raw, showing.frame)],
      fields: secretsAgain(place, showing),
      button: say(isRunGone ? 'expired.button-run' : 'expired.button'),
      other:
        deleted === undefined ? undefined : { name: hiddenNames.undo, value: '1', text: say('expired.undo') },
    },
  });
}

function whyDeleted(definition: WizardDefinition, { until, sent }: Deleted, { say, frame }: Showing) {
  const which = whichWords(definition, sent);
  const moment = endOf(until, frame);
  const text = say(`deleted.undo-text${which}`, { wizard: definition.title, time: moment.text });
  const heading = say(which === '-run' ? 'expired.heading-run' : `deleted.heading${which}`);
  return { heading, moment, paragraphs: paragraphsOf(text) };
}

function whyExpired({ endedAt, isRunGone }: PageOf<'expired'>, { say, frame, language }: Showing) {
  if (isRunGone === true) {
    const paragraphs = paragraphsOf(say('expired.text-run'));
    return { heading: say('expired.heading-run'), moment: undefined, paragraphs };
  }
  const heading = say('expired.heading');
  const duration = formatDuration(frame.lifetime.idleMs, language.tag);
  const moment = endedAt === undefined ? undefined : pastMoment(endedAt, 'ended', frame);
  const when =
    moment === undefined ? say('expired.when-unknown') : say('expired.when', { time: moment.text });
  return {
    heading,
    moment,
    paragraphs: [...paragraphsOf(say('expired.text', { duration })), ...paragraphsOf(when)],
  };
}

/** A browser that keeps no cookies: what was typed is held, to be sent again when it does. */
export function noCookiesView(page: PageOf<'no-cookies'>, showing: Showing): HeldView<'no-cookies'> {
  const { definition, place, raw, stamp, token } = page;
  const { say, urls } = showing;
  const button = say('retry');
  return finish(page, showing, {
    heading: say('no-cookies.heading'),
    paragraphs: paragraphsOf(say(`no-cookies.text${token === undefined ? '' : '-link'}`)),
    typed: place === undefined ? [] : typedRows(place, raw, say),
    form:
      token !== undefined
        ? { action: urls.link(definition.id, token), hidden: linkFields, fields: [], button }
        : place === undefined
          ? undefined
          : {
              action: urls.step(definition.id, place.key),
              hidden: [...stampFields(stamp), ...heldFields(place, raw, showing.frame)],
              fields: secretsAgain(place, showing),
              button,
            },
  });
}

/** The same step was answered elsewhere in between: both answers, and both ways on. */
export function conflictView(page: PageOf<'conflict'>, showing: Showing): ConflictView {
  const { definition, place, raw, stored, walk } = page;
  const { say, urls } = showing;
  const language = pageLanguageOf(showing);
  return finish(page, showing, {
    heading: say('conflict.heading'),
    eyebrow: [place.step.title],
    paragraphs: paragraphsOf(say('conflict.text')),
    ...conflictRows(withNamedItems(place, walk, language), { raw, stored }, language),
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [...stampFields(page.stamp), ...heldFields(place, raw, showing.frame)],
      fields: secretsAgain(place, showing),
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

/** It cannot be done now: what was typed is held, and "Try again" posts the same. */
export function unavailableView(page: PageOf<'unavailable'>, showing: Showing): HeldView<'unavailable'> {
  const { definition, place, raw, logInAt } = page;
  const { say } = showing;
  const form = retryForm(page, showing);
  const which = page.finishing ? '-send' : form === undefined ? '-view' : '';
  const [heading, text] =
    page.isHosts === true
      ? (['hosts.heading', 'hosts.text-typed'] as const)
      : logInAt !== undefined
        ? (['log-in.heading', 'log-in.text'] as const)
        : page.status === 429
          ? (['too-many.heading', `too-many.text${which}`] as const)
          : ([`unavailable.heading${which}`, `unavailable.text${which}`] as const);
  return finish(page, showing, {
    heading: say(heading),
    paragraphs: paragraphsOf(say(text)).concat(page.isWithoutFiles === true ? say('held.files') : []),
    typed: place === undefined || definition === undefined ? [] : typedRows(place, raw, say),
    ...wayOn(form, logInAt, say),
  });
}

/** There is no room for another run: what was typed is shown again, to be sent when there is. */
export function fullView(page: PageOf<'full'>, showing: Showing): PageView<'full'> {
  const { definition, place, raw } = page;
  const { say, urls } = showing;
  const { max = 0 } = definition.several ?? {};
  const runs = { href: urls.runs(definition.id), text: say('runs.all') };
  const isTyped = place?.kind === 'step' && Object.keys(raw).length > 0;
  return finish(page, showing, {
    heading: say('full.heading'),
    paragraphs: paragraphsOf(say(isTyped ? 'full.text-typed' : 'runs.full', { n: max })),
    form: isTyped ? formAgain({ definition, place, raw }, showing) : undefined,
    links: [{ ...runs, button: isTyped ? 'quiet' : 'primary' }],
  });
}

/** The form was larger than the limit: where it could be read, it is shown again to be made shorter. */
export function tooLargeView(page: PageOf<'too-large'>, showing: Showing): PageView<'too-large'> {
  const { definition, place, raw } = page;
  const { say, urls } = showing;
  const heading = say('too-large.heading');
  const paragraphs = tooLargeWords(page, showing);
  if (definition === undefined || place === undefined) {
    const home =
      definition === undefined
        ? { href: urls.list(), text: say('home') }
        : { href: urls.wizard(definition.id), text: say('to-form') };
    return finish(page, showing, { heading, paragraphs, links: [{ ...home, button: 'primary' }] });
  }
  const back = { href: urls.step(definition.id, place.key), text: say('back') };
  if (place.kind !== 'step' || Object.keys(raw).length === 0)
    return finish(page, showing, { heading, paragraphs, links: [{ ...back, button: 'primary' }] });
  return finish(page, showing, {
    heading,
    paragraphs,
    back,
    form: formAgain({ definition, place, raw }, showing),
  });
}

/** Which limit it was: that of the files, where the page asks for some and nothing of it could be read. */
function tooLargeWords({ place, raw }: PageOf<'too-large'>, { say, language }: Showing): readonly string[] {
  const files =
    place === undefined || Object.keys(raw).length > 0
      ? []
      : fieldsAt(place).filter((field) => controlOf(field).name === 'file');
  if (files.length === 0) return paragraphsOf(say('too-large.text'));
  const limits = files.map((field) =>
    say('too-large.limit', {
      label: field.meta.label,
      limit: formatBytes(limitsOfFiles(field).maxBytes, language.tag),
    }),
  );
  return [...limits, ...paragraphsOf(say('too-large.text-files'))];
}

/** The form again, and before it the way to log in, where that is wanted; else the page again. */
function wayOn(
  form: FormView | undefined,
  logInAt: string | undefined,
  say: Showing['say'],
): { readonly form?: FormView; readonly links?: readonly LinkView[] } {
  // An empty address is the page itself.
  if (form === undefined) return { links: [{ href: '', text: say('retry'), button: 'primary' }] };
  if (logInAt === undefined) return { form };
  // In a new tab: the form is here.
  const logIn = { href: logInAt, text: say('log-in.link'), newTab: say('new-tab') };
  return { form, links: [{ ...logIn, button: 'primary' }] };
}

function retryForm(page: PageOf<'unavailable'>, showing: Showing): FormView | undefined {
  const { definition, place, raw, stamp } = page;
  const { urls, say } = showing;
  const button = say('retry');
  if (definition === undefined) return undefined;
  if (page.finishing) {
    return { action: urls.check(definition.id), hidden: stampFields(stamp), fields: [], button };
  }
  if (place === undefined || stamp === undefined) return undefined;
  return {
    action: urls.step(definition.id, place.key),
    hidden: [...stampFields(stamp), ...heldFields(place, raw, showing.frame)],
    fields: secretsAgain(place, showing),
    button,
  };
}
