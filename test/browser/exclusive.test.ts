import { expect } from '@jest/globals';
import { choices, text, wizard } from 'stepway';
import { row, useBrowser } from './browser.ts';
import { atStep, fill, send } from './forms.ts';

useBrowser();

const zoo = wizard({ id: 'zoo', title: 'Your animals', version: 1, start: false })
  .step('one', {
    title: 'About you',
    fields: {
      pets: choices('Pets', {
        cat: 'A cat',
        dog: 'A dog',
        none: { label: 'None of these', exclusive: true },
      }),
      name: text('The name of the dog'),
    },
    show: { name: (own) => own.pets.includes('dog') },
  })
  .complete({ action: 'Send' });

row(
  58,
  '"None of these" clears the others, and the others clear it',
  'both',
  async ({ page, open, scripts }) => {
    await open('/zoo/one');
    const box = (value: string) => page.locator(`[name="pets"][value="${value}"]`);
    expect(await page.locator('.stepway-divider').innerText()).toBe('or');
    await fill(page, { pets: ['cat', 'dog'] });
    await box('none').check();
    expect(await box('cat').isChecked()).toBe(!scripts);
    if (!scripts) {
      await send(page);
      await page.locator('#stepway-errors').waitFor();
      expect(await page.locator('#stepway-errors a').first().innerText()).toContain(
        'Select “None of these” or the others, not both',
      );
      await box('none').uncheck();
      await box('dog').uncheck();
    } else {
      expect(await page.locator('[name="name"]').isVisible()).toBe(false);
      await box('cat').check();
      expect(await box('none').isChecked()).toBe(false);
    }
    await send(page);
    await atStep(page, '/zoo/check');
  },
  { wizards: [zoo] },
);
