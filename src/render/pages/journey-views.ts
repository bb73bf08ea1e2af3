import type { SubmissionStatus } from '../../completion/journal.ts';
import { endOf, finish, pastMoment, tellingOn, type PageOf, type Showing } from './common-view.ts';
import { markdownWords } from '../../definition/markdown.ts';
import type { Completion, StartPage, WizardDefinition } from '../../definition/model.ts';
import { answerTo } from '../../definition/condition/evaluate.ts';
import { rootScope } from '../../definition/place.ts';
import { liveOf } from '../../flow/walk.ts';
import { entryTime } from './calendar-entry.ts';
import { handOverViews } from './hand-over-view.ts';
import { statusIn, type Frame } from './page.ts';
import { runName } from './runs-view.ts';
import { lineHtml, lineWords, proseOf, proseWith } from './prose.ts';
import { summaryOf, typedRows, type SectionView } from './summary.ts';
import { toldCompletion } from './told-places.ts';
import { hiddenNames, urlOfFirst, type Urls } from './urls.ts';
import type { FormView, LinkView, MomentView } from './view-parts.ts';
import type { DeletedView, DoneView, ListView, PageView, StartView, SubmittedView } from './view.ts';
import { paragraphsOf, type Say } from '../../language/language.ts';

/** The list of wizards. */
export function listView(page: PageOf<'list'>, showing: Showing): ListView {
  const { say, urls } = showing;
  const items = page.definitions.map((definition) => {
    const intro = definition.start === false ? undefined : definition.start.intro[0];
    const text = intro === undefined ? undefined : markdownWords(intro)[0];
    const status = statusIn(page.started, definition.id);
    return {
      title: definition.title,
      href: urls.wizard(definition.id),
      text,
      ...(definition.language === undefined || definition.language === showing.language.tag
        ? {}
        : { language: definition.language }),
      ...(status === undefined ? {} : { status, statusText: say(`list.${status}`) }),
    };
  });
  return finish(page, showing, {
    heading: say('list.heading'),
    paragraphs: paragraphsOf(say(items.length === 0 ? 'list.none' : 'list.text')),
    items,
  });
}

const nothingToStartWith: StartPage = Object.freeze({ intro: [], needs: [] });

/** A wizard's start page: what it is, what will be needed, how long answers are kept. */
export function startView(page: PageOf<'start'>, showing: Showing): StartView {
  const { definition, inProgress } = page;
  const { say, urls } = showing;
  const { intro, needs } = definition.start === false ? nothingToStartWith : definition.start;
  return finish(page, showing, {
    heading: definition.title,
    ...proseWith(proseOf(intro, 'same-tab'), inProgress ? paragraphsOf(say('start.resume-text')) : []),
    needs: needs.map(lineWords),
    needsHtml: needs.map((need) => lineHtml(need, 'same-tab')),
    links: inProgress
      ? [
          { href: urls.wizard(definition.id), text: say('start.resume'), button: 'primary' },
          { href: urls.end(definition.id), text: say('start.again') },
        ]
      : [
          {
            href: `${urlOfFirst(definition, urls)}${page.query ?? ''}`,
            text: say('start.button'),
            button: 'primary',
          },
        ],
  });
}

const outcomes: { readonly [S in SubmissionStatus]: DoneView['outcome'] } = {
  pending: 'working',
  running: 'working',
  done: 'done',
  rejected: 'rejected',
  failed: 'failed',
  discarded: 'discarded',
};

