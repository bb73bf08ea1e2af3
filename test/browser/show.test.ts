import { expect } from '@jest/globals';
import { choices, date, decimal, integer, matrix, range, text, time, today, wizard } from 'stepway';
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

const party = wizard({ id: 'party', title: 'A party', version: 1, start: false })
  .step('house', { title: 'Your house', fields: { seats: integer('Seats') } })
  .step('party', {
    title: 'The party',
    fields: {
      guests: integer('Guests'),
      most: integer('Most guests'),
      born: date('Date of birth'),
      code: text('Code'),
      food: choices('Food', { meat: 'Meat', fish: 'Fish', none: 'Nothing' }),
      over: text('Why more?'),
      chairs: text('Where do they sit?'),
      parent: text('A parent'),
      member: text('Name on the card'),
      diet: text('What else?'),
    },
    show: {
      over: (own) => own.guests.gt(own.most),
      chairs: (own, earlier) => earlier.house.seats.lt(own.guests),
      parent: (own) => own.born.gt(today({ years: -18 })),
      member: (own) => own.code.matches(/^ab-\d+$/i),
      diet: (own) => own.food.includesAny('meat', 'fish'),
    },
  })
  .complete({ action: 'Send' });

visitTest(
  'fields appear by two answers, by a day counted from today, by a pattern, by one of several boxes',
  'with',
  async ({ page, open }) => {
    await open('/party/house');
    await fill(page, { seats: '4' });
    await send(page);
    await atStep(page, '/party/party');
    const shown = () =>
      page.evaluate(
        `[...document.querySelectorAll('[data-show]')].filter((each) => !each.hidden).map((each) => each.dataset.field)`,
      );
    expect(await shown()).toEqual([]);
    await fill(page, { guests: '5', most: '4', born: '1 1 2020', code: 'AB-7', food: ['fish'] });
    expect(await shown()).toEqual(['over', 'chairs', 'parent', 'member', 'diet']);
    await fill(page, { guests: '4', most: '10', born: '1 1 1980', code: '7' });
    await page.locator('[value="fish"]').uncheck();
    await page.locator('[value="none"]').check();
    expect(await shown()).toEqual([]);
    await send(page);
    await atStep(page, '/party/check');
  },
  { wizards: [party] },
);

const hotel = wizard({ id: 'hotel', title: 'A hotel', version: 1, start: false })
  .step('stay', {
    title: 'Your stay',
    fields: {
      dates: range('Your stay'),
      rated: matrix('How was it?', { food: 'Food', room: 'Room' }, { good: 'Good', bad: 'Bad' }).optional(),
      late: text('Why so late?'),
      single: text('Why one day only?'),
      wrong: text('What was wrong with the food?'),
    },
    show: {
      late: (own) => own.dates.to.gt('2027-06-01'),
      single: (own) => own.dates.from.is(own.dates.to),
      wrong: (own) => own.rated.food.is('bad'),
    },
  })
  .step('next', { title: 'Until {stay.dates.to}', when: ({ stay }) => stay.rated.food.is('bad') })
  .complete({ action: 'Send' });

visitTest(
  'fields appear by a part of what is answered in another',
  'both',
  async ({ page, open, scripts }) => {
    await open('/hotel/stay');
    const shown = async () => {
      const names = ['late', 'single', 'wrong'];
      const visible = await Promise.all(
        names.map((name) => page.locator(`[data-field="${name}"]`).isVisible()),
      );
      return names.filter((_, index) => visible[index]);
    };
    if (scripts) {
      expect(await shown()).toEqual([]);
      await fill(page, { dates: '1 3 2027 2 6 2027', rated: ['good', 'bad'] });
      expect(await shown()).toEqual(['late']);
      await fill(page, { dates: '1 3 2027 1 3 2027' });
      expect(await shown()).toEqual(['single']);
    }
    await fill(page, { dates: '1 3 2027 7 3 2027', rated: ['bad', 'good'] });
    if (scripts) expect(await shown()).toEqual(['wrong']);
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('#stepway-errors a').allInnerTexts()).toHaveLength(1);
    await fill(page, { wrong: 'It was cold' });
    await send(page);
    await atStep(page, '/hotel/next');
    expect(await page.locator('h1').innerText()).toBe('Until 7 March 2027');
  },
  { wizards: [hotel] },
);
