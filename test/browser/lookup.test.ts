import { expect } from '@jest/globals';
import { choiceFrom, text, wizard } from 'stepway';
import { row, useBrowser, visitTest } from './browser.ts';
import { atStep, fill, send, summary, until } from './forms.ts';
import { delayScripts } from './slow.ts';

useBrowser();

const firms = Array.from({ length: 20_000 }, (_, n) => ({
  value: `f-${n}`,
  label: n === 7 ? 'Seven <b>& Sons</b>' : `Firm ${n}`,
}));
/** How long each text is searched for, in milliseconds. */
const slow: { readonly [query: string]: number } = { 'firm 1': 1_200 };
const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms));

const work = wizard({ id: 'work', title: 'Work', version: 1, start: false })
  .step('job', {
    title: 'Your work',
    fields: {
      role: text('What you do'),
      firm: choiceFrom(
        'Firm',
        {
          async find({ query, limit }) {
            if (query === 'down') throw new Error('the register is down');
            await pause(slow[query.toLowerCase()] ?? 0);
            return firms
              .filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()))
              .slice(0, limit);
          },
          get: async ({ value }) => firms.find((firm) => firm.value === value),
        },
        { hint: 'As it is registered', timeoutMs: 3_000 },
      ),
      why: text('Why there').optional(),
    },
    show: { why: (own) => own.firm.is('f-7') },
  })
  .complete({ action: 'Send' });
const options = { wizards: [work] };

row(
  60,
  'a list of thousands is searched on the server, and by a button without scripts',
  'both',
  async ({ page, open, scripts }) => {
    await open('/work/job');
    await fill(page, { role: 'Cook' });
    if (scripts) {
      const firm = page.getByRole('combobox', { name: 'Firm' });
      await firm.pressSequentially('firm 1234');
      await page.getByRole('option', { name: 'Firm 12345', exact: true }).click();
      expect(await firm.inputValue()).toBe('Firm 12345');
    } else {
      await page.getByLabel('Firm').fill('firm 1234');
      await page.getByRole('button', { name: 'Find Firm' }).click();
      await page.getByText('11 found for “firm 1234”').waitFor();
      expect(await page.getByLabel('What you do').inputValue()).toBe('Cook');
      await page.getByLabel('Firm 12345', { exact: true }).check();
    }
    await send(page);
    await atStep(page, '/work/check');
    expect(await summary(page)).toMatchObject({ Firm: 'Firm 12345' });
    await page.getByRole('link', { name: 'Change' }).first().click();
    await atStep(page, '/work/job');
    if (scripts) await page.getByRole('combobox', { name: 'Firm' }).waitFor();
    else expect(await page.getByLabel('Firm 12345', { exact: true }).isChecked()).toBe(true);
    await send(page);
    await atStep(page, '/work/check');
    expect(await summary(page)).toMatchObject({ Firm: 'Firm 12345' });
  },
  options,
);

visitTest(
  'an answer of the server that comes late is not shown for a text that was typed since',
  'with',
  async ({ page, open }) => {
    await open('/work/job');
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.fill('firm 1');
    await page.waitForTimeout(400);
    await firm.fill('firm 19999');
    await page.getByRole('option', { name: 'Firm 19999' }).waitFor();
    await page.waitForTimeout(1_200);
    expect(await page.getByRole('option').allTextContents()).toEqual(['Firm 19999']);
  },
  options,
);

visitTest(
  'Escape on an option closes the list and leads back to what is typed',
  'with',
  async ({ page, open }) => {
    await open('/work/job');
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.fill('firm 19999');
    const option = page.getByRole('option', { name: 'Firm 19999' });
    await option.waitFor();
    await firm.press('ArrowDown');
    await until(page, `document.activeElement.getAttribute('role') === 'option'`);
    await page.keyboard.press('Escape');
    await option.waitFor({ state: 'hidden' });
    await page.waitForTimeout(100);
    expect(await option.isVisible()).toBe(false);
    await page.keyboard.type('8');
    expect(await firm.inputValue()).toBe('firm 199998');
  },
  options,
);

visitTest(
  'what is typed and is none of the options is asked again with what it finds, and a search that fails says so',
  'with',
  async ({ page, open }) => {
    await open('/work/job');
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.fill('down');
    await page.getByRole('option', { name: 'The search did not work just now' }).waitFor();
    await firm.fill('Atlantis');
    await page.getByRole('option', { name: 'Nothing found' }).waitFor();
    await fill(page, { role: 'Cook' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await firm.waitFor();
    expect(await firm.inputValue()).toBe('Atlantis');
    expect(await firm.getAttribute('aria-invalid')).toBe('true');
    const described = await page.evaluate(
      `document.querySelector('[role="combobox"]').getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent.trim()).join(' ')`,
    );
    expect(described).toMatch(/As it is registered.*Select your firm from the list/s);
    await page.locator('#stepway-errors a').first().click();
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    await firm.fill('firm 42');
    await page.getByRole('option', { name: 'Firm 42', exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await send(page);
    await atStep(page, '/work/check');
    expect(await summary(page)).toMatchObject({ Firm: 'Firm 42' });
  },
  options,
);

visitTest(
  'the whole name of an option is taken when it comes back with what the server found',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'search');
    await open('/work/job');
    await fill(page, { role: 'Cook' });
    await page.getByLabel('Firm').fill('Firm 12345');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    arrive();
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.waitFor();
    expect(await firm.inputValue()).toBe('Firm 12345');
    await send(page);
    await atStep(page, '/work/check');
    expect(await summary(page)).toMatchObject({ Firm: 'Firm 12345' });
  },
  options,
);

visitTest(
  'a combobox that comes late takes over the text, the caret and the radio button of the plain controls',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'search');
    await open('/work/job');
    await page.getByLabel('Firm').fill('firm 1234');
    await page.getByRole('button', { name: 'Find Firm' }).click();
    await page.getByLabel('Firm 12345', { exact: true }).check();
    arrive();
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.waitFor();
    expect(await firm.inputValue()).toBe('Firm 12345');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
  },
  options,
);

