import { text, wizard } from '../../../src/index.ts';
import expenses from '../../../wizards/expenses.ts';
import { atHeading, fill, send } from '../forms.ts';
import type { Visit } from '../visit.ts';
import type { State } from './state.ts';

/** The same claim, of which there can be two. */
const few = { ...expenses, several: { ...expenses.several, max: 2 } };
const tiny = wizard({ id: 'note', title: 'Leave a note', version: 1, start: false, several: { max: 2 } })
  .step('note', { title: 'What is it?', fields: { note: text('Note') } })
  .step('who', { title: 'Who are you?', fields: { name: text('Name') } })
  .complete({ action: 'Send' });

/** Starts a claim with its first page. */
export async function startClaim(visit: Visit, kind: string, amount: string): Promise<void> {
  await visit.open('/expenses', visit.page);
  const another = visit.page.getByRole('link', { name: 'Start another' });
  if ((await another.count()) > 0) await another.click();
  await visit.page.getByRole('link', { name: 'Start now' }).click();
  await atHeading(visit.page, 'What did you pay for?');
  await fill(visit.page, { kind, paid: '2 3 2026', amount });
  await send(visit.page);
  await atHeading(visit.page, 'Your receipts');
}

async function twoClaims(visit: Visit): Promise<void> {
  await startClaim(visit, 'journey', '12.50');
  await startClaim(visit, 'materials', '130');
}

/** A visitor's runs of one wizard. */
export const runs: readonly State[] = [
  {
    name: 'runs',
    options: { wizards: [expenses] },
    reach: async (visit) => {
      await twoClaims(visit);
      await visit.open('/expenses');
    },
  },
  {
    name: 'runs-full',
    options: { wizards: [few] },
    reach: async (visit) => {
      await twoClaims(visit);
      await visit.open('/expenses');
    },
  },
  {
    name: 'runs-sent',
    options: { wizards: [tiny] },
    reach: async (visit) => {
      await visit.open('/note');
      await fill(visit.page, { note: 'Milk' });
      await send(visit.page);
      await atHeading(visit.page, 'Who are you?');
      await fill(visit.page, { name: 'Ana' });
      await send(visit.page);
      await atHeading(visit.page, 'Check your answers');
      await send(visit.page);
      await visit.page.getByRole('link', { name: 'All your drafts' }).click();
      await visit.page.getByRole('link', { name: 'Receipt' }).waitFor();
    },
  },
  {
    name: 'run-delete',
    options: { wizards: [expenses] },
    reach: async (visit) => {
      await twoClaims(visit);
      await visit.open('/expenses');
      await visit.page.getByRole('link', { name: 'Delete' }).first().click();
      await atHeading(visit.page, 'Do you want to delete this draft?');
    },
  },
  {
    name: 'run-deleted',
    options: { wizards: [expenses] },
    reach: async (visit) => {
      await twoClaims(visit);
      await visit.open('/expenses');
      await visit.page.getByRole('link', { name: 'Delete' }).first().click();
      await visit.page.getByRole('button', { name: 'Yes, delete this draft' }).click();
      await atHeading(visit.page, 'Your draft is deleted');
    },
  },
  {
    name: 'run-gone',
    options: { wizards: [expenses] },
    reach: async (visit) => {
      await twoClaims(visit);
      const address = visit.page.url();
      await visit.page.getByRole('link', { name: 'Back' }).click();
      await atHeading(visit.page, 'What did you pay for?');
      const other = await visit.context.newPage();
      await other.goto(address.replace('/receipts', '/end'));
      await other.getByRole('button', { name: 'Yes, delete this draft' }).click();
      await atHeading(other, 'Your draft is deleted');
      await other.close();
      await send(visit.page);
      await atHeading(visit.page, 'This draft was deleted');
    },
  },
  {
    name: 'run-full',
    options: { wizards: [tiny] },
    reach: async (visit) => {
      await visit.open('/note');
      await atHeading(visit.page, 'What is it?');
      for (const note of ['Milk', 'Bread']) {
        const other = await visit.context.newPage();
        await visit.open('/note', other);
        const another = other.getByRole('link', { name: 'Start another' });
        if ((await another.count()) > 0) await another.click();
        await fill(other, { note });
        await send(other);
        await atHeading(other, 'Who are you?');
        await other.close();
      }
      await fill(visit.page, { note: 'Salt' });
      await send(visit.page);
      await atHeading(visit.page, 'You have as many drafts as you can have');
    },
  },
];
