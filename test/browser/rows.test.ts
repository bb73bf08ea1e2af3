import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeTest } from './axe.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, until } from './forms.ts';
import { withGrant } from './states/tasks.ts';
import { atRows, atTravel, cost, press, rows, withTrip } from './states/rows.ts';

useBrowser();

for (const state of rows) axeTest(state);

const cells = (page: Page, field: string) =>
  page.evaluate(`[...document.querySelectorAll('[name$=".${field}"]')].map(({ value }) => value)`) as Promise<
    readonly string[]
  >;
const focused = (page: Page, expression: string) => page.evaluate(`document.activeElement?.${expression}`);
const count = async (page: Page, n: number) =>
  page
    .locator('.stepway-sheet-row')
    .nth(n - 1)
    .waitFor();

visitTest(
  'rows are added, changed and taken out without losing what is typed in the others; focus and sum are right',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atRows(visit);
    await page.locator('[name$=".what"]').fill('Trees');
    await page.locator('[name$=".amount"]').fill('480.50');
    await press(page, 'Add another cost');
    await count(page, 2);
    expect(await cells(page, 'what')).toEqual(['Trees', '']);
    expect(await focused(page, 'name.split(".")[1]')).toBe('what');
    expect(await focused(page, 'value')).toBe('');
    await page.locator('[name$=".what"]').nth(1).fill('Spades');
    await page.locator('[name$=".amount"]').nth(1).fill('19.50');
    // The Enter key goes on with all of it, and takes nothing out.
    if (scripts) {
      expect(await page.locator('output').innerText()).toBe('£500');
      await until(page, `document.querySelector('#stepway-live').textContent.includes('£500')`);
    }
    // The unit that stands beside an input is heard with its label.
    expect(await page.getByRole('textbox', { name: /£/ }).count()).toBe(2);
    await press(page, 'Remove Cost 1');
    await page.locator('.stepway-notice').waitFor();
    expect(await focused(page, 'innerText.trim().split("\\n")[0]')).toContain('You removed Cost 1.');
    expect(await cells(page, 'what')).toEqual(['Spades']);
    await page.locator('[name$=".what"]').fill('Two spades');
    await press(page, 'Undo');
    await count(page, 2);
    expect(await cells(page, 'what')).toEqual(['Trees', 'Two spades']);
    expect(await page.locator('output').innerText()).toBe('£500');
    await page.locator('[name$=".what"]').first().press('Enter');
    await atStep(page, '/grant/asked');
    await visit.open('/grant/costs');
    expect(await cells(page, 'amount')).toEqual(['480.50', '19.50']);
  },
  withGrant,
);

visitTest(
  'an error in a cell names its row, and its link leads to the cell',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atRows(visit, cost('a', 'Trees', '480'), cost('b', 'Spades', '20'));
    await page.locator('[name="b.amount"]').fill('many');
    await press(page, 'Continue');
    const link = page.locator('.stepway-errors a');
    expect(await link.innerText()).toMatch(/^Cost 2: /);
    await link.click();
    expect(await focused(page, 'name')).toBe('b.amount');
    expect(await cells(page, 'what')).toEqual(['Trees', 'Spades']);
    if (!scripts) return;
    // A cell that was faulty is checked again when it is left, also towards a button.
    await page.locator('[name="b.amount"]').fill('');
    await page.keyboard.press('Tab');
    await until(page, `document.querySelector('.stepway-errors a').textContent.includes('Enter')`);
    expect(await link.innerText()).toMatch(/^Cost 2: /);
    await page.locator('[name="b.amount"]').fill('20');
    await page.keyboard.press('Tab');
    expect(await focused(page, 'type')).toBe('submit');
    await page.locator('.stepway-errors').waitFor({ state: 'hidden' });
  },
  withGrant,
);

visitTest(
  'the rows are a table where there is room and cards where there is none, and a table to screen readers in both',
  'with',
  async (visit) => {
    const { page } = visit;
    await atRows(visit, cost('a', 'Trees', '480'), cost('b', 'Spades', '20'));
    // No line stands under the sum.
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('tfoot :is(th, td)')].map((cell) => getComputedStyle(cell).borderBottomWidth)`,
      ),
    ).toEqual(['0px', '0px', '0px', '0px'].slice(0, await page.locator('tfoot :is(th, td)').count()));
    const isBeside = () =>
      page.evaluate(`(() => {
        const [what, amount] = ['a.what', 'a.amount'].map((name) => document.getElementsByName(name)[0].getBoundingClientRect());
        return Math.abs(what.top - amount.top) < 5;
      })()`);
    for (const [width, beside] of [
      [1280, true],
      [360, false],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      expect(await isBeside()).toBe(beside);
      expect(await page.getByRole('table').getByRole('row').count()).toBe(4);
      expect(await page.getByRole('textbox', { name: /^What it is ?, Cost 2$/ }).inputValue()).toBe('Spades');
    }
  },
  withGrant,
);

visitTest(
  'who travels is chosen from the children, and is asked again when one of them is taken out',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await atTravel(visit, 'Ben', 'Cleo');
    await page.getByRole('checkbox', { name: 'Ben' }).check();
    await page.getByRole('checkbox', { name: 'Cleo' }).check();
    await page.getByRole('radio', { name: 'Cleo' }).check();
    await press(page, 'Continue');
    await atStep(page, '/trip/check');
    await open('/trip/children?remove=c1&return=check');
    await page.getByRole('button', { name: 'Yes, remove' }).click();
    await page.locator('.stepway-notice').waitFor();
    await open('/trip');
    await atStep(page, '/trip/travel');
    expect(await page.getByRole('checkbox', { name: 'Ben' }).isChecked()).toBe(true);
    expect(await page.getByText('Cleo').count()).toBe(0);
  },
  withTrip,
);
