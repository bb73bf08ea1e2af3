import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { choice, email, longText, secret, text, wizard } from 'stepway';
import { row, useBrowser, visitTest } from './browser.ts';
import { answer, atStep, fill, send, until } from './forms.ts';
import { before, displeased } from './journeys.ts';
import type { Visit } from './visit.ts';
import { everything } from './wizards.ts';

useBrowser();

const isSaved = `/^Saved \\d{1,2}:\\d\\d/.test(document.querySelector('.stepway-saved').textContent)`;

async function atMissing({ page, open }: Visit): Promise<void> {
  await open('/feedback/visit');
  await answer(page, 'feedback', before(displeased, 'missing'));
  await atStep(page, '/feedback/missing');
}

const typed = (page: Page) => page.locator('textarea').inputValue();

row(
  49,
  'what was typed and not sent is there again after Back, Forward, a reload and a closed tab',
  'with',
  async (visit) => {
    const { page, context, open } = visit;
    await atMissing(visit);
    // The page's own Back, and the browser's.
    await fill(page, { what: 'a' });
    await page.locator('.stepway-back').click();
    await atStep(page, '/feedback/visit');
    await page.goBack({ waitUntil: 'commit' });
    await atStep(page, '/feedback/missing');
    expect(await typed(page)).toBe('a');
    // The browser's Back and Forward.
    await fill(page, { what: 'ab' });
    await page.goBack({ waitUntil: 'commit' });
    await atStep(page, '/feedback/visit');
    await page.goForward({ waitUntil: 'commit' });
    await atStep(page, '/feedback/missing');
    expect(await typed(page)).toBe('ab');
    await fill(page, { what: 'abc' });
    await until(page, isSaved);
    expect(await page.locator('.stepway-saved').getAttribute('role')).toBe('status');
    await page.reload();
    expect(await typed(page)).toBe('abc');
    expect(await page.locator('.stepway-errors').count()).toBe(0);
    await fill(page, { what: 'abcd' });
    await page.close({ runBeforeUnload: true });
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    const again = await context.newPage();
    await open('/feedback', again);
    await atStep(again, '/feedback/missing');
    expect(await typed(again)).toBe('abcd');
  },
);

/** A draft is stored when its own request and the next page's have both read what was there. */
let reads = 0;
let bothRead: Promise<void> | undefined;
let release = () => {};

visitTest(
  'what was typed just before a reload is there, also when the browser asks for the page before the draft is stored',
  'with',
  async (visit) => {
    const { page } = visit;
    await atMissing(visit);
    reads = 0;
    bothRead = new Promise((resolve) => void (release = resolve));
    await fill(page, { what: 'All of it' });
    await page.reload();
    await until(page, `document.querySelector('textarea')?.value === 'All of it'`);
    await page.waitForLoadState();
    bothRead = undefined;
    // Once: what is left without anything new is shown as it comes.
    let loads = 0;
    page.on('load', () => (loads += 1));
    await page.reload();
    expect(await typed(page)).toBe('All of it');
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 200))');
    expect(loads).toBe(1);
  },
  {
    onOperation: (operation, moment) => {
      if (operation === 'replace' && moment === 'before') return bothRead;
      if (operation === 'read' && moment === 'after') reads += 1;
      if (reads === 2) release();
    },
  },
);

visitTest(
  'what came back with a fault is not lost by leaving',
  'with',
  async ({ page, open }) => {
    await open('/everything/texts');
    await fill(page, { name: 'Ann', email: 'ann<at>example', pin: 'hush' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await page.locator('.stepway-back').click();
    await page.getByRole('link', { name: 'Continue where you left off' }).click();
    await atStep(page, '/everything/texts');
    expect(await page.locator('[name="email"]').inputValue()).toBe('ann<at>example');
    expect(await page.locator('[name="pin"]').inputValue()).toBe('');
    expect(await page.locator('#stepway-errors').count()).toBe(0);
  },
  { wizards: [everything] },
);

const shared = wizard({
  id: 'shared',
  title: 'On a shared computer',
  version: 1,
  start: false,
  drafts: false,
})
  .step('one', { title: 'Your name', fields: { name: text('Name'), pin: secret('PIN') } })
  .complete({ action: 'Send' });

visitTest(
  'a wizard without drafts saves nothing by itself',
  'with',
  async ({ page, open, context }) => {
    await open('/shared/one');
    let posts = 0;
    page.on('request', (request) => (posts += request.method() === 'POST' ? 1 : 0));
    await fill(page, { name: 'Ann' });
    await page.reload();
    expect([posts, (await context.cookies()).length]).toEqual([0, 1]);
  },
  { wizards: [shared] },
);

visitTest(
  'saving is rare while one types, never of a password, and moves the time that is shown',
  'with',
  async ({ page, open, server }) => {
    await open('/everything/texts');
    const bodies: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') bodies.push(request.postData() ?? '');
    });
    await page.locator('[name="pin"]').pressSequentially('hush', { delay: 20 });
    await page.locator('[name="name"]').pressSequentially('Ann Lee', { delay: 60 });
    await until(page, isSaved);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain('name=Ann+Lee');
    expect(bodies[0]).not.toContain('hush');
    expect(server.errors).toEqual([]);
  },
  { wizards: [everything] },
);

const contact = wizard({ id: 'contact', title: 'Contact', version: 1, start: false, drafts: false })
  .step('how', {
    title: 'How shall we answer?',
    fields: {
      by: choice('By', { post: 'By post', phone: 'By phone' }),
      phone: text('Your number'),
      mail: email('Your address').optional(),
      more: longText('Anything else?').max(100).optional(),
    },
    show: { phone: (own) => own.by.is('phone') },
  })
  .complete({ action: 'Send' });

row(
  50,
  'after the browser restored its controls, the fields that depend on them, and counts, are right',
  'with',
  async ({ page, open, server }) => {
    await open('/contact/how');
    await fill(page, { by: 'phone', phone: '01632', more: 'Hello' });
    await page.goto(`${server.url}/healthz`);
    await page.goBack();
    await until(page, `document.querySelector('[value="phone"]')?.checked`);
    expect(await page.locator('[name="phone"]').isVisible()).toBe(true);
    expect(await page.locator('[name="phone"]').inputValue()).toBe('01632');
    await until(page, `document.querySelector('.stepway-count').textContent.includes('95')`);
  },
  { wizards: [contact] },
);

visitTest(
  'what is typed on a page that another tab has answered meanwhile is said to be unsaved, and asked about when it is sent',
  'with',
  async (visit) => {
    const { page, context, open } = visit;
    await atMissing(visit);
    await fill(page, { what: 'in the first tab' });
    await until(page, isSaved);
    const other = await context.newPage();
    await open('/feedback/missing', other);
    await fill(other, { what: 'in the second tab' });
    await send(other);
    await atStep(other, '/feedback/contact');
    await fill(page, { what: 'in the first tab, later' });
    await until(page, `document.querySelector('.stepway-saved').textContent.startsWith('Not saved yet')`);
    await send(page);
    await page.getByText('in the second tab').waitFor();
    expect(await page.content()).toContain('in the first tab, later');
  },
);
