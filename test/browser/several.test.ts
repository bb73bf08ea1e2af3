import { expect } from '@jest/globals';
import expenses from '../../wizards/expenses.ts';
import { axeTest } from './axe.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atHeading, fill, send } from './forms.ts';
import { runs, startClaim } from './states/runs.ts';

useBrowser();

for (const state of runs) axeTest(state);

const wizards = [expenses];

visitTest(
  'two claims in two tabs stay apart, and each is found by its name on the list',
  'both',
  async (visit) => {
    const { page } = visit;
    await startClaim(visit, 'journey', '12.50');
    const other = await visit.context.newPage();
    await startClaim({ ...visit, page: other }, 'materials', '130');
    await page.getByRole('link', { name: 'Back' }).click();
    await atHeading(page, 'What did you pay for?');
    await fill(page, { amount: '14' });
    await send(page);
    await atHeading(page, 'Your receipts');
    await page.getByRole('link', { name: 'All your drafts' }).click();
    await page.getByRole('link', { name: 'Continue A journey, £14' }).waitFor();
    await page.getByRole('link', { name: 'Continue Materials, £130' }).click();
    await atHeading(page, 'Your receipts');
    expect(new URL(page.url()).pathname).toBe(new URL(other.url()).pathname);
  },
  { wizards },
);

visitTest(
  'a claim that is deleted can be brought back, and the other one is untouched',
  'both',
  async (visit) => {
    const { page } = visit;
    await startClaim(visit, 'journey', '12.50');
    await startClaim(visit, 'materials', '130');
    await visit.open('/expenses');
    await page.getByRole('link', { name: 'Delete A journey, £12.50' }).click();
    await page.getByRole('button', { name: 'Yes, delete this draft' }).click();
    await atHeading(page, 'Your draft is deleted');
    await page.getByRole('link', { name: 'All your drafts' }).click();
    await atHeading(page, 'Claim an expense');
    expect(await page.locator('.stepway-item').count()).toBe(1);
    await page.goBack();
    await page.getByRole('button', { name: 'Undo' }).click();
    await atHeading(page, 'Your receipts');
    await visit.open('/expenses');
    expect(await page.locator('.stepway-item').count()).toBe(2);
  },
  { wizards },
);
