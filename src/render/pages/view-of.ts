import { paragraphsOf } from '../../language/language.ts';
import { commonView, definitionOf, finish, type PageOf } from './common-view.ts';
import { conflictView, expiredView, noCookiesView, tooLargeView, unavailableView } from './recovery-views.ts';
import {
  doneView,
  listView,
  savedView,
  startView,
  submittedView,
  deleteView,
  deletedView,
} from './journey-views.ts';
import type { Frame, Page } from './page.ts';
import { checkView, exitView, stepView } from './step-views.ts';
import { urlsAt } from './urls.ts';
import type { WizardView } from './view.ts';

/**
 * The finished view model of a page: pure, and all that a view gets.
 *
 * @throws WizardError VIEW_FAILED when the `summary` of a field or the `helpers` of a step throws
 */
export function viewOf(page: Page, frame: Frame): WizardView {
  const common = commonView(page, frame);
  switch (page.kind) {
    case 'list':
      return listView(page, frame, common);
    case 'start':
      return startView(page, frame, common);
    case 'step':
      return stepView(page, frame, common);
    case 'exit':
      return exitView(page, frame, common);
    case 'check':
      return checkView(page, frame, common);
    case 'done':
      return doneView(page, frame, common);
    case 'submitted':
      return submittedView(page, frame, common);
    case 'expired':
      return expiredView(page, frame, common);
    case 'no-cookies':
      return noCookiesView(page, frame, common);
    case 'conflict':
      return conflictView(page, frame, common);
    case 'unavailable':
      return unavailableView(page, frame, common);
    case 'too-large':
      return tooLargeView(page, frame, common);
    case 'delete':
      return deleteView(page, frame, common);
    case 'deleted':
      return deletedView(page, frame, common);
    case 'saved':
      return savedView(page, frame, common);
    case 'unreadable':
    case 'not-found':
    case 'bad-request':
    case 'refused':
    case 'error':
      return messageView(page, frame, common);
  }
}

type MessagePage = PageOf<'unreadable' | 'not-found' | 'bad-request' | 'refused' | 'error'>;

/** A page that says what happened, and where to go from here. */
function messageView(page: MessagePage, frame: Frame, common: WizardView): WizardView {
  const { say } = common;
  const urls = urlsAt(frame.base);
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
  return finish(common, {
    heading: say(`${words}.heading`),
    paragraphs: paragraphsOf(say(`${words}.text`)),
    links: [
      // An empty address is the page itself.
      ...(retry ? [{ href: '', text: say('retry'), button: 'primary' as const }] : []),
      { ...home, ...(page.kind === 'error' ? {} : { button: 'primary' as const }) },
    ],
  });
}
