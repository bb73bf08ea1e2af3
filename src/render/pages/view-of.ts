import { commonView } from './common-view.ts';
import { checkView } from './check-view.ts';
import { conflictView, expiredView, tooLargeView, unavailableView } from './recovery-views.ts';
import {
  doneView,
  listView,
  savedView,
  startView,
  submittedView,
  deleteView,
  deletedView,
} from './journey-views.ts';
import { messageView } from './message-view.ts';
import type { Frame, Page } from './page.ts';
import { exitView, stepView } from './step-view.ts';
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
