import { expect } from '@jest/globals';
import { date, decimal, email, integer, money, tel, text, url, wizard } from 'stepway';
import { row, useBrowser } from './browser.ts';
import { atStep, fill, send, summary } from './forms.ts';

useBrowser();

const everyKind = wizard({ id: 'kinds', title: 'Kinds', version: 1, start: false })
  .step('one', {
    title: 'What you know',
    fields: {
      name: text('Name'),
      people: integer('People').min(0),
      weight: decimal('Weight'),
      price: money('Price', { currency: 'GBP' }),
      born: date('Date of birth'),
      mail: email('Email address'),
      site: url('Web page'),
      phone: tel('Telephone'),
    },
  })
  .complete({ action: 'Send' });
const options = { wizards: [everyKind] };

const plain = {
  name: 'Ann',
  people: '3',
  weight: '2.5',
  price: '10',
  born: '1 2 1990',
  mail: 'ann@example.com',
  site: 'https://example.com',
  phone: '020 7946 0958',
};

row(
  54,
  'every spelling that the server accepts is read on the page as well, and shown as what it means',
  'both',
  async ({ page, open, scripts }) => {
    await open('/kinds/one');
    await fill(page, { ...plain, people: ' 1,200 ', price: '£1 200.50', born: '1 feb 1990' });
    if (scripts) {
      // Leaving a field has it read by the page: nothing is found wrong.
      await page.locator('[name="phone"]').focus();
      await page.keyboard.press('Tab');
      expect(await page.locator('[data-message]:visible').count()).toBe(0);
    }
    await send(page);
    await atStep(page, '/kinds/check');
    const answers = await summary(page);
    expect([answers['People'], answers['Price'], answers['Date of birth']]).toEqual([
      '1,200',
      '£1,200.50',
      '1 February 1990',
    ]);
  },
  options,
);

row(
  55,
  'a number with two readings is asked again, never guessed',
  'both',
  async ({ page, open }) => {
    await open('/kinds/one');
    await fill(page, { ...plain, weight: '1.200,5', people: '1.200' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('[name="people"]').inputValue()).toBe('1.200');
    expect(await page.locator('[data-field="people"].stepway-field--error').count()).toBe(1);
    await fill(page, { people: '1200', weight: '1200.5' });
    await send(page);
    await atStep(page, '/kinds/check');
    expect((await summary(page))['People']).toBe('1,200');
  },
  options,
);

row(
  56,
  'digits of other scripts, names with any letters and international addresses are read; what is invisible is no answer',
  'both',
  async ({ page, open }) => {
    await open('/kinds/one');
    await fill(page, { ...plain, name: '\u200b\u200b ' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('[data-field="name"].stepway-field--error').count()).toBe(1);
    await fill(page, {
      name: 'Žofie Ångström-O’Néill 李',
      people: '١٢',
      mail: 'joerg@bücher.example',
      site: 'https://bücher.example/ü',
    });
    await send(page);
    await atStep(page, '/kinds/check');
    const answers = await summary(page);
    expect(answers['People']).toBe('12');
    expect(answers['Name']).toBe('Žofie Ångström-O’Néill 李');
    expect(answers['Email address']).toBe('joerg@bücher.example');
    expect(answers['Web page']).toContain('bücher.example');
  },
  options,
);
