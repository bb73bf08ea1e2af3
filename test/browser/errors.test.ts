import { expect } from '@jest/globals';
import { row, useBrowser } from './browser.ts';
import { answer, atHeading, atStep, fill, send, until } from './forms.ts';
import { before, online, work } from './journeys.ts';
import { everything } from './wizards.ts';

useBrowser();

const isFocused = `document.activeElement?.id === 'stepway-errors'`;

row(
  13,
  'an invalid answer shows the step again with everything typed, but hidden text',
  'both',
  async ({ page, open }) => {
    await open('/everything/texts');
    await fill(page, {
      name: 'Ann ',
      email: 'ann<at>example',
      pin: 'hush',
      age: 'twelve',
      born: '31 2 1990',
    });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('[name="name"]').inputValue()).toBe('Ann ');
    expect(await page.locator('[name="email"]').inputValue()).toBe('ann<at>example');
    expect(await page.locator('[name="age"]').inputValue()).toBe('twelve');
    expect(await page.locator('[name="born-day"]').inputValue()).toBe('31');
    expect(await page.locator('[name="born-year"]').inputValue()).toBe('1990');
    // The swapped page was not told it, so that it cannot be read off the page's source.
    expect(await page.locator('[name="pin"]').getAttribute('value')).toBeNull();
    expect(await page.content()).not.toContain('hush');
  },
  { wizards: [everything] },
);

row(14, 'the title begins with “Error: ”, until all is well', 'both', async ({ page, open }) => {
  await open('/visa/nationality');
  await send(page);
  await page.locator('#stepway-errors').waitFor();
  expect(await page.title()).toMatch(/^Error: What is your nationality\? – /);
  await fill(page, { nationality: 'FR' });
  await send(page);
  await atStep(page, '/visa/purpose');
  expect(await page.title()).not.toContain('Error');
});

row(
  15,
  '“There is a problem” stands first in the main part and has the focus',
  'both',
  async ({ page, open }) => {
    await open('/visa/nationality');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await until(page, isFocused);
    expect(await page.evaluate(`document.querySelector('main').firstElementChild.id`)).toBe('stepway-errors');
    expect(await page.locator('#stepway-errors h2').innerText()).toBe('There is a problem');
  },
);