/** The receipt. */
export function doneView(page: PageOf<'done'>, showing: Showing): DoneView {
  const { definition, reference } = page;
  const { say, urls } = showing;
  const outcome = outcomes[page.submission];
  const isSent = outcome === 'done';
  const home =
    definition.several === undefined
      ? { href: urls.list(), text: say('done.other') }
      : { href: urls.runs(definition.id), text: say('runs.all') };
  const completion = toldCompletion(
    definition,
    tellingOn(showing, typeof page.sent === 'string' ? undefined : page.sent),
  );
  const next = isSent || outcome === 'working' ? completion.next : [];
  return finish(page, showing, {
    heading: isSent ? completion.confirmation : say(`done.${outcome}`),
    lastingHeading: isSent ? toldCompletion(definition, tellingOn(showing)).confirmation : undefined,
    paragraphs: isSent ? [] : paragraphsOf(say(`done.${outcome}-text`)),
    outcome,
    reference,
    ...timesView(page, timesOf(page, showing.frame), say),
    next: next.map(lineWords),
    nextHtml: next.map((text) => lineHtml(text, 'same-tab')),
    sections: receiptAnswers(page, showing),
    deleteCopy:
      typeof page.sent === 'string' ? undefined : { href: urls.end(definition.id), text: say('done.delete') },
    calendar: isSent || outcome === 'working' ? calendarLink(page, showing) : undefined,
    copy: isSent || outcome === 'working' ? copyView(page, showing) : undefined,
    handOvers: isSent || outcome === 'working' ? waysOn(page, completion, urls) : [],
    links:
      outcome === 'working'
        ? [{ href: '', text: say('done.refresh'), button: 'primary' }]
        : outcome === 'rejected'
          ? [{ href: urls.wizard(definition.id), text: say('done.rejected-link'), button: 'primary' }]
          : [home],
  });
}

/** Ways on to other wizards, which take answers along where they are to be seen. */
function waysOn({ definition, reference, sent }: PageOf<'done'>, { receipt }: Completion, urls: Urls) {
  const action = typeof sent === 'string' ? undefined : urls.done(definition.id, reference);
  return handOverViews(receipt.handOvers, action, urls);
}

/** The entry for the visitor's calendar, in the browser that sent the answers. */
export function calendarLink(
  { definition, reference, sent }: PageOf<'done'>,
  { urls, say }: Showing,
): LinkView | undefined {
  const { calendar } = definition.completion.receipt;
  if (calendar === undefined || typeof sent === 'string') return undefined;
  if (entryTime(definition, calendar, sent) === undefined) return undefined;
  return { href: urls.calendar(definition.id, reference), text: say('done.calendar') };
}

/** The copy that the host sends, in the browser that sent the answers: how it went, and the way to ask for it. */
export function copyView(
  { definition, reference, sent, copy }: PageOf<'done'>,
  { urls, say }: Showing,
): DoneView['copy'] {
  const { copyTo } = definition.completion.receipt;
  if (copyTo === undefined || copy === undefined || typeof sent === 'string') return undefined;
  const to = answerTo(copyTo.ref, rootScope(definition), liveOf(sent));
  if (typeof to !== 'string' || to === '') return undefined;
  if (copy === 'sent') return { text: say('done.copy-sent', { address: to }) };
  const form = {
    action: urls.copy(definition.id, reference),
    button: say('done.copy-send', { address: to }),
  };
  return copy === 'failed' ? { text: say('done.copy-failed'), ...form } : form;
}

/** The moments that a receipt names. */
interface ReceiptTimes {
  readonly sent: MomentView;
  /** Until when the answers are to be seen; undefined where nobody can say. */
  readonly until: MomentView | undefined;
}

export function timesOf({ submittedAt, sent, keptUntil }: PageOf<'done'>, frame: Frame): ReceiptTimes {
  const isHere = typeof sent !== 'string' && keptUntil !== undefined;
  return {
    sent: pastMoment(submittedAt, 'sent', frame),
    until: isHere ? endOf(keptUntil, frame) : undefined,
  };
}

/** When the answers were sent, who sees them, and for how long. */
export function timesView(
  { sent }: PageOf<'done'>,
  { sent: moment, until }: ReceiptTimes,
  say: Say,
): Pick<DoneView, 'sentText' | 'moment' | 'answersText' | 'answersUntil'> {
  return {
    sentText: say('done.sent', { time: moment.text }),
    moment,
    answersText:
      typeof sent === 'string'
        ? say(`done.answers-${sent}`)
        : until === undefined
          ? say('done.answers-here')
          : say('done.answers-until', { time: until.text }),
    answersUntil: until,
  };
}

/** The answers, where they are to be seen. */
export function receiptAnswers({ sent }: PageOf<'done'>, { say, language }: Showing): readonly SectionView[] {
  return typeof sent === 'string' ? [] : summaryOf(sent, { say, language: language.tag });
}

