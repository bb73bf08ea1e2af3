import { formatDays, formatDuration } from '../../language/formats.ts';
import { paragraphsOf } from '../../language/language.ts';
import { endOf, finish, pastMoment, type PageOf, type Showing } from './common-view.ts';
import { heldFields, linkFields } from './form-view.ts';
import { typedRows } from './summary.ts';
import { hiddenNames } from './urls.ts';
import type { LinkView } from './view-parts.ts';
import type { MovedView, OpenSavedView, SavedRunView, SavedView } from './view.ts';

/** Save and come back later: on this device until when, and on any, where the wizard keeps what is saved. */
export function savedView(page: PageOf<'saved'>, showing: Showing): SavedView {
  const { definition, keptUntil, isOpen = true } = page;
  const { say, urls, language } = showing;
  const moment = keptUntil === undefined ? undefined : endOf(keptUntil, showing.frame);
  const { keepFor } = definition;
  const offer = moment !== undefined && isOpen ? keepFor : undefined;
  const which = moment === undefined ? '-none' : offer === undefined ? '' : '-offer';
  const resume = { href: urls.wizard(definition.id), text: say('saved.link') } as const;
  return finish(page, showing, {
    heading: say(`saved.heading${which}`),
    paragraphs: paragraphsOf(
      say(`saved.text${which}`, {
        time: moment?.text ?? '',
        duration: offer === undefined ? '' : formatDays(offer.days, language.tag),
      }),
    ),
    moment,
    form:
      offer === undefined
        ? undefined
        : { action: urls.saved(definition.id), hidden: [], fields: [], button: say('saved.button') },
    links: [{ ...resume, button: offer === undefined ? 'primary' : 'quiet' }],
  });
}

/** The run was saved: the link that opens it, and the way back for this browser. */
export function savedRunView(page: PageOf<'saved-run'>, showing: Showing): SavedRunView {
  const { definition, until, link, mailing, place, raw } = page;
  const { say, urls, frame } = showing;
  const { id } = definition;
  const moment = endOf(until, frame);
  const typed = place === undefined ? [] : typedRows(place, raw, say);
  const isHeld = place !== undefined && typed.length > 0;
  const isShown = !isHeld && link !== undefined;
  const texts = [
    say('saved-run.text', { time: moment.text }),
    say(`saved-run.text-${isHeld ? 'typed' : isShown ? 'link' : 'no-link'}`),
    say('saved-run.text-here', { duration: idleTime(showing) }),
  ];
  const wrong =
    mailing?.is === 'wrong' || mailing?.is === 'failed' ? say(`saved-run.mail-${mailing.is}`) : undefined;
  return finish(page, showing, {
    heading: say('saved-run.heading'),
    paragraphs: texts.flatMap(paragraphsOf),
    moment,
    reference: page.reference,
    typed,
    issues: wrong === undefined ? [] : [{ text: wrong, href: '#stepway-mail' }],
    link: isShown ? link : undefined,
    newLink: isHeld || isShown ? undefined : { action: urls.newLink(id), button: say('saved-run.new-link') },
    mail:
      mailing === undefined || isHeld
        ? undefined
        : {
            action: urls.mail(id),
            value: mailing.address,
            error: wrong,
            sent: mailing.is === 'sent' ? say('saved-run.mail-sent') : undefined,
          },
    form: isHeld
      ? {
          action: urls.step(id, place.key),
          hidden: [{ name: hiddenNames.carry, value: '1' }, ...heldFields(place, raw, showing.frame)],
          fields: [],
          button: say('saved-run.here-typed'),
        }
      : { action: urls.here(id), hidden: [], fields: [], button: say('saved-run.here'), isQuiet: isShown },
  });
}

/** The run was saved, and another device has it now; or nobody any more. */
export function movedView(page: PageOf<'moved'>, showing: Showing): MovedView {
  const { definition, since, place, raw } = page;
  const { say, urls, frame } = showing;
  const moment = since === undefined ? undefined : pastMoment(since, 'moved', frame);
  const which = moment === undefined ? '-gone' : '';
  const typed = place === undefined ? [] : typedRows(place, raw, say);
  return finish(page, showing, {
    heading: say(`moved.heading${which}`),
    paragraphs: [
      ...paragraphsOf(say(`moved.text${which}`, { time: moment?.text ?? '', duration: idleTime(showing) })),
      ...(typed.length === 0 ? [] : paragraphsOf(say('moved.typed'))),
    ],
    moment,
    typed,
    form: {
      action: urls.start(definition.id),
      hidden: [],
      fields: [],
      button: say('moved.again'),
      isQuiet: true,
    },
  });
}

/** What a link to a saved run opens, or why it opens nothing. */
export function openSavedView(page: PageOf<'open-saved'>, showing: Showing): OpenSavedView {
  const { definition, token } = page;
  const { say, urls, frame } = showing;
  const { id, title } = definition;
  const home: LinkView = { href: urls.wizard(id), text: say('to-form') };
  switch (page.state) {
    case 'ready': {
      const moment = endOf(page.until, frame);
      const duration = idleTime(showing);
      return finish(page, showing, {
        heading: say('open-saved.heading'),
        paragraphs: paragraphsOf(say('open-saved.text', { wizard: title, time: moment.text, duration })),
        moment,
        form: {
          action: urls.link(id, token),
          hidden: linkFields,
          fields: [],
          button: say('open-saved.button'),
        },
      });
    }
    case 'taken-here':
      return finish(page, showing, {
        heading: say('open-saved.heading-here'),
        paragraphs: paragraphsOf(say('open-saved.text-here', { wizard: title })),
        form: { action: urls.saved(id), hidden: [], fields: [], button: say('saved.button') },
        links: [
          { ...home, text: say('saved.link'), button: 'quiet' },
          { href: urls.end(id), text: say('delete') },
        ],
      });
    case 'used': {
      const moment = page.since === undefined ? undefined : pastMoment(page.since, 'moved', frame);
      return finish(page, showing, {
        heading: say('open-saved.heading-used'),
        paragraphs: paragraphsOf(
          say('open-saved.text-used', { time: moment?.text ?? '', duration: idleTime(showing) }),
        ),
        moment,
        links: [{ ...home, button: 'primary' }],
      });
    }
    case 'unknown':
      return finish(page, showing, {
        heading: say('open-saved.heading-unknown'),
        paragraphs: paragraphsOf(say('open-saved.text-unknown')),
        links: [{ ...home, button: 'primary' }],
      });
  }
}

/** How long a run that is in a session again is kept when nothing is done. */
function idleTime({ frame, language }: Showing): string {
  return formatDuration(frame.lifetime.idleMs, language.tag);
}
