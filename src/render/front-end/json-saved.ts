import type { Page } from '../pages/page.ts';
import { hiddenNames, type Urls } from '../pages/urls.ts';
import { describeStep, isoOf, linksOf, withoutSecrets, wizardOf } from './json-parts.ts';

/** What a front end gets of a run that was saved, and of a link to one. */
export function savedBody(
  page: Extract<Page, { kind: 'saved-run' | 'moved' | 'open-saved' }>,
  urls: Urls,
): { readonly [key: string]: unknown } {
  const { id } = page.definition;
  const links = linksOf(page, urls);
  const wizard = wizardOf(page.definition);
  switch (page.kind) {
    case 'saved-run':
      return {
        wizard,
        reference: page.reference,
        savedUntil: isoOf(page.until),
        link: page.link?.url ?? null,
        mail: page.mailing?.is,
        // Sent with the values again, it takes the run back and keeps them.
        stamp: page.place === undefined ? undefined : { [hiddenNames.carry]: '1' },
        ...typedIn(page),
        links: {
          ...links,
          here: urls.here(id),
          newLink: urls.newLink(id),
          mail: page.mailing === undefined ? undefined : urls.mail(id),
        },
      };
    case 'moved':
      return {
        wizard,
        movedAt: page.since === undefined ? null : isoOf(page.since),
        ...typedIn(page),
        links,
      };
    case 'open-saved':
      return {
        wizard,
        state: page.state,
        savedUntil: page.state === 'ready' ? isoOf(page.until) : undefined,
        movedAt: page.state === 'used' && page.since !== undefined ? isoOf(page.since) : undefined,
        links: { ...links, open: page.state === 'ready' ? urls.link(id, page.token) : undefined },
      };
  }
}

function typedIn({ place, raw }: Extract<Page, { kind: 'saved-run' | 'moved' }>) {
  return place === undefined ? {} : { step: describeStep(place), typed: withoutSecrets(place, raw) };
}
