import type { Page } from '../pages/page.ts';
import { hiddenNames } from '../pages/urls.ts';
import { describeStep, isoOf, linksOf, wizardOf, type Answering } from './json-parts.ts';
import { typedValues } from './step-values.ts';

/** What a front end gets of a run that was saved, and of a link to one. */
export function savedBody(
  page: Extract<Page, { kind: 'saved-run' | 'moved' | 'open-saved' }>,
  answering: Answering,
): { readonly [key: string]: unknown } {
  const { id } = page.definition;
  const { urls } = answering;
  const place = page.kind === 'open-saved' ? undefined : page.place;
  const links = { ...linksOf(page, urls), self: place === undefined ? undefined : urls.step(id, place.key) };
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
        ...typedIn(page, answering),
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
        ...typedIn(page, answering),
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

/** What was typed into a page and is not saved, where something was. */
export function typedIn(
  page: Extract<Page, { kind: 'saved-run' | 'moved' | 'submitted' }>,
  { language, sent }: Answering,
) {
  const { place, raw = {} } = page;
  if (place === undefined) return {};
  return {
    step: describeStep(place),
    typed: typedValues(place, { raw, sent }, language.tag),
  };
}
