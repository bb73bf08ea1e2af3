import { expect, test } from '@jest/globals';
import { choice, text, wizard } from '../../src/index.ts';
import { memoryStorage, movableClock } from '../../src/testing/index.ts';
import expenses from '../../wizards/expenses.ts';
import household from '../../wizards/household.ts';
import registration from '../../wizards/registration.ts';
import stay from '../../wizards/stay.ts';
import { violations } from './axe.ts';
import { isInstalled } from './chromium.js';
import { visitFront, type FrontVisit } from './react-front.ts';

const browserTest = isInstalled ? test : test.skip;

const lunch = wizard({ id: 'lunch', title: 'Order lunch', version: 1, start: false })
  .step('what', {
    title: 'What would you like?',
    fields: {
      dish: choice('Dish', { soup: 'Soup', salad: 'Salad', other: 'Something else' }),
      other: text('What else?'),
    },
    show: { other: (own) => own.dish.is('other') },
  })
  .step('who', { title: 'Who is it for?', fields: { name: text('Full name').max(40) } })
  .complete({ action: 'Order' });

(isInstalled ? test.each : test.skip.each)([['its own origin'], ['another origin']])(
  'the React page of the guide drives a whole wizard from %s',
  async (from) => {
    await visitFront(
      { wizard: registration, isForeign: from === 'another origin' },
      async ({ page, storage, go, at }) => {
        await at('Register for the Plain Words conference');
        await go('Start');
        await at('How will you take part?');
        await page.getByLabel('Online', { exact: true }).check();
        await go('Continue');
        await at('Who are you?');
        await page.getByLabel('Full name').fill('Ada Lovelace');
        await page.getByLabel('Email address').fill('nowhere');
        await go('Continue');
        await page.getByRole('alert').filter({ hasText: 'email address' }).waitFor();
        await page.getByLabel('Email address').fill('ada@example.org');
        await go('Continue');
        await at('What do you work on?');
        await page.reload();
        await at('What do you work on?');
        await go('Continue');
        await at('Which workshops would you like?');
        await page.getByLabel('Forms that people finish').check();
        await page.getByLabel('Words for the ear').check();
        await go('Continue');
        await at('Is there anything you need to take part?');
        await go('Continue');
        await at('Before you register');
        await page.getByLabel('I will follow the code of conduct').check();
        await go('Continue');
        await at('Check your answers');
        await page.getByText('Words for the ear').waitFor();
        await go('Send');
        const receipt = await page.getByRole('heading', { name: 'Your reference is' }).innerText();
        const submission = await storage.submissions.findByReference(receipt.split(' ').at(-1) ?? '');
        expect(submission?.answers).toMatchObject({
          ticket: { kind: 'online' },
          workshops: { chosen: ['forms', 'voices'] },
          agree: { conduct: true },
        });
      },
    );
  },
  60_000,
);

/** What is in the focus, and the title. */
const heard = ({ page }: FrontVisit) =>
  page.evaluate(
    `[document.title, document.activeElement.getAttribute('role') ?? document.activeElement.id, document.activeElement.tagName]`,
  );

browserTest(
  'faults are summed up, lead to their fields, and fields come and go with what they hang on',
  () =>
    visitFront({ wizard: lunch }, async (visit) => {
      const { page, go, at } = visit;
      await at('What would you like?');
      expect(await page.getByLabel('What else?').count()).toBe(0);
      await go('Continue');
      await page.getByRole('alert').waitFor();
      expect(await heard(visit)).toEqual(['Error: What would you like? – Order lunch', 'alert', 'DIV']);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('alert').getByRole('link').click();
      expect(await heard(visit)).toMatchObject({ 1: 'what-dish', 2: 'INPUT' });
      await page.getByLabel('Something else').check();
      await page.getByLabel('What else?').fill('A pie');
      await page.getByLabel('Soup').check();
      expect(await page.getByLabel('What else?').count()).toBe(0);
      await go('Continue');
      await at('Who is it for?');
      expect(await heard(visit)).toEqual(['Who is it for? – Order lunch', '', 'H1']);
      await page.getByLabel('Full name').fill('Ann');
      await page.getByText('Saved').waitFor();
      await page.reload();
      await at('Who is it for?');
      expect(await page.getByLabel('Full name').inputValue()).toBe('Ann');
      await go('Continue');
      await at('Check your answers');
      expect(await page.getByText('A pie').count()).toBe(0);
      await go('Change Full name');
      expect(await page.getByLabel('Full name').inputValue()).toBe('Ann');
    }),
  60_000,
);

