import { rootScope } from '../../definition/place.ts';
import { changedAt } from '../../engine/which-run.ts';
import { sectionsOf } from '../../flow/sections.ts';
import { formatDate } from '../../language/formats.ts';
import { paragraphsOf } from '../../language/language.ts';
import { dayIn } from '../../time-zone.ts';
import { endOf, finish, pastMoment, tellingOn, type PageOf, type Showing } from './common-view.ts';
import type { ListedRun } from './page.ts';
import { countText } from './tasks-view.ts';
import { urlsAt } from './urls.ts';
import type { LinkView, RunView } from './view-parts.ts';
import type { RunsView } from './view.ts';
import { progressOf } from './way-view.ts';
import { textWithAllAnswers } from './words-with-answers.ts';
import type { WizardDefinition } from '../../definition/model.ts';

/** A visitor's runs through one wizard: what each is called, how far it is, and the way to another. */
export function runsView(page: PageOf<'runs'>, showing: Showing): RunsView {
  const { definition, runs, away, another } = page;
  const { say } = showing;
  const open = runs.filter(({ state }) => state.status === 'open');
  const sent = runs.filter(({ state }) => state.status === 'submitted');
  const { max = 0 } = definition.several ?? {};
  const lists = [
    { heading: say('runs.drafts'), runs: open.map((run) => openView(run, page, showing)) },
    { heading: say('runs.sent'), runs: sent.map((run) => sentView(run, page, showing)) },
    { heading: say('runs.away'), runs: away.map((run) => awayView(run, page, showing)) },
  ];
  return finish(page, showing, {
    heading: definition.title,
    paragraphs: paragraphsOf(say(another === undefined ? 'runs.full' : 'runs.text', { n: max })),
    lists: lists.filter((list) => list.runs.length > 0),
    links:
      another === undefined
        ? []
        : [
            {
              href: showing.urls.run(definition.id, another),
              text: say('runs.another'),
              button: 'primary',
            },
          ],
    back: { href: showing.urls.list(), text: say('home') },
  });
}

/** What a run is called: by its own answers, as its author says; by the day it was started while they are not given. */
export function runName({ state, walk }: ListedRun, definition: WizardDefinition, showing: Showing): string {
  const { several } = definition;
  const named =
    several?.name === undefined || walk === undefined
      ? undefined
      : textWithAllAnswers(several.name, rootScope(definition), tellingOn(showing, walk));
  if (named !== undefined && named !== '') return named;
  const { frame, say, language } = showing;
  const date = formatDate(dayIn(state.startedAt, frame.timeZone), language.tag);
  return say(state.status === 'open' ? 'runs.draft' : 'runs.form', { date });
}

function openView(run: ListedRun, { definition }: PageOf<'runs'>, showing: Showing): RunView {
  const { say, frame } = showing;
  const moment = pastMoment(changedAt(run.state), 'changed', frame);
  return {
    name: runName(run, definition, showing),
    progress: progressText(run, definition, showing),
    text: say('runs.changed', { time: moment.text }),
    moment,
    ways: [wayTo(run, definition, showing), deleteWay(run, definition, showing)],
  };
}

function sentView(run: ListedRun, { definition }: PageOf<'runs'>, showing: Showing): RunView {
  const { say, frame } = showing;
  const { reference, submittedAt, startedAt } = run.state;
  const urls = urlsAt(frame.base, run.segment);
  const moment = pastMoment(submittedAt ?? startedAt, 'sent', frame);
  return {
    name: runName(run, definition, showing),
    text: say('done.sent', { time: moment.text }),
    moment,
    ways: [
      { href: urls.done(definition.id, reference), text: say('runs.receipt') },
      deleteWay(run, definition, showing),
    ],
  };
}

function awayView(
  { segment, until }: PageOf<'runs'>['away'][number],
  { definition }: PageOf<'runs'>,
  { say, frame }: Showing,
): RunView {
  // No session moves this end.
  const moment = { ...endOf(until, frame), of: 'changed' } as const;
  return {
    name: say('runs.saved'),
    text: say('kept', { time: moment.text }),
    moment,
    ways: [{ href: urlsAt(frame.base, segment).saved(definition.id), text: say('runs.open') }],
  };
}

function wayTo({ segment }: ListedRun, { id }: WizardDefinition, { say, frame }: Showing): LinkView {
  return { href: urlsAt(frame.base, segment).wizard(id), text: say('items.continue') };
}

function deleteWay({ segment }: ListedRun, { id }: WizardDefinition, { say, frame }: Showing): LinkView {
  return { href: urlsAt(frame.base, segment).end(id), text: say('runs.delete') };
}

function progressText(
  { walk }: ListedRun,
  definition: WizardDefinition,
  { say }: Showing,
): string | undefined {
  if (walk === undefined) return undefined;
  if (walk.complete) return say('runs.complete');
  if (definition.order === 'tasks') return countText(sectionsOf(walk), say);
  const place = walk.firstIncomplete;
  return place === undefined ? undefined : progressOf({ definition, walk, place }, say)?.text;
}
