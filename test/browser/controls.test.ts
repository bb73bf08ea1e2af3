import { expect } from '@jest/globals';
import { longText, month, text, wizard, year } from 'stepway';
import { openCheck } from './ahead.ts';
import { useBrowser, visitTest } from './browser.ts';
import { answer, atStep, fill, send, toCheck, until } from './forms.ts';
import { before, displeased, pleased, work } from './journeys.ts';
import { everything } from './wizards.ts';

useBrowser();

visitTest(
  'a password can be shown and hidden, is told of it, and is hidden again when it is sent',
  'with',
  async ({ page, open }) => {
    await open('/everything/texts');
    const pin = page.locator('[name="pin"]');
    await pin.fill('1234');
    await page.getByRole('button', { name: 'Show password' }).click();
    expect(await pin.getAttribute('type')).toBe('text');
    await until(page, `document.querySelector('#stepway-live').textContent === 'Your password is shown'`);
    await page.getByRole('button', { name: 'Hide password' }).click();
    expect(await pin.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: 'Show password' }).click();
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await pin.getAttribute('type')).toBe('password');
  },
  { wizards: [everything] },
);

visitTest(
  'buttons that need a script are not there without one',
  'without',
  async ({ page, open }) => {
    await open('/everything/texts');
    expect(await page.getByRole('button', { name: 'Show password' }).count()).toBe(0);
    expect(await page.locator('#stepway-banner, #stepway-warning').filter({ visible: true }).count()).toBe(0);
  },
  { wizards: [everything] },
);

visitTest(
  'the characters left are counted at once and said after a pause',
  'with',
  async ({ page, open }) => {
    await open('/feedback/visit');
    await answer(page, 'feedback', before(displeased, 'missing'));
    await atStep(page, '/feedback/missing');
    await page.locator('textarea').pressSequentially('a map');
    expect(await page.locator('.stepway-count').innerText()).toBe('You have 495 characters left');
    await until(
      page,
      `document.querySelector('#stepway-live').textContent === 'You have 495 characters left'`,
    );
  },
);

visitTest(
  'the words left are counted as the server counts them',
  'both',
  async ({ page, open, scripts }) => {
    await open('/letter/only');
    const count = page.locator('.stepway-count').first();
    expect(await count.innerText()).toBe('You can enter up to 3 words');
    await page.locator('textarea').fill('in – a few\nwords');
    if (scripts) {
      expect(await count.innerText()).toBe('You have 1 word too many');
      await page.locator('[name="name"]').fill('one');
      expect(await page.locator('.stepway-count').last().innerText()).toBe('You have 1 word left');
    }
    await send(page);
    await page.getByText('Message must be 3 words or fewer').first().waitFor();
  },
  {
    wizards: [
      wizard({ id: 'letter', title: 'A letter', version: 1, start: false })
        .step('only', {
          title: 'Your letter',
          fields: {
            message: longText('Message', { maxWords: 3 }),
            name: text('Name', { maxWords: 2 }).optional(),
          },
        })
        .complete({ action: 'Send' }),
    ],
  },
);

visitTest('a new page begins at its top, and Back returns to where one was', 'both', async (visit) => {
  const { page } = visit;
  await page.setViewportSize({ width: 360, height: 400 });
  await openCheck(visit, 'visa', work);
  await page.getByRole('link', { name: 'Change State or province' }).click();
  await atStep(page, '/visa/home/state');
  await until(page, 'scrollY === 0');
  await page.goBack({ waitUntil: 'commit' });
  await atStep(page, '/visa/check');
  await until(page, 'scrollY > 400');
});

visitTest('what can be pressed is at least 44 pixels high', 'both', async ({ page, open }) => {
  const small = `[...document.querySelectorAll('a, button, input, select, textarea, summary')]
    .map((element) => element.closest('.stepway-choice, .stepway-list-item') ?? element)
    .filter((element) => element.checkVisibility() && !element.matches('.stepway-skip, [type="hidden"]'))
    .filter((element) => element.getBoundingClientRect().height < 43.5)
    .map((element) => element.outerHTML.slice(0, 120))`;
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [
    '/',
    '/visa',
    '/registration/ticket',
    '/visa/nationality',
    '/feedback/end',
    '/nowhere',
  ]) {
    await open(path);
    expect(await page.evaluate(small)).toEqual([]);
  }
  await open('/visa/nationality');
  await send(page);
  await page.locator('#stepway-errors').waitFor();
  expect(await page.evaluate(small)).toEqual([]);
  await answer(page, 'visa', before(work, 'you'));
  await atStep(page, '/visa/you');
  expect(await page.evaluate(small)).toEqual([]);
  await open('/feedback/visit');
  await toCheck(page, 'feedback', pleased);
  expect(await page.evaluate(small)).toEqual([]);
});

visitTest(
  'the focus stays inside the dialog, and returns to where it was',
  'with',
  async ({ page, open, context, server }) => {
    await context.clock.install({ time: server.now() });
    await open('/feedback/visit');
    await answer(page, 'feedback', before(displeased, 'missing'));
    await atStep(page, '/feedback/missing');
    await fill(page, { what: 'half a sent' });
    await page.locator('textarea').focus();
    server.advance(26);
    await context.clock.fastForward('26:00');
    await until(page, `document.querySelector('#stepway-warning').open`);
    const isInside = `document.activeElement === document.body || document.activeElement.closest('dialog') !== null`;
    for (let pressed = 0; pressed < 4; pressed += 1) {
      expect(await page.evaluate(isInside)).toBe(true);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    await until(page, `document.activeElement.localName === 'textarea'`);
    await page.keyboard.type('ence');
    expect(await page.locator('textarea').inputValue()).toBe('half a sentence');
  },
);

const passport = wizard({ id: 'passport', title: 'A passport', version: 1, start: false })
  .step('dates', {
    title: 'Its dates',
    fields: {
      expires: month('Month of expiry', { notBefore: '2026-01' }),
      since: year('Year of your first one'),
    },
  })
  .complete({ action: 'Send' });

visitTest(
  'a month and a year are asked in figures, faulty parts are told, and both are read out',
  'both',
  async ({ page, open }) => {
    await open('/passport/dates');
    await fill(page, { expires: '13 2027', since: '20' });
    await send(page);
    const links = page.locator('#stepway-errors a');
    await links.first().waitFor();
    expect(await links.count()).toBe(2);
    expect(await page.locator('[name="expires-month"]').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[name="expires-year"]').inputValue()).toBe('2027');
    await links.first().click();
    expect(await page.evaluate('document.activeElement.name')).toBe('expires-month');
    await fill(page, { expires: '3 2027', since: '1998' });
    await send(page);
    await atStep(page, '/passport/check');
    expect(await page.locator('main dd:not(.stepway-change)').allInnerTexts()).toEqual([
      'March 2027',
      '1998',
    ]);
  },
  { wizards: [passport] },
);

visitTest(
  'only a field that was found faulty is checked again when it is left',
  'with',
  async ({ page, open }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const field = request.headers()['x-stepway-validate'];
      if (field !== undefined) asked.push(field);
    });
    await open('/passport/dates');
    await fill(page, { expires: '3 2027', since: '20' });
    await page.locator('[name="expires-year"]').press('Tab');
    expect(asked).toEqual([]);
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await fill(page, { expires: '4 2027' });
    await page.locator('[name="expires-year"]').press('Tab');
    await fill(page, { since: '1998' });
    await page.locator('[name="since"]').press('Shift+Tab');
    await page.locator('#stepway-errors').waitFor({ state: 'hidden' });
    expect(asked).toEqual(['since']);
  },
  { wizards: [passport] },
);
