import { AssertionError } from 'node:assert';
import { fromCall, type CallSite } from './call-site.ts';
import { isError, whereabouts } from './expectations.ts';
import type { SeenPage } from './read-page.ts';
import type { Stand } from './stand.ts';

/** Where a call means to lead: to a page of the host's, to one of the wizard's, or to the receipt. */
export type Destination = 'host-page' | 'page' | 'receipt';

/**
 * Notes where a call led to an error, or not to where it means to lead: an expectation that follows may say that just
 * this page is meant. Issues of an answer are no error.
 */
export function noteArrival(now: Stand, to: Destination, site: CallSite): Stand {
  const message = now.page === undefined ? undefined : faultOf(now.page, to);
  return { ...now, notAskedFor: message === undefined ? undefined : { message, site }, isMeant: false };
}

/** Takes the page as the one that is meant. */
export function asMeant(now: Stand): Stand {
  return { ...now, notAskedFor: undefined, isMeant: true };
}

/** Goes on from a page. @throws AssertionError when it is not the one that was asked for, and no expectation took it */
export function asAskedFor(now: Stand): Stand {
  if (now.notAskedFor === undefined) return now;
  const { message, site } = now.notAskedFor;
  throw fromCall(new AssertionError({ message }), site);
}

function faultOf(page: SeenPage, to: Destination): string | undefined {
  // How the host answers, such as 401 to a wrong password, is for the test to look at.
  const isHosts = to === 'host-page' && page.kind === undefined;
  if (isHosts ? page.status >= 500 : isError(page))
    return `it led to an error, which no .expectStatus(${page.status}) expects: ${whereabouts(page)}`;
  if (to === 'receipt' && page.reference === undefined)
    return `it did not lead to the receipt, and no .expectStep() or .expectIssue() says that this is meant: ${whereabouts(page)}`;
  return undefined;
}