browserTest(
  'a busy server, an ended session and another tab cost nothing that was typed',
  () => {
    const clock = movableClock();
    let isDown = false;
    const storage = memoryStorage({
      now: clock.now,
      onOperation: (operation, moment) => {
        if (isDown && moment === 'before' && operation !== 'read') throw new Error('the store is away');
      },
    });
    return visitFront(
      { wizard: lunch, storage, now: clock.now },
      async ({ page, context, address, go, at }) => {
        await at('What would you like?');
        await page.getByLabel('Soup').check();
        isDown = true;
        await go('Continue');
        await page.getByText('The server is busy').waitFor();
        isDown = false;
        await at('Who is it for?');

        const other = await context.newPage();
        await other.goto(address);
        await other.getByLabel('Full name').fill('Ann');
        await other.getByRole('button', { name: 'Continue' }).click();
        await other.getByRole('heading', { name: 'Check your answers' }).waitFor();
        await page.getByLabel('Full name').fill('Bea');
        await go('Continue');
        await at('This was changed elsewhere');
        await page.getByText('Ann').waitFor();
        expect(await violations(page)).toEqual([]);
        await go('Keep what I typed here');
        await at('Check your answers');
        await page.getByText('Bea').waitFor();

        await go('Change Full name');
        await at('Who is it for?');
        await page.getByLabel('Full name').fill('Cleo');
        clock.advance({ minutes: 31 });
        await go('Continue');
        await at('Your time ran out');
        await go('Go on');
        await page.getByLabel('Soup').check();
        await go('Continue');
        await at('Who is it for?');
        expect(await page.getByLabel('Full name').inputValue()).toBe('Cleo');
      },
    );
  },
  60_000,
);

browserTest(
  'files are uploaded as they are chosen, and stay over a reload',
  () =>
    visitFront({ wizard: expenses }, async ({ page, storage, go, at }) => {
      await go('Start');
      await page.getByLabel('Materials').check();
      await page.getByLabel('Date of payment').fill('2026-01-05');
      await page.getByLabel('Amount').fill('12.50');
      await go('Continue');
      await at('Your receipts');
      const pdf = { name: 'paint.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') };
      const text = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('no receipt') };
      await page.getByLabel('Receipts', { exact: true }).setInputFiles(text);
      await page.locator('.error').waitFor();
      await page.getByLabel('Receipts', { exact: true }).setInputFiles(pdf);
      await page.getByRole('button', { name: 'Remove paint.pdf' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByText('Saved').waitFor();
      await page.reload();
      await at('Claim an expense');
      await page.getByRole('listitem').filter({ hasText: 'in progress' }).getByRole('button').click();
      await page.getByRole('button', { name: 'Remove paint.pdf' }).waitFor();
      await go('Continue');
      await at('Check your answers');
      await go('Send');
      const receipt = await page.getByRole('heading', { name: 'Your reference is' }).innerText();
      const submission = await storage.submissions.findByReference(receipt.split(' ').at(-1) ?? '');
      expect(submission?.answers).toMatchObject({ receipts: { receipts: [{ name: 'paint.pdf' }] } });
    }),
  60_000,
);

browserTest(
  'a list is added to, and every control of the samples can be filled in',
  async () => {
    await visitFront({ wizard: household }, async ({ page, go, at }) => {
      await go('Start');
      await at('What is your name?');
      await page.getByLabel('Full name').fill('Ann Lee');
      await go('Continue');
      await at('What is your address?');
      await page.getByLabel('Find it by its postcode').check();
      await page.getByLabel('Postcode', { exact: true }).fill('NT1 1AA');
      await go('Continue');
      await at('Which is your address?');
      await page.getByLabel('2 High Street, Northtown, NT1 1AA').check();
      expect(await violations(page)).toEqual([]);
      await go('Continue');
      await at('Who lives with you?');
      expect(await violations(page)).toEqual([]);
      await go('Add another');
      await at('Who are they?');
      expect(await violations(page)).toEqual([]);
    });
    await visitFront({ wizard: stay }, async ({ page, at }) => {
      await at('When did you stay with us?');
      await page.getByLabel('First day').fill('2026-01-05');
      await page.getByLabel('Last day').fill('2026-01-08');
      expect(await violations(page)).toEqual([]);
    });
  },
  60_000,
);

browserTest(
  'an option is found by what is typed and chosen, and what is none of the options is asked again',
  () =>
    visitFront({ wizard: stay }, async ({ page, go, at }) => {
      await at('When did you stay with us?');
      const house = page.getByLabel('Which of our houses was it?');
      const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
      await house.fill('atlantis');
      await said('Nothing found');
      await page.getByLabel('First day').fill('2026-01-05');
      await page.getByLabel('Last day').fill('2026-01-08');
      await page.getByLabel('How many of you were there?').fill('2');
      await page.getByLabel('How many of you were children?').fill('0');
      await go('Continue');
      await page.getByRole('alert').getByRole('link').click();
      expect(await house.inputValue()).toBe('atlantis');
      expect(await house.getAttribute('aria-invalid')).toBe('true');

      await page.route('**/stay/when', (route) =>
        route.request().headers()['x-stepway-find'] ? route.abort() : route.continue(),
      );
      await house.fill('willow');
      await said('The search did not work');
      await page.unroute('**/stay/when');
      await house.fill('willow mill');
      await said('15 found');
      expect(await violations(page)).toEqual([]);
      await house.press('Tab');
      await page.keyboard.press('Space');
      expect(await house.inputValue()).toBe('Willow Mill, Aberaeron');
      await page.getByLabel('Willow Mill, Tobermory').check();
      expect(await house.inputValue()).toBe('Willow Mill, Tobermory');
      await go('Continue');
      await at('How was it?');
      await go('Back');
      await at('When did you stay with us?');
      expect(await house.inputValue()).toBe('Willow Mill, Tobermory');
    }),
  60_000,
);
