import { expect } from '@jest/globals';
import { useBrowser, visitTest } from './browser.ts';
import type { Visit } from './visit.ts';
import { atStep, fill, send, until } from './forms.ts';
import { everything } from './wizards.ts';

useBrowser();

const valid = { email: 'a@example.com', pin: '1234', age: '30', born: '1 1 1990' };

const texts: Readonly<Record<string, string>> = {
  'HTML and scripts': '<script>alert(1)</script><img src=x onerror="alert(1)">&amp;"\'`',
  'template code': '<%= wizard %> <%- include("x") %> ${7*7} {{constructor}} {n} #{1}',
  emoji: '👩🏽‍🚒🏳️‍🌈👍 𝒳 💥',
  'right-to-left text': 'שלום (world) مرحبا‎ abc',
  'combining marks': 'Z̷̡̢a̷l̴g̶o̵ é é ñ',
};

async function shownBack({ page }: Visit, name: string, story: string): Promise<void> {
  expect(await page.locator('[name="name"]').inputValue()).toBe(name);
  expect(await page.locator('[name="story"]').inputValue()).toBe(story);
}

for (const [what, text] of Object.entries(texts)) {
  visitTest(
    `${what} as an answer is shown back exactly: after an error, later, and in the summary`,
    'both',
    async (visit) => {
      const { page, open } = visit;
      const story = `\n${text}\n\n  ${text}`;
      await open('/everything/texts');
      await fill(page, { ...valid, age: 'x', name: text, story });
      await send(page);
      await page.locator('#stepway-errors').waitFor();
      await shownBack(visit, text, story);
      await fill(page, { age: '30', pin: '1234' });
      await send(page);
      await atStep(page, '/everything/choices');
      await open('/everything/texts');
      await shownBack(visit, text, story.trim());
      await fill(page, { pin: '1234' });
      await send(page);
      await atStep(page, '/everything/choices');
      await fill(page, { colour: 'red', pets: ['cat'], other: 'no', agreed: 'yes' });
      await send(page);
      await atStep(page, '/everything/news');
      await send(page);
      await atStep(page, '/everything/last');
      await send(page);
      await atStep(page, '/everything/check');
      const shown = await page.locator('.stepway-row').first().locator('dd').first().textContent();
      expect(shown).toBe(text);
    },
    { wizards: [everything] },
  );
}

visitTest(
  'a long answer is shown back whole, and one that is too long says by how much',
  'both',
  async (visit) => {
    const { page, open, scripts } = visit;
    const long = 'ten chars.'.repeat(1_000);
    await open('/everything/texts');
    await fill(page, { ...valid, name: 'W'.repeat(2_000), age: 'x', story: `${long}${long}` });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await shownBack(visit, 'W'.repeat(2_000), `${long}${long}`);
    if (scripts)
      await until(page, `document.querySelector('.stepway-count').textContent.includes('too many')`);
    expect(await page.locator('#stepway-errors').innerText()).toContain('12,000 characters or fewer');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await fill(page, { age: '30', pin: '1', story: long });
    await send(page);
    await atStep(page, '/everything/choices');
    await open('/everything/texts');
    await shownBack(visit, 'W'.repeat(2_000), long);
  },
  { wizards: [everything], browser: { viewport: { width: 360, height: 640 } } },
);

visitTest(
  'line breaks pasted into a line, and forged ones, break nothing',
  'both',
  async ({ page, open, context, server }) => {
    await open('/everything/texts');
    await page.locator('[name="name"]').focus();
    await page.keyboard.insertText('Ann\nLee\r\n');
    await fill(page, valid);
    const typed = await page.locator('[name="name"]').inputValue();
    expect(typed).not.toContain('\n');
    await send(page);
    await atStep(page, '/everything/choices');
    const forged = await context.request.post(`${server.url}/everything/texts`, {
      form: { name: 'Ann\r\nLee', email: 'a\n@example.com' },
    });
    expect([409, 422]).toContain(forged.status());
    expect(await forged.text()).toContain('Ann');
  },
  { wizards: [everything] },
);
