import type { SubmissionStatus } from '../../completion/journal.ts';
import { placesOf } from '../../definition/place.ts';
import { endOf, finish, pastMoment, type PageOf } from './common-view.ts';
import { formatDuration } from '../../language/formats.ts';
import { statusIn, type Frame } from './page.ts';
import { hiddenNames, urlsAt } from './urls.ts';
import type { WizardView } from './view.ts';
import { paragraphsOf } from '../../language/language.ts';

/** The list of wizards. */
export function listView(page: PageOf<'list'>, frame: Frame, common: WizardView): WizardView {
  const { say } = common;
  const urls = urlsAt(frame.base);
  const items = page.definitions.map((definition) => {
    const text = definition.start === false ? undefined : definition.start.intro[0];
    const status = statusIn(page.started, definition.id);
    return {
      title: definition.title,
      href: urls.wizard(definition.id),
      text,
      ...(status === undefined ? {} : { status, statusText: say(`list.${status}`) }),
    };
  });
  return finish(common, {
    heading: say('list.heading'),
    paragraphs: paragraphsOf(say(items.length === 0 ? 'list.none' : 'list.text')),
    items,
  });
}

/** A wizard's start page: what it is, what will be needed, how long answers are kept. */
export function startView(page: PageOf<'start'>, frame: Frame, common: WizardView): WizardView {
  const { definition, inProgress } = page;
  const { say, language } = common;
  const urls = urlsAt(frame.base);
  const [first] = placesOf(definition);
  const start = first === undefined ? urls.wizard(definition.id) : urls.step(definition.id, first.key);
  const { idleMs, absoluteMs } = frame.lifetime;
  return finish(common, {
    heading: definition.title,
    paragraphs: [
      ...(definition.start === false ? [] : definition.start.intro),
      ...(inProgress ? paragraphsOf(say('start.resume-text')) : []),
    ],
    needs: definition.start === false ? [] : definition.start.needs,
    keptFor: [
      say('kept-for', { duration: formatDuration(idleMs, language) }),
      say('kept-at-most', { duration: formatDuration(absoluteMs, language) }),
    ],
    links: inProgress
      ? [
          { href: urls.wizard(definition.id), text: say('start.resume'), button: 'primary' },
          { href: urls.end(definition.id), text: say('start.again') },
        ]
      : [{ href: start, text: say('start.button'), button: 'primary' }],
  });
}

const outcomes: { readonly [S in SubmissionStatus]: NonNullable<WizardView['outcome']> } = {
  pending: 'working',
  running: 'working',
  done: 'done',
  rejected: 'rejected',
  failed: 'failed',
  discarded: 'discarded',
};

/** The receipt. */
export function doneView(page: PageOf<'done'>, frame: Frame, common: WizardView): WizardView {
  const { definition, reference } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  const outcome = outcomes[page.submission];
  const isSent = outcome === 'done';
  const moment = pastMoment(page.submittedAt, 'sent', frame);
  const home = { href: urls.list(), text: say('done.other') };
  return finish(common, {
    heading: isSent ? definition.completion.confirmation : say(`done.${outcome}`),
    paragraphs: isSent ? [] : paragraphsOf(say(`done.${outcome}-text`)),
    outcome,
    reference,
    sentText: say('done.sent', { time: moment.text }),
    moment,
    next: isSent || outcome === 'working' ? definition.completion.next : [],
    links:
      outcome === 'working'
        ? [{ href: '', text: say('done.refresh'), button: 'primary' }]
        : outcome === 'rejected'
          ? [{ href: urls.wizard(definition.id), text: say('done.rejected-link'), button: 'primary' }]
          : [home],
  });
}

/** A page of a form that was sent already. */
export function submittedView(page: PageOf<'submitted'>, frame: Frame, common: WizardView): WizardView {
  const { say } = common;
  const urls = urlsAt(frame.base);
  return finish(common, {
    heading: say('submitted.heading'),
    paragraphs: paragraphsOf(say('submitted.text')),
    reference: page.reference,
    links: [
      { href: urls.done(page.definition.id, page.reference), text: say('submitted.link'), button: 'primary' },
    ],
    form: {
      action: urls.start(page.definition.id),
      hidden: [],
      fields: [],
      button: say('submitted.again'),
      isQuiet: true,
    },
  });
}

/** Asks before deleting the answers. */
export function deleteView(page: PageOf<'delete'>, frame: Frame, common: WizardView): WizardView {
  const { definition, sentAs } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  const text =
    sentAs === undefined
      ? say('delete.text', { wizard: definition.title })
      : say('delete.text-sent', { reference: sentAs });
  const sent = sentAs === undefined ? '' : '-sent';
  return finish(common, {
    heading: say(`delete.heading${sent}`),
    paragraphs: paragraphsOf(text),
    form: { action: urls.end(definition.id), hidden: [], fields: [], button: say(`delete.button${sent}`) },
    links: [{ href: urls.wizard(definition.id), text: say('delete.cancel'), button: 'quiet' }],
  });
}

/** The answers are deleted. */
export function deletedView(page: PageOf<'deleted'>, frame: Frame, common: WizardView): WizardView {
  const { definition, undoUntil } = page;
  const { say } = common;
  const urls = urlsAt(frame.base);
  const isSent = page.sent === true;
  const sent = isSent ? '-sent' : '';
  const moment = undoUntil === undefined ? undefined : endOf(undoUntil, frame);
  const { undo, erase } = hiddenNames;
  return finish(common, {
    heading: say(`deleted.heading${sent}`),
    paragraphs: [
      ...paragraphsOf(say(`deleted.text${sent}`, { wizard: definition.title })),
      ...(moment === undefined ? [] : paragraphsOf(say('deleted.undo-text', { time: moment.text }))),
    ],
    moment,
    form:
      moment === undefined
        ? undefined
        : {
            action: urls.end(definition.id),
            hidden: [{ name: undo, value: '1' }],
            fields: [],
            button: say('deleted.undo'),
            other: { name: erase, value: isSent ? 'sent' : '1', text: say('deleted.erase') },
            isQuiet: true,
          },
    links: [
      { href: urls.wizard(definition.id), text: say('deleted.link'), button: 'primary' },
      { href: urls.list(), text: say('home') },
    ],
  });
}

/** Save and come back later on this device: says until when. */
export function savedView(page: PageOf<'saved'>, frame: Frame, common: WizardView): WizardView {
  const { definition, keptUntil } = page;
  const { say } = common;
  const moment = keptUntil === undefined ? undefined : endOf(keptUntil, frame);
  const which = moment === undefined ? '-none' : '';
  return finish(common, {
    heading: say(`saved.heading${which}`),
    paragraphs: paragraphsOf(say(`saved.text${which}`, { time: moment?.text ?? '' })),
    moment,
    links: [{ href: urlsAt(frame.base).wizard(definition.id), text: say('saved.link'), button: 'primary' }],
  });
}
