import { expect } from '@jest/globals';
import { text, wizard } from 'stepway';
import { useBrowser, visitTest } from './browser.ts';
import { atHeading, atStep, fill, send, until } from './forms.ts';

useBrowser();

let finish: () => void = () => undefined;
const slow = wizard({ id: 'slow', title: 'A slow handler', version: 1, start: false })
  .step('only', { title: 'Your name', fields: { name: text('Name') } })
  .complete({
    action: 'Send',
    confirmation: 'All done',
    run: () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  });

visitTest(
  'a receipt that is still worked on says by itself when it is done',
  'with',
  async ({ page, open }) => {
    await open('/slow/only');
    await fill(page, { name: 'Ann' });
    await send(page);
    await atStep(page, '/slow/check');
    await send(page);
    await atHeading(page, 'We have your answers');
    finish();
    await atHeading(page, 'All done');
    await until(page, `document.activeElement.tagName === 'H1'`);
    expect(await page.locator('.stepway-receipt').getAttribute('data-outcome')).toBe('done');
  },
  { wizards: [slow] },
);
