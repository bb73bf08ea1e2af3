import { paragraphsOf } from '../../language/language.ts';
import {
  definitionOf,
  finish,
  showingOf,
  tellingOn,
  type PageOf,
  type Showing,
  type ViewOf,
} from './common-view.ts';
import { runsView } from './runs-view.ts';
import {
  fullView,
  conflictView,
  expiredView,
  noCookiesView,
  tooLargeView,
  unavailableView,
} from './recovery-views.ts';
import {
  deleteView,
  deletedView,
  doneView,
  inProgressView,
  listView,
  startView,
  submittedView,
} from './journey-views.ts';
import { externalView, lateView, returnedView } from './external-views.ts';
import { movedView, openSavedView, savedRunView, savedView } from './saved-views.ts';
import { itemsView, removeItemView } from './items-views.ts';
import type { Frame, Page } from './page.ts';
import { rowsView } from './rows-view.ts';
import { checkView, exitView, stepView } from './step-views.ts';
import { tasksView } from './tasks-view.ts';
import { toldPage } from './told-places.ts';
import type { WizardView } from './view.ts';

/**
 * The finished view model of a page: pure, and all that a view gets.
 *
 * @throws WizardError VIEW_FAILED when the `summary` of a field throws
 */
export function viewOf<P extends Page>(page: P, frame: Frame): ViewOf<P>;
export function viewOf(given: Page, frame: Frame): WizardView {
  const showing = showingOf(given, frame);
  const page = toldPage(given, (walk) => tellingOn(showing, walk));
  switch (page.kind) {
    case 'list':
      return listView(page, showing);
    case 'runs':
      return runsView(page, showing);
    case 'start':
      return startView(page, showing);
    case 'step':
      return stepView(page, showing);
    case 'external':
      return externalView(page, showing);
    case 'returned':
      return returnedView(page, showing);
    case 'late':
      return lateView(page, showing);
    case 'tasks':
      return tasksView(page, showing);
    case 'items':
      return itemsView(page, showing);
    case 'rows':
      return rowsView(page, showing);
    case 'remove-item':
      return removeItemView(page, showing);
    case 'exit':
      return exitView(page, showing);
    case 'check':
      return checkView(page, showing);
    case 'done':
      return doneView(page, showing);
    case 'in-progress':
      return inProgressView(page, showing);
    case 'submitted':
      return submittedView(page, showing);
    case 'expired':
      return expiredView(page, showing);
    case 'no-cookies':
      return noCookiesView(page, showing);
    case 'conflict':
      return conflictView(page, showing);
    case 'unavailable':
      return unavailableView(page, showing);
    case 'too-large':
      return tooLargeView(page, showing);
    case 'full':
      return fullView(page, showing);
    case 'delete':
      return deleteView(page, showing);
    case 'deleted':
      return deletedView(page, showing);
    case 'saved':
      return savedView(page, showing);
    case 'saved-run':
      return savedRunView(page, showing);
    case 'moved':
      return movedView(page, showing);
    case 'open-saved':
      return openSavedView(page, showing);
    case 'unreadable':
    case 'not-found':
    case 'bad-request':
    case 'refused':
    case 'error':
      return messageView(page, showing);
  }
}

type MessagePage = PageOf<'unreadable' | 'not-found' | 'bad-request' | 'refused' | 'error'>;

/** A page that says what happened, and where to go from here. */
function messageView(page: MessagePage, showing: Showing): ViewOf<MessagePage> {
  const { say, urls } = showing;
  const definition = definitionOf(page);
  // What was refused was sent from, or to, this very address.
  const isSent = page.kind === 'bad-request' || page.kind === 'refused';
  const home =
    definition !== undefined
      ? { href: urls.wizard(definition.id), text: say('to-form') }
      : isSent
        ? { href: '', text: say('to-form') }
        : { href: urls.list(), text: say('home') };
  const isHosts = page.kind === 'error' && page.isHosts === true;
  const words = isHosts ? 'hosts' : page.kind;
  const retry = page.kind === 'error' && !isHosts;
  return finish(page, showing, {
    heading: say(`${words}.heading`),
    paragraphs: paragraphsOf(say(`${words}.text`)),
    links: [
      // An empty address is the page itself.
      ...(retry ? [{ href: '', text: say('retry'), button: 'primary' as const }] : []),
      { ...home, ...(page.kind === 'error' ? {} : { button: 'primary' as const }) },
    ],
  });
}