/** Says that the answers of this form stay as they are, and others are not taken over. */
export function inProgressView(page: PageOf<'in-progress'>, showing: Showing): PageView<'in-progress'> {
  const { id, title } = page.definition;
  const { say, urls } = showing;
  return finish(page, showing, {
    heading: say('in-progress.heading', { wizard: title }),
    paragraphs: paragraphsOf(say('in-progress.text')),
    links: [
      { href: urls.wizard(id), text: say('in-progress.link'), button: 'primary' },
      { href: urls.end(id), text: say('in-progress.delete') },
    ],
  });
}

/** A page of a form that was sent already. */
export function submittedView(page: PageOf<'submitted'>, showing: Showing): SubmittedView {
  const { id, several } = page.definition;
  const { place, raw = {} } = page;
  const { say, urls } = showing;
  return finish(page, showing, {
    heading: say('submitted.heading'),
    paragraphs: paragraphsOf(say('submitted.text')),
    reference: page.reference,
    typed: place === undefined ? [] : typedRows(place, raw, say),
    links: [
      { href: urls.done(id, page.reference), text: say('submitted.link'), button: 'primary' },
      ...(several === undefined ? [] : [{ href: urls.runs(id), text: say('runs.all') }]),
    ],
    // Another one is started beside it.
    form:
      several === undefined
        ? { action: urls.start(id), hidden: [], fields: [], button: say('submitted.again'), isQuiet: true }
        : undefined,
  });
}

/** Asks before deleting the answers. */
export function deleteView(page: PageOf<'delete'>, showing: Showing): PageView<'delete'> {
  const { definition, sentAs, run } = page;
  const { say, urls } = showing;
  const which = whichWords(definition, sentAs !== undefined);
  const named = run === undefined ? '' : runName(run, definition, showing);
  const text = say(`delete.text${which}`, {
    wizard: definition.title,
    reference: sentAs ?? '',
    run: named,
  });
  return finish(page, showing, {
    heading: say(`delete.heading${which}`),
    paragraphs: paragraphsOf(text),
    form: { action: urls.end(definition.id), hidden: [], fields: [], button: say(`delete.button${which}`) },
    links: [{ href: urls.wizard(definition.id), text: say('delete.cancel'), button: 'quiet' }],
  });
}

/** Brings back what was deleted, with nothing that was typed since. */
export function undoForm({ id }: WizardDefinition, { say, urls }: Showing): FormView {
  const hidden = [{ name: hiddenNames.undo, value: '1' }];
  return { action: urls.end(id), hidden, fields: [], button: say('deleted.undo'), isQuiet: true };
}

/** The answers are deleted. */
export function deletedView(page: PageOf<'deleted'>, showing: Showing): DeletedView {
  const { definition, undoUntil } = page;
  const { say, urls } = showing;
  const isSent = page.sent === true;
  const which = whichWords(definition, isSent);
  const moment = undoUntil === undefined ? undefined : endOf(undoUntil, showing.frame);
  return finish(page, showing, {
    heading: say(`deleted.heading${which}`),
    paragraphs: paragraphsOf(
      moment === undefined
        ? say(`deleted.text${which}`, { wizard: definition.title })
        : say(`deleted.undo-text${which}`, { wizard: definition.title, time: moment.text }),
    ),
    moment,
    form:
      moment === undefined
        ? undefined
        : {
            ...undoForm(definition, showing),
            other: { name: hiddenNames.erase, value: isSent ? 'sent' : '1', text: say('deleted.erase') },
          },
    links: [
      definition.several === undefined
        ? { href: urls.wizard(definition.id), text: say('deleted.link'), button: 'primary' }
        : { href: urls.runs(definition.id), text: say('runs.all'), button: 'primary' },
      { href: urls.list(), text: say('home') },
    ],
  });
}

/** Whether it is a form that was sent, the one that a visitor has, or a draft among others. */
export function whichWords({ several }: WizardDefinition, isSent: boolean): '' | '-sent' | '-run' {
  if (isSent) return '-sent';
  return several === undefined ? '' : '-run';
}
