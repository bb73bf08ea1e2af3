import { expect } from '@jest/globals';
import { handOver, text, wizard } from 'stepway';
import { row, useBrowser } from './browser.ts';
import { atHeading, atStep, fill, send, until } from './forms.ts';

useBrowser();

let finish: () => void = () => undefined;
const other = wizard({ id: 'other', title: 'Another form', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Name'), age: text('Age') } })
  .complete({ action: 'Send' });
const slow = wizard({ id: 'slow', title: 'A slow handler', version: 1, start: false })
  .step('only', { title: 'Your name', fields: { name: text('Name') } })
  .complete({
    action: 'Send',
    confirmation: 'All done',
    receipt: {
      calendar: { title: 'A day with {only.name}', day: '2027-03-27' },
      handOver: handOver(other, {
        title: 'On to the other form',
        answers: (earlier) => ({ who: { name: earlier.only.name } }),
      }),
    },
    run: () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  });

row(
  75,
  'the receipt can be copied, printed with its answers, and says by itself when the work is done',
  'both',
  async ({ page, context, open, scripts }) => {
    await open('/slow/only');
    await fill(page, { name: 'Ann' });
    await send(page);
    await atStep(page, '/slow/check');
    await send(page);
    await atHeading(page, 'We have your answers');

    const answer = page.locator('main dd');
    expect(await answer.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await answer.isVisible()).toBe(true);
    expect(await page.locator('main :is(a, button):visible').count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('The answers that you sent').click();
    expect(await answer.innerText()).toBe('Ann');

    const copy = page.getByRole('button', { name: 'Copy number' });
    const print = page.getByRole('button', { name: 'Print this page' });
    expect([await copy.isVisible(), await print.isVisible()]).toEqual([scripts, scripts]);
    if (scripts) {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await copy.click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const reference = await page.locator('.stepway-reference strong').innerText();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(reference);
    }
    finish();
    if (!scripts) await page.getByRole('link', { name: 'Check again' }).click();
    await atHeading(page, 'All done');
    if (scripts) await until(page, `document.activeElement.tagName === 'H1'`);
    expect(await page.locator('.stepway-receipt').getAttribute('data-outcome')).toBe('done');

    const [entry] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add this to your calendar' }).click(),
    ]);
    expect(entry.suggestedFilename()).toBe('A day with Ann.ics');
    await page.getByRole('button', { name: 'On to the other form' }).click();
    await atStep(page, '/other/who');
    expect(await page.locator('[name="name"]').inputValue()).toBe('Ann');
  },
  { wizards: [slow, other] },
);
