import type { PageOf } from './common-view.ts';
import { definitionOf, finish } from './common-view.ts';
import type { Frame } from './page.ts';
import { urlsAt } from './urls.ts';
import type { WizardView } from './view.ts';
import { paragraphsOf } from '../../language/language.ts';

type MessagePage = PageOf<'unreadable' | 'not-found' | 'bad-request' | 'refused' | 'error'>;

/** A page that says what happened, and where to go from here. */
export function messageView(page: MessagePage, frame: Frame, common: WizardView): WizardView {
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