visitTest(
  'what the server had found is the first list of the combobox, which asks for nothing',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'search');
    await open('/work/job');
    await page.getByLabel('Firm').fill('irm 1234');
    await page.getByRole('button', { name: 'Find Firm' }).click();
    await page.getByText('11 found').waitFor();
    await page.getByLabel('What you do').focus();
    let searches = 0;
    page.on('request', (request) => (searches += 'x-stepway-find' in request.headers() ? 1 : 0));
    arrive();
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.waitFor();
    await page.waitForTimeout(400);
    expect(await page.getByRole('option').count()).toBe(0);
    await firm.focus();
    await page.getByRole('option', { name: 'Firm 12345', exact: true }).waitFor();
    expect(await page.getByRole('option').count()).toBe(11);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await firm.inputValue()).toBe('Firm 12340');
    expect(searches).toBe(0);
    await fill(page, { role: 'Cook' });
    await send(page);
    await atStep(page, '/work/check');
    expect(await summary(page)).toMatchObject({ Firm: 'Firm 12340' });
  },
  options,
);

visitTest(
  'a chosen option stays when somebody only passes by, and a text that was not searched for is when they come',
  'with',
  async ({ page, open }) => {
    await open('/work/job');
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.fill('firm 42');
    await page.getByRole('option', { name: 'Firm 42', exact: true }).click();
    await fill(page, { role: 'Cook' });
    await send(page);
    await atStep(page, '/work/check');
    await page.getByRole('link', { name: 'Change' }).first().click();
    await firm.focus();
    await page.waitForTimeout(400);
    expect(await page.getByRole('option').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await atStep(page, '/work/check');
    expect(await summary(page)).toMatchObject({ Firm: 'Firm 42' });
    const arrive = await delayScripts(page, 'search');
    await page.getByRole('link', { name: 'Change' }).first().click();
    await page.getByLabel('Firm', { exact: true }).fill('firm 19998');
    await page.getByLabel('What you do').focus();
    arrive();
    await firm.waitFor();
    await firm.focus();
    await page.getByRole('option', { name: 'Firm 19998' }).waitFor();
  },
  options,
);

visitTest(
  'one who is typing when the combobox comes goes on typing where they were',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'search');
    await open('/work/job');
    await page.getByLabel('Firm').pressSequentially('firm 145');
    for (const _ of '45') await page.keyboard.press('ArrowLeft');
    arrive();
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.waitFor();
    await page.keyboard.type('23');
    expect(await firm.inputValue()).toBe('firm 12345');
  },
  options,
);

visitTest(
  'where the library cannot be had the plain controls stay',
  'with',
  async ({ page, open }) => {
    await page.addInitScript(
      `Object.defineProperty(window, 'accessibleAutocomplete', { get: () => undefined, set() {} })`,
    );
    await open('/work/job');
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Find Firm' }).waitFor();
  },
  options,
);

visitTest(
  'what hangs on the answer appears when it is chosen, and markup in a label is text',
  'with',
  async ({ page, open }) => {
    await open('/work/job');
    await page.getByRole('combobox', { name: 'Firm' }).fill('seven');
    await page.getByRole('option', { name: 'Seven' }).waitFor();
    expect(await page.getByRole('option').first().textContent()).toBe('Seven <b>& Sons</b>');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(page, `!document.querySelector('[data-field="why"]').hidden`);
  },
  options,
);

visitTest(
  'the Enter key in another field sends the form, and does not search',
  'both',
  async ({ page, open }) => {
    await open('/work/job');
    await page.getByLabel('What you do').fill('Cook');
    await page.getByLabel('What you do').press('Enter');
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('#stepway-errors').textContent()).toContain('Select your firm');
  },
  options,
);

visitTest(
  'a page that nobody typed in is not saved when its combobox comes',
  'with',
  async ({ page, open }) => {
    await open('/work/job');
    const firm = page.getByRole('combobox', { name: 'Firm' });
    await firm.fill('firm');
    await until(page, `document.querySelector('.stepway-saved').textContent !== ''`);
    let posts = 0;
    page.on('request', (request) => (posts += request.method() === 'POST' ? 1 : 0));
    await page.reload();
    await firm.waitFor();
    expect(await firm.inputValue()).toBe('firm');
    await page.reload();
    expect(posts).toBe(0);
  },
  options,
);
