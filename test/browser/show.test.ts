import { expect } from '@jest/globals';
import { date, decimal, text, time, wizard } from 'stepway';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, fill, send, until } from './forms.ts';

useBrowser();

const parcel = wizard({ id: 'parcel', title: 'Send a parcel', version: 1, start: false })
  .step('parcel', {
    title: 'Your parcel',
    fields: {
      weight: decimal('Weight', { suffix: 'kg' }),
      sent: date('Day of posting'),
      call: time('When shall we come?'),
      light: text('What makes it so light?'),
      early: text('Why so early in the year?'),
      morning: text('Who opens the door?'),
    },
    show: {
      light: (own) => own.weight.lt(20),
      early: (own) => own.sent.lt('2027-06-01'),
      morning: (own) => own.call.lt('12:00'),
    },
  })
  .complete({ action: 'Send' });

visitTest(
  'fields appear for what is typed as the server will read it',
  'with',
  async ({ page, open }) => {
    await open('/parcel/parcel');
    const isShown = (name: string) => page.locator(`[data-field="${name}"]`).isVisible();
    expect(await isShown('light')).toBe(false);
    await fill(page, { weight: '12,5', sent: '1 March 2027', call: '9.30am' });
    expect([await isShown('light'), await isShown('early'), await isShown('morning')]).toEqual([
      true,
      true,
      true,
    ]);
    await fill(page, { weight: '1 250 kg', sent: '1 Sept 2027', call: '2 pm' });
    expect([await isShown('light'), await isShown('early'), await isShown('morning')]).toEqual([
      false,
      false,
      false,
    ]);
    await send(page);
    await atStep(page, '/parcel/check');
  },
  { wizards: [parcel] },
);

visitTest(
  'what the server asks for is on the page',
  'both',
  async ({ page, open, scripts }) => {
    await open('/parcel/parcel');
    await fill(page, { weight: '−5', sent: '1 12 2027', call: 'noon' });
    if (!scripts) await fill(page, { early: '', morning: '' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    const link = page.locator('#stepway-errors a');
    expect(await link.allInnerTexts()).toHaveLength(1);
    await link.click();
    await until(page, `document.activeElement.name === 'light'`);
  },
  { wizards: [parcel] },
);
