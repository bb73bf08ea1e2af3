import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openCheck } from './ahead.ts';
import { useBrowser, visitTest } from './browser.ts';
import { answer, atHeading, atStep, fill, send, submit, until } from './forms.ts';
import { holiday, pleased, volunteer, work } from './journeys.ts';
import { atMissing, atVisa } from './states/state.ts';

useBrowser();

/** Goes through the page with Tab; gives the stops that are outside the window or behind the banner. */
async function hiddenStops(page: Page): Promise<readonly string[]> {
  const look = `(() => {
    const stop = document.activeElement;
    const banner = document.querySelector('#stepway-banner');
    if (stop === document.body || banner.contains(stop)) return '';
    const box = stop.getBoundingClientRect();
    const edge = getComputedStyle(banner).position === 'fixed' ? banner.getBoundingClientRect().top : innerHeight;
    return box.top < edge && box.bottom > 0 ? '' : stop.outerHTML.slice(0, 80);
  })()`;
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
  const hidden: string[] = [];
  for (let pressed = 0; pressed < 20; pressed += 1) {
    await page.keyboard.press('Tab');
    const found: string = await page.evaluate(look);
    if (found !== '') hidden.push(found);
  }
  return hidden;
}

visitTest('the banner for a lost network never hides what has the focus', 'with', async (visit) => {
  const { page, context } = visit;
  await openCheck(visit, 'visa', holiday);
  await context.setOffline(true);
  await send(page);
  await page.locator('#stepway-banner').waitFor();
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
    [740, 360],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect([width, height, await hiddenStops(page)]).toEqual([width, height, []]);
  }
  // Other languages have longer words, and some visitors wider letters.
  await page.evaluate(`(({ firstElementChild: words }) => (words.textContent = words.textContent.repeat(2)))(
    document.querySelector('#stepway-banner p').parentElement)`);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await hiddenStops(page)).toEqual([]);
});

visitTest(
  'on a phone the answers scroll by above the button that sends them, which hides no focus',
  'both',
  async (visit) => {
    const { page } = visit;
    await page.setViewportSize({ width: 360, height: 740 });
    await openCheck(visit, 'registration', volunteer);
    const bar = (await page.getByRole('button', { name: 'Register' }).boundingBox())!;
    expect(bar.y + bar.height).toBeLessThanOrEqual(740);
    const links = await page.locator('main a').all();
    const hidden: string[] = [];
    for (const link of links) {
      await link.focus();
      const box = (await link.boundingBox())!;
      const isBelow = await link.evaluate((each) => each.closest('.stepway-kept') !== null);
      const edge = (await page.locator('.stepway-form').boundingBox())!.y;
      if (!isBelow && (box.y < 0 || box.y + box.height > edge)) hidden.push(await link.innerText());
    }
    expect(links.length).toBeGreaterThan(8);
    expect(hidden).toEqual([]);
  },
);

visitTest('the banner can be closed, and goes when the network is back', 'with', async (visit) => {
  const { page, context } = visit;
  const banner = page.locator('#stepway-banner');
  await atMissing(visit);
  await fill(page, { what: 'typed on a train' });
  await context.setOffline(true);
  await send(page);
  await banner.getByRole('button', { name: 'Close' }).click();
  expect(await banner.isVisible()).toBe(false);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Continue');
  await send(page);
  await banner.waitFor();
  await page.keyboard.press('Escape');
  expect(await banner.isVisible()).toBe(false);
  await send(page);
  await banner.waitFor();
  await context.setOffline(false);
  await banner.waitFor({ state: 'hidden' });
  expect(await page.locator('textarea').inputValue()).toBe('typed on a train');
});

visitTest(
  'after a change the check page stands where one left it, and marks the answer',
  'with',
  async (visit) => {
    const { page } = visit;
    await openCheck(visit, 'visa', work);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('link', { name: 'Change Passport number' }).click();
    await atStep(page, '/visa/passport');
    await fill(page, { number: 'ZZ999999' });
    await send(page);
    await atStep(page, '/visa/check');
    await until(page, `document.querySelector('#row-passport').hasAttribute('data-changed')`);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Change Passport number');
    const { y, height } = (await page.locator('#row-passport').boundingBox())!;
    expect(y).toBeGreaterThan(0);
    expect(y + height).toBeLessThan(740);
    await until(page, `document.querySelector('#stepway-live').textContent === 'Check your answers'`);
  },
);

