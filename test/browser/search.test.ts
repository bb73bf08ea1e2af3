import { expect } from '@jest/globals';
import { choice, country, text, wizard } from 'stepway';
import { row, useBrowser, visitTest } from './browser.ts';
import { atStep, fill, search, send, summary, until } from './forms.ts';
import { delayScripts } from './slow.ts';

useBrowser();

const towns = { cork: 'Cork', galway: 'Galway', kilkenny: 'Kilkenny <b>', 'st-etienne': 'Saint-Étienne' };

const trip = wizard({ id: 'trip', title: 'A trip', version: 1, start: false })
  .step('where', {
    title: 'Where do you go?',
    fields: {
      land: country('Country', { hint: 'As it is called now' }),
      town: choice('Town', towns, { search: true }).optional(),
      region: text('Region of Ireland').optional(),
    },
    show: { region: (own) => own.land.is('IE') },
  })
  .complete({ action: 'Send' });
const options = { wizards: [trip] };

row(
  60,
  'a long list is searched from the middle of a word and without accents, and is a plain list without scripts',
  'both',
  async ({ page, open, scripts }) => {
    await open('/trip/where');
    if (scripts) {
      const land = search(page, 'Country');
      await land.pressSequentially('voire');
      await page.getByRole('option', { name: 'Côte d’Ivoire' }).waitFor();
      await land.fill('cote d');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await land.inputValue()).toBe('Côte d’Ivoire');
      await search(page, 'Town').fill('etien');
      await page.getByRole('option', { name: 'Saint-Étienne' }).click();
    } else {
      await fill(page, { land: 'CI', town: 'st-etienne' });
    }
    await send(page);
    await atStep(page, '/trip/check');
    expect(await summary(page)).toMatchObject({ Country: 'Côte d’Ivoire', Town: 'Saint-Étienne' });
  },
  options,
);

visitTest(
  'what is typed and is none of the options is asked again, and still there',
  'with',
  async ({ page, open }) => {
    await open('/trip/where');
    const land = search(page, 'Country');
    await land.fill('Atlantis');
    await page.getByRole('option', { name: 'Nothing found' }).waitFor();
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await land.waitFor();
    expect(await land.inputValue()).toBe('Atlantis');
    expect(await land.getAttribute('aria-invalid')).toBe('true');
    const described = await page.evaluate(
      `document.querySelector('[role="combobox"]').getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent.trim()).join(' ')`,
    );
    expect(described).toMatch(/As it is called now.*Select your country from the list/s);
    await page.locator('#stepway-errors a').first().click();
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    await land.fill('ireland');
    await send(page);
    await atStep(page, '/trip/check');
  },
  options,
);

visitTest(
  'an option that is chosen from the plain list stays chosen when the search comes',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'search');
    await open('/trip/where');
    await page.locator('select[name="land"]').selectOption('CI');
    arrive();
    await search(page, 'Country').waitFor();
    expect(await search(page, 'Country').inputValue()).toBe('Côte d’Ivoire');
    await send(page);
    await atStep(page, '/trip/check');
  },
  options,
);

visitTest(
  'what hangs on the answer appears as soon as it is typed whole, and markup in a label is text',
  'with',
  async ({ page, open }) => {
    await open('/trip/where');
    const region = page.locator('[data-field="region"]');
    await search(page, 'Country').fill('Ireland');
    await until(page, `!document.querySelector('[data-field="region"]').hidden`);
    await search(page, 'Country').fill('');
    await until(page, `document.querySelector('[data-field="region"]').hidden`);
    expect(await region.isVisible()).toBe(false);
    await search(page, 'Town').fill('kil');
    expect(await page.getByRole('option').first().textContent()).toBe('Kilkenny <b>');
  },
  options,
);
