import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { choice, decimal, longText, text, wizard } from 'stepway';
import type { Texts } from '../../src/definition/in-language.ts';
import { violations } from './axe.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, fill, send } from './forms.ts';

useBrowser();

const german: Texts = JSON.parse(readFileSync('wizards/feedback.de.json', 'utf8')) as Texts;
const inTwo = { languages: { de: { texts: { feedback: german } } } };

const langOf = (page: Page) => page.evaluate('document.documentElement.lang');
const heading = (page: Page) => page.locator('h1').innerText();
const switchTo = (page: Page, name: string) =>
  page.locator('.stepway-languages').getByText(name, { exact: true }).click();

visitTest(
  'the switch keeps what is typed and not sent, changes the whole document, and back again',
  'both',
  async ({ page, open, scripts }) => {
    await open('/feedback/visit');
    await fill(page, { found: 'partly' });
    await send(page);
    await atStep(page, '/feedback/missing');
    await fill(page, { what: 'half a sent' });
    await switchTo(page, 'Deutsch');
    await page.locator('html[lang="de"]').waitFor();
    await atStep(page, '/feedback/missing');
    expect(await heading(page)).toBe('Was haben Sie gesucht?');
    expect(await page.locator('textarea').inputValue()).toBe('half a sent');
    expect(await page.locator('.stepway-skip').innerText()).toBe('Zum Inhalt springen');
    expect(await page.locator('.stepway-errors').count()).toBe(0);
    // A fault is said in it, and the rest of the way goes on in it.
    await fill(page, { what: '' });
    await send(page);
    await page.locator('.stepway-errors').waitFor();
    expect(await page.locator('.stepway-errors').innerText()).toContain('Geben Sie eine Antwort ein');
    if (scripts) expect(await page.locator('#wizard').getAttribute('lang')).toBe('de');
    await fill(page, { what: 'nichts' });
    await switchTo(page, 'English');
    await page.locator('html[lang="en"]').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('nichts');
    await send(page);
    await atStep(page, '/feedback/contact');
    expect(await heading(page)).toBe('May we write to you?');
  },
  inTwo,
);

visitTest(
  'the Enter key goes on, whichever button stands first on the page',
  'both',
  async ({ page, open }) => {
    await open('/feedback/contact?lang=de');
    await open('/feedback/visit');
    await fill(page, { found: 'yes' });
    await send(page);
    await atStep(page, '/feedback/contact');
    await page.locator('input[type="email"]').fill('ada@example.com');
    await page.keyboard.press('Enter');
    await atStep(page, '/feedback/check');
    expect(await langOf(page)).toBe('de');
    // Nothing is typed here: a link will do.
    await page.locator('.stepway-languages a').click();
    await page.locator('html[lang="en"]').waitFor();
    expect(await heading(page)).toBe('Check your answers');
  },
  inTwo,
);

visitTest(
  'a page that comes after another tab has changed the language says which it is in',
  'with',
  async ({ page, context, open }) => {
    await open('/feedback/visit');
    const other = await context.newPage();
    await open('/feedback/visit?lang=de', other);
    await fill(page, { found: 'yes' });
    await send(page);
    await atStep(page, '/feedback/contact');
    expect(await heading(page)).toBe('Dürfen wir Ihnen schreiben?');
    expect(await page.locator('#wizard').getAttribute('lang')).toBe('de');
    expect(await violations(page)).toEqual([]);
  },
  inTwo,
);

const trip = wizard({ id: 'trip', title: 'A trip', version: 1, start: false })
  .repeat('legs', { title: 'Legs', rows: true }, (leg) =>
    leg.step('leg', { title: 'A leg', fields: { to: text('To'), km: decimal('Km') } }),
  )
  .complete({ action: 'Send', confirmation: 'Sent' });

visitTest(
  'rows keep what is typed into them, a number as it is typed in the language',
  'both',
  async ({ page, open }) => {
    await open('/trip/legs');
    await page.locator('input[name$=".to"]').first().fill('Rom');
    await page.locator('input[name$=".km"]').first().fill('1,500');
    await switchTo(page, 'Deutsch');
    await page.locator('html[lang="de"]').waitFor();
    expect(await page.locator('input[name$=".to"]').first().inputValue()).toBe('Rom');
    expect(await page.locator('input[name$=".km"]').first().inputValue()).toBe('1500');
  },
  { wizards: [trip], languages: { de: { texts: { trip: { 'steps.legs.title': 'Strecken' } } } } },
);

const pages = wizard({
  id: 'pages',
  title: 'Apply for something with a long title',
  version: 1,
  start: false,
})
  .step('one', { title: 'One', fields: { a: choice('A', { b: 'B' }), c: longText('C').optional() } })
  .complete({ action: 'Send', confirmation: 'Sent' });

visitTest(
  'the switch has no violation of WCAG 2.2 AA in light or dark, and no sideways scroll at 320 px with four languages',
  'with',
  async ({ page, open }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open('/pages/one');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await open('/pages/one?lang=ar');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  },
  {
    wizards: [pages],
    languages: {
      de: { texts: { pages: {} } },
      cy: { texts: { pages: {} } },
      ar: { texts: { pages: {} } },
    },
  },
);
