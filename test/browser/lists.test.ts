import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answerAhead } from './ahead.ts';
import { axeTest } from './axe.ts';
import { row, useBrowser } from './browser.ts';
import { answer, atHeading, atStep, fill, send } from './forms.ts';
import { atList, beforeList, lists, person, withHousehold } from './states/lists.ts';

useBrowser();

for (const state of lists) axeTest(state);

const names = (page: Page) => page.locator('.stepway-item-name').allInnerTexts();
const focused = (page: Page) =>
  page.evaluate('document.activeElement?.innerText.trim().split("\\n")[0]') as Promise<string>;

row(
  48,
  'items are added, changed and removed after a question; the list comes before going on',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await open('/household/you');
    await answer(page, 'household', beforeList);
    await atStep(page, '/household/people');
    await fill(page, { _more: 'yes' });
    await send(page);
    await atHeading(page, 'Who are they?');
    await fill(page, { name: 'Ben Lee', born: '1 2 1990', does: 'works' });
    await send(page);
    await atStep(page, '/household/people');
    expect(await names(page)).toEqual(['Ben Lee']);
    await page.getByRole('link', { name: 'Change Ben Lee' }).click();
    await atHeading(page, 'Who are they?');
    await fill(page, { name: 'Benjamin Lee' });
    await send(page);
    await atStep(page, '/household/people');
    expect(await names(page)).toEqual(['Benjamin Lee']);
    await page.getByRole('link', { name: 'Remove Benjamin Lee' }).click();
    await atHeading(page, 'Do you want to remove Benjamin Lee?');
    await send(page);
    await page.locator('.stepway-notice').waitFor();
    expect(await names(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.stepway-item').waitFor();
    await fill(page, { _more: 'no' });
    await send(page);
    await atStep(page, '/household/bill');
  },
  withHousehold,
);

row(
  65,
  'the list says how many there are; focus and title are right after adding, removing and undoing',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atList(visit, person('b', 'Ben Lee'));
    expect(await page.locator('main').innerText()).toContain('You have added 1 person.');
    await fill(page, { _more: 'yes' });
    await send(page);
    await atHeading(page, 'Who are they?');
    expect(await page.title()).toMatch(/^Who are they\? – Person 2 – Step 4/);
    if (scripts) expect(await focused(page)).toBe('Who are they?');
    await fill(page, { name: 'Cleo Lee', born: '1 2 1990', does: 'works' });
    await send(page);
    await atStep(page, '/household/people');
    await page.locator('.stepway-item').nth(1).waitFor();
    expect(await page.title()).toMatch(/^Who lives with you\? – Step 4/);
    if (scripts) expect(await focused(page)).toBe('Who lives with you?');
    await page.getByRole('link', { name: 'Remove Ben Lee' }).click();
    await atHeading(page, 'Do you want to remove Ben Lee?');
    expect(await page.title()).toMatch(/^Do you want to remove Ben Lee\?/);
    await send(page);
    await page.locator('.stepway-notice').waitFor();
    expect(await focused(page)).toBe('You removed Ben Lee.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.stepway-item').nth(1).waitFor();
    expect(await names(page)).toEqual(['Ben Lee', 'Cleo Lee']);
    if (scripts) expect(await focused(page)).toBe('Who lives with you?');
  },
  withHousehold,
);

row(
  66,
  'two tabs that add, change and remove items lose nothing and double nothing',
  'both',
  async (visit) => {
    const { page, context, open } = visit;
    await atList(visit, person('b', 'Ben Lee'));
    const other = await context.newPage();
    await open('/household/people', other);
    for (const tab of [page, other]) {
      await fill(tab, { _more: 'yes' });
      await send(tab);
      await atHeading(tab, 'Who are they?');
    }
    await fill(page, { name: 'Cleo Lee', born: '1 2 1990', does: 'works' });
    await fill(other, { name: 'Dan Lee', born: '1 2 1990', does: 'works' });
    await send(page);
    await send(other);
    await atStep(page, '/household/people');
    await atStep(other, '/household/people');
    // One tab takes Ben out while the other one changes him.
    await open('/household/people/b/about', other);
    await open('/household/people?remove=b');
    await send(page);
    await page.locator('.stepway-notice').waitFor();
    await fill(other, { name: 'Benjamin Lee' });
    await send(other);
    await other.locator('.stepway-notice').waitFor();
    expect(await other.locator('.stepway-notice').innerText()).toContain('You removed Benjamin Lee.');
    expect(await names(other)).toEqual(['Cleo Lee', 'Dan Lee']);
  },
  withHousehold,
);

row(
  24,
  'Change of an item on the check page shows the answer, and Continue returns straight there',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await answerAhead(visit, 'household', [
      ...beforeList,
      ...person('b', 'Ben Lee'),
      ['people', { _more: 'no' }],
      ['bill', {}],
      ['more', {}],
    ]);
    await open('/household/check');
    expect(await page.locator('.stepway-section h2').allInnerTexts()).toContain('Ben Lee');
    await page.locator('a[href="/household/people/b/about?return=check"]').first().click();
    await atHeading(page, 'Who are they?');
    await fill(page, { name: 'Benjamin Lee' });
    await send(page);
    await atStep(page, '/household/check');
    await page.getByRole('link', { name: 'Remove Benjamin Lee' }).click();
    await atHeading(page, 'Do you want to remove Benjamin Lee?');
    await send(page);
    await page.locator('.stepway-notice').waitFor();
    await fill(page, { _more: 'no' });
    await send(page);
    // Nobody lives there any more, so the discount is asked for.
    await atHeading(page, 'You may pay less');
  },
  withHousehold,
);