visitTest('one Change link for each step names all its questions', 'without', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'visa', holiday);
  const links = (await page.locator('.stepway-change a').allTextContents()).map((text) => text.trim());
  expect(links).toContain('Change Nationality');
  expect(links).toContain('Change Arrival date, Departure date');
  const ids: string[] = await page.evaluate(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`);
  expect(new Set(ids).size).toBe(ids.length);
});

visitTest('one control has one label', 'without', async ({ page, open }) => {
  await open('/visa/nationality');
  expect(await page.evaluate(`document.querySelector('select').labels.length`)).toBe(1);
  expect(await page.getByLabel('Nationality', { exact: true }).count()).toBe(1);
});

visitTest('where one is, is said with the heading that takes the focus', 'with', async (visit) => {
  const { page, open } = visit;
  await open('/feedback/visit');
  await answer(page, 'feedback', [['visit', { found: 'no' }]]);
  await atStep(page, '/feedback/missing');
  await until(page, `document.activeElement.tagName === 'H1'`);
  const described = `document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent`;
  expect(await page.evaluate(described)).toContain('Step 2 of 3');
});

visitTest(
  'what is typed keeps its own direction on a page that runs from right to left',
  'both',
  async (visit) => {
    const { page } = visit;
    await atVisa(visit, 'job', work);
    const directionOf = (name: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('[name="${name}"]')).direction`);
    expect(await directionOf('salary')).toBe('ltr');
    expect(await directionOf('licence')).toBe('ltr');
    expect(await directionOf('employer')).toBe('rtl');
    await answer(page, 'visa', work.slice(3, 4));
    await atStep(page, '/visa/you');
    await page.locator('.stepway-back').click();
    await atStep(page, '/visa/job');
    expect(await directionOf('employer')).toBe('ltr');
  },
  { theme: { direction: 'rtl', language: 'ar' } },
);

visitTest('in forced colours progress and the receipt’s tick are drawn', 'with', async (visit) => {
  const { page } = visit;
  await atMissing(visit);
  await page.emulateMedia({ forcedColors: 'active' });
  const background = (selector: string, pseudo: string) =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}'), '${pseudo}').backgroundColor`);
  expect(await background('.stepway-progress', '::-webkit-progress-value')).not.toBe('rgba(0, 0, 0, 0)');
  expect(
    await page.evaluate(`getComputedStyle(document.querySelector('.stepway-progress')).borderTopStyle`),
  ).toBe('solid');
  await visit.open('/feedback/visit');
  await answer(page, 'feedback', pleased);
  await atStep(page, '/feedback/check');
  await submit(page);
  expect(await background('.stepway-receipt', '::before')).toBe(
    await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`),
  );
});

visitTest('on paper a step has its heading, its labels and what was answered', 'with', async (visit) => {
  const { page } = visit;
  await atVisa(visit, 'purpose');
  await fill(page, { purpose: 'study' });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('h1').isVisible()).toBe(true);
  expect(await page.getByText('To study').isVisible()).toBe(true);
  expect(await page.getByText('To work').isVisible()).toBe(false);
  expect(await page.locator('main button:visible, main a:visible').count()).toBe(0);
});

visitTest(
  'deleting looks like no other button, and the way back stands beside it',
  'without',
  async (visit) => {
    const { page } = visit;
    await atMissing(visit);
    await visit.open('/feedback/end');
    const colour = (locator: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('${locator}')).backgroundColor`);
    const danger = await colour('main form button');
    expect(await page.getByRole('link', { name: 'No, go back to the form' }).getAttribute('class')).toContain(
      'stepway-button',
    );
    await visit.open('/feedback/missing');
    expect(danger).not.toBe(await colour('main form button'));
  },
);

visitTest('when the time has run out, the dialog, the page and the title say so', 'with', async (visit) => {
  const { page, context, server } = visit;
  await context.clock.install({ time: server.now() });
  await atMissing(visit);
  server.advance(31);
  await context.clock.fastForward('31:00');
  await until(page, `document.querySelector('#stepway-warning h2').textContent === 'Your time ran out'`);
  expect(await page.title()).toMatch(/^Your time ran out – /);
  await page.locator('#stepway-warning button').click();
  expect(await page.locator('.stepway-kept').innerText()).toMatch(/^We deleted your earlier answers/);
  expect(await page.locator('.stepway-kept :is(a, button):visible').count()).toBe(0);
});

visitTest('a page that was not understood leads back to the form', 'without', async ({ page, open }) => {
  await open('/feedback/visit');
  await page.evaluate(`const form = document.forms[0]; form.enctype = 'text/plain'; form.submit()`);
  await atHeading(page, 'Sorry, we could not understand what was sent');
  await page.getByRole('link', { name: 'Go to the form' }).click();
  await page.getByRole('heading', { level: 1, name: /Did you find|Tell us how it went/ }).waitFor();
});
