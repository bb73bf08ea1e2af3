import grant from '../../../wizards/grant.ts';
import visa from '../../../wizards/visa.ts';
import { fill, send, atHeading } from '../forms.ts';
import type { Visit, VisitOptions } from '../visit.ts';
import { atVisa, type State } from './state.ts';

/** A server whose host sends links; `mailed` takes what it was asked to send. */
export function withMail(mailed: { to: string; link: string }[] = [], isBroken = false): VisitOptions {
  return {
    wizards: [visa, grant],
    send: async ({ to, link }) => {
      if (isBroken) throw new Error('no mail server');
      mailed.push({ to, link });
    },
  };
}

/** Saves the run at the step that is open, and gives the path of its link. */
export async function save({ page }: Pick<Visit, 'page'>): Promise<string> {
  await page.getByRole('button', { name: 'Save and come back later' }).click();
  await atHeading(page, 'Your answers are saved');
  const link = await page.locator('.stepway-saved-link a').getAttribute('href');
  return new URL(link ?? '').pathname;
}

/** Opens a link in another browser, up to the button. */
export async function openElsewhere(visit: Visit, path: string) {
  const browser = visit.context.browser();
  if (browser === null) throw new Error('the context has no browser');
  const context = await browser.newContext({ javaScriptEnabled: visit.scripts, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(visit.server.url + path);
  return { page, context };
}

/** A run that was saved, its link, and the device that it moves to. */
export const saved: readonly State[] = [
  {
    name: 'saved-run',
    options: withMail(),
    reach: async (visit) => {
      await atVisa(visit, 'you');
      await save(visit);
    },
  },
  {
    name: 'saved-run-mail-error',
    options: withMail(),
    reach: async (visit) => {
      await atVisa(visit, 'you');
      await save(visit);
      await visit.page.getByRole('button', { name: 'Send the link' }).click();
      await visit.page.locator('#stepway-errors').waitFor();
    },
  },
  {
    name: 'saved-run-mail-sent',
    options: withMail(),
    reach: async (visit) => {
      await atVisa(visit, 'you');
      await save(visit);
      await visit.page.getByLabel('Email address').fill('ana@example.com');
      await visit.page.getByRole('button', { name: 'Send the link' }).click();
      await visit.page.locator('.stepway-notice').waitFor();
    },
  },
  {
    name: 'saved-run-no-link',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      await save(visit);
      await visit.context.clearCookies({ name: 'stepway-link' });
      await visit.open('/visa/saved');
    },
  },
  {
    name: 'saved-run-typed',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      const other = await visit.context.newPage();
      await visit.open('/visa/you', other);
      await save({ page: other });
      await fill(visit.page, { name: 'Ana Lima', born: '31 12 1990', isMinor: 'no' });
      await send(visit.page);
      await visit.page.getByRole('button', { name: 'Continue here and keep what I typed' }).waitFor();
    },
  },
  {
    name: 'saved-offer',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      await visit.open('/visa/saved');
    },
  },
  {
    name: 'moved',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      const { page, context } = await openElsewhere(visit, await save(visit));
      await send(page);
      await page.waitForURL('**/visa/you');
      await context.close();
      await visit.open('/visa/you');
    },
  },
  {
    name: 'open-saved',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      const link = await save(visit);
      await visit.context.clearCookies();
      await visit.open(link);
    },
  },
  {
    name: 'open-saved-here',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      const link = await save(visit);
      await visit.context.clearCookies();
      await atVisa(visit, 'you');
      await visit.open(link);
    },
  },
  {
    name: 'open-saved-used',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      const link = await save(visit);
      await visit.context.clearCookies();
      await visit.open(link);
      await send(visit.page);
      await visit.page.waitForURL('**/visa/you');
      await visit.context.clearCookies();
      await visit.open(link);
    },
  },
  {
    name: 'open-saved-unknown',
    reach: (visit) => visit.open(`/visa/saved/${'a'.repeat(27)}`),
  },
];
