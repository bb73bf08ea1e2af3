import type { Answers } from './form-body.ts';
import { fail, whereabouts } from './expectations.ts';
import { formRequest, requestOf, type HostRequest } from './host-page.ts';
import { goOnFrom } from './other-sites.ts';
import type { SeenPage } from './read-page.ts';
import { pathChecked, visitorBefore, visitorOf, type Stand, type Surroundings } from './stand.ts';

/** Goes to a page of the host's, with the same cookies. */
export async function visit(
  around: Surroundings,
  now: Stand,
  asked: HostRequest & { readonly path: string },
): Promise<Stand> {
  const path = pathFromRoot(asked.path, (await around.served()).origin);
  const someone = now.visitor ?? (await visitorBefore(around));
  const page = await someone.visit(path, requestOf(asked));
  return arrived(around, { ...now, visitor: someone }, page);
}

/** Sends the form of the page that is open: of the host's, or of Stepway's where nothing is asked. */
export async function sendForm(around: Surroundings, now: Stand, values: Answers): Promise<Stand> {
  const { visitor: someone, page } = now;
  if (someone === undefined || page === undefined) fail('no page is open: call .visit(path)');
  if (page.step !== undefined) fail(`a step is answered by .answer(): ${whereabouts(page)}`);
  if (page.kind === 'check') fail(`check-your-answers is sent by .submit(): ${whereabouts(page)}`);
  const button = buttonIn(page);
  const { url, init } = button === undefined ? formRequest(page, values) : { url: button, init: post };
  return arrived(around, now, await someone.visit(url, init));
}

const post = { method: 'POST' };

/** Where a front end posts to in place of the button of a page of Stepway's on which nothing is asked. */
function buttonIn({ json, kind }: SeenPage): string | undefined {
  const links = (json?.['links'] ?? {}) as { readonly open?: string; readonly here?: string };
  return kind === 'open-saved' ? links.open : kind === 'saved-run' ? links.here : undefined;
}

/** A page to which the visitor came by the host's pages or by a link: it may be of a wizard that was not started here. */
async function arrived(around: Surroundings, now: Stand, first: SeenPage): Promise<Stand> {
  const page = now.visitor === undefined ? first : await goOnFrom(now.visitor, first);
  const wizard = wizardOf(page, around.at);
  if (wizard === undefined || wizard === now.wizard) return pathChecked(now, page);
  const { someone, base } = await visitorOf(around, now, wizard);
  const here = { visitor: someone, wizard, base, page, answered: [] };
  return pathChecked(here, await someone.reread(page));
}

/** The wizard whose page it is. */
function wizardOf({ kind, url, status, json }: SeenPage, at: string): string | undefined {
  const { pathname } = new URL(url, 'http://localhost');
  if (kind === undefined || status === 404 || !pathname.startsWith(`${at}/`)) return undefined;
  const [id = ''] = pathname.slice(at.length + 1).split('/');
  const said = (json?.['wizard'] as { readonly id?: unknown } | undefined)?.id;
  return id !== '' && (json === undefined || said === id) ? id : undefined;
}

/** A path of the app that the journey goes through. @throws AssertionError when it is none */
function pathFromRoot(given: string, origin: string): string {
  const address = URL.canParse(given, origin) ? new URL(given, origin) : undefined;
  const path = `${address?.pathname ?? ''}${address?.search ?? ''}`;
  if (given.startsWith('/') && address?.origin === origin) return path;
  if (address?.origin === origin && URL.canParse(given)) return path;
  if (address?.origin === origin) fail(`"${given}" is no path from the root of the app: .visit("/${given}")`);
  fail(
    `"${given}" names a host: a journey visits its own app, by paths from its root, such as .visit("${path}")`,
  );
}
