import { expect } from '@jest/globals';
import { text, wizard } from 'stepway';
import { stars } from '../controls/stars/control.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, send } from './forms.ts';

useBrowser();

const rating = wizard({ id: 'rating', title: 'Rate your visit', version: 1, start: false })
  .step('visit', {
    title: 'Your visit',
    fields: { score: stars('How was it?', { most: 7 }), better: text('What could be better?') },
    show: { better: (own) => own.score.lt(4) },
  })
  .step('food', { title: 'Food', fields: { food: stars('How was the food?').optional() } })
  .complete({ action: 'Send' });

visitTest(
  'a control of an author’s own is chosen, sent, summed up and changed',
  'both',
  async ({ page, open, scripts }) => {
    await open('/rating/visit');
    if (scripts) expect(await page.locator('[data-field="better"]').isVisible()).toBe(false);
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await page.locator('#stepway-errors a').first().click();
    await page.locator('label', { hasText: '3 stars' }).click();
    if (scripts) expect(await page.locator('.stars-said').innerText()).toBe('3 stars');
    await page.locator('[name="better"]').fill('The queue');
    await send(page);
    await atStep(page, '/rating/food');
    await page.locator('label', { hasText: '5 stars' }).click();
    // Its script prepares pages that htmx brings as well.
    if (scripts) expect(await page.locator('.stars-said').innerText()).toBe('5 stars');
    await send(page);
    await atStep(page, '/rating/check');
    const summary = (await page.locator('.stepway-rows').allInnerTexts()).join('\n');
    expect(summary).toMatch(/3 of 7 stars[^]*5 of 5 stars/);
    await page.getByRole('link', { name: 'Change How was it?' }).click();
    await atStep(page, '/rating/visit');
    expect(await page.locator('[name="score"]:checked').getAttribute('value')).toBe('3');
    const style = `getComputedStyle(document.querySelector('.stars input:checked + label'), '::before').content`;
    expect(await page.evaluate(style)).toBe('"★"');
  },
  { wizards: [rating] },
);