row(
  16,
  'each item leads to its field: a group’s first option, a date’s first bad part',
  'both',
  async ({ page, open }) => {
    await open('/everything/texts');
    await fill(page, { name: 'Ann', born: '1 13 1990' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    const items = page.locator('#stepway-errors a');
    const focused = () => page.evaluate('document.activeElement.name');
    await items.filter({ hasText: 'email' }).click();
    expect(await focused()).toBe('email');
    await items.filter({ hasText: /born|birth/i }).click();
    expect(await focused()).toBe('born-month');
    await open('/everything/choices');
    await answer(page, 'everything', [
      ['texts', { name: 'Ann', email: 'a@example.com', pin: '1', age: '30', born: '1 1 1990' }],
    ]);
    await atStep(page, '/everything/choices');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await items.first().click();
    expect(await page.evaluate('document.activeElement.value')).toBe('red');
  },
  { wizards: [everything] },
);

row(
  17,
  'the summary and the field say the same words, and the field is described by them',
  'both',
  async ({ page, open }) => {
    await open('/everything/texts');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    const listed = await page.locator('#stepway-errors a').allInnerTexts();
    const inline = await page.locator('.stepway-error:visible [data-message]').allInnerTexts();
    expect(listed).toEqual(inline);
    expect(listed.length).toBeGreaterThan(3);
    const name = page.locator('[name="name"]');
    const id = (await name.getAttribute('aria-describedby'))?.split(' ').at(-1) ?? '';
    expect(await page.locator(`[id="${id}"]`).innerText()).toContain(listed[0]);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    const group = page.locator('[data-field="born"] fieldset');
    expect(await group.getAttribute('aria-describedby')).toContain('--error');
  },
  { wizards: [everything] },
);

row(18, 'the browser checks nothing, and nothing turns red while typing', 'both', async ({ page, open }) => {
  await open('/feedback/visit');
  await answer(page, 'feedback', [['visit', { found: 'yes' }]]);
  await atStep(page, '/feedback/contact');
  expect(await page.evaluate(`document.querySelector('form').noValidate`)).toBe(true);
  await page.locator('[name="email"]').pressSequentially('not an address');
  await page.keyboard.press('Tab');
  expect(await page.locator('.stepway-error:visible, [aria-invalid="true"]').count()).toBe(0);
});

row(
  19,
  'spaces around answers, and stray spaces and signs in codes and numbers, are accepted',
  'both',
  async ({ page, open }) => {
    await open('/visa/nationality');
    await answer(page, 'visa', before(work, 'job'));
    await answer(page, 'visa', [
      [
        'job',
        {
          employer: '  Quill ',
          starts: `4 ${new Date().getFullYear() + 1}`,
          salary: ' £ 42,000 ',
          licence: ' ab-12 345.67 ',
          paysForStay: 'yes',
        },
      ],
    ]);
    await atStep(page, '/visa/you');
    await page.locator('.stepway-back').click();
    await atStep(page, '/visa/job');
    expect(await page.locator('[name="employer"]').inputValue()).toBe('Quill');
    expect(await page.locator('[name="licence"]').inputValue()).toBe('AB1234567');
    expect(await page.locator('[name="salary"]').inputValue()).toMatch(/^42,?000/);
  },
);

row(20, 'someone who is not eligible reaches an exit page, not an error', 'both', async ({ page, open }) => {
  await open('/visa/nationality');
  await answer(page, 'visa', [['nationality', { nationality: 'IE' }]]);
  await atHeading(page, 'You do not need a visa');
  expect(new URL(page.url()).pathname).toBe('/visa/no-visa-needed');
  expect(await page.title()).not.toContain('Error');
  await page.getByRole('link', { name: 'Change my last answer' }).click();
  await atStep(page, '/visa/nationality');
  expect(await page.locator('select').inputValue()).toBe('IE');
});

row(
  53,
  'what is fixed leaves the summary with its message, and the title with the last one',
  'with',
  async ({ page, open }) => {
    await open('/registration/ticket');
    await answer(page, 'registration', before(online, 'you'));
    await atStep(page, '/registration/you');
    await fill(page, { email: 'ann' });
    await send(page);
    await until(page, isFocused);
    const shown = async () => (await page.locator('#stepway-errors a:visible').allInnerTexts()).length;
    expect(await shown()).toBe(2);
    const leave = async (name: string, typed: string, isFixed: boolean) => {
      await page.locator(`[name="${name}"]`).fill(typed);
      await page.keyboard.press('Tab');
      await page.locator(`[data-field="${name}"] [data-message]`).waitFor({
        state: isFixed ? 'hidden' : 'visible',
      });
    };
    await leave('email', 'ann@example.com', true);
    expect(await shown()).toBe(1);
    expect(await page.title()).toMatch(/^Error: /);
    await leave('name', 'Ann', true);
    expect(await page.locator('#stepway-errors').isVisible()).toBe(false);
    expect(await page.title()).toMatch(/^Who are you\?/);
    await leave('name', '', false);
    expect(await shown()).toBe(1);
    expect(await page.title()).toMatch(/^Error: Who are you\?/);
  },
);

row(21, 'a message that comes without the focus is announced politely', 'with', async ({ page, open }) => {
  await open('/registration/ticket');
  await answer(page, 'registration', before(online, 'you'));
  await atStep(page, '/registration/you');
  await fill(page, { email: 'ann' });
  await send(page);
  await until(page, isFocused);
  const said = page.locator('#stepway-live[role="status"]');
  const message = page.locator('[data-field="email"] [data-message]');
  await page.locator('[name="email"]').fill('');
  await page.keyboard.press('Tab');
  await until(page, `document.querySelector('#stepway-live').textContent.startsWith('Enter')`);
  expect(await said.innerText()).toBe(await message.innerText());
  expect(await page.evaluate('document.activeElement.name')).toBe('phone');
  await page.locator('[name="email"]').fill('ann@example.com');
  await page.keyboard.press('Tab');
  await until(page, `document.querySelector('#stepway-live').textContent === 'Fixed'`);
  expect(await message.isVisible()).toBe(false);
  expect(await page.locator('[name="email"]').getAttribute('aria-invalid')).toBeNull();
  // It is taken away again, so that whoever reads on is not told what is long past.
  await until(page, `document.querySelector('#stepway-live').textContent === ''`);
});
