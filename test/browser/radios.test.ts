import { expect } from '@jest/globals';
import { choice, text, wizard, yesNo } from 'stepway';
import { row, useBrowser } from './browser.ts';
import { atStep, fill, send, summary } from './forms.ts';

useBrowser();

const health = wizard({ id: 'health', title: 'Your health', version: 1, start: false })
  .step('one', {
    title: 'About you',
    fields: {
      gender: choice('Gender', { f: 'Female', m: 'Male' }).optional(),
      smokes: yesNo('Do you smoke?'),
      much: text('How much?'),
      drinks: yesNo('Do you drink?'),
    },
    show: { much: (own) => own.smokes.is(true) },
  })
  .complete({ action: 'Send' });
const options = { wizards: [health] };

row(
  57,
  'an optional radio can be taken back',
  'both',
  async ({ page, open }) => {
    await open('/health/one');
    await fill(page, { gender: 'f', smokes: 'no', drinks: 'no' });
    await page.getByLabel('No answer').check();
    await send(page);
    await atStep(page, '/health/check');
    expect((await summary(page))['Gender']).toBe('Not provided');
  },
  options,
);

row(
  59,
  'a field that depends on an option stands under that option',
  'both',
  async ({ page, open, scripts }) => {
    await open('/health/one');
    const much = page.locator('[name="much"]');
    expect(await much.isVisible()).toBe(!scripts);
    await fill(page, { smokes: 'yes' });
    await much.waitFor();
    const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0;
    expect(await top('[name="much"]')).toBeGreaterThan(await top('[name="smokes"][value="yes"]'));
    expect(await top('[name="much"]')).toBeLessThan(await top('[name="drinks"][value="yes"]'));
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('[data-field="smokes"].stepway-field--error').count()).toBe(0);
    await page.locator('#stepway-errors a').first().click();
    expect(await page.evaluate('document.activeElement.name')).toBe('much');
    if (!scripts) return;
    await much.fill('ten');
    await page.keyboard.press('Tab');
    await page.locator('[data-field="much"] [data-message]').waitFor({ state: 'hidden' });
    expect(await page.locator('#stepway-errors a:visible').count()).toBe(1);
  },
  options,
);

row(
  64,
  'two entries of a summary never read the same',
  'both',
  async ({ page, open }) => {
    await open('/health/one');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    const listed = await page.locator('#stepway-errors a').allInnerTexts();
    expect(listed).toContain('Select yes if you smoke');
    expect(listed).toContain('Select yes if you drink');
    expect(new Set(listed).size).toBe(listed.length);
  },
  options,
);
