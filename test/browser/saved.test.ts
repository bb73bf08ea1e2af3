import { expect } from '@jest/globals';
import { answerAhead } from './ahead.ts';
import { axeTest } from './axe.ts';
import { row, useBrowser, visitTest } from './browser.ts';
import { atHeading, atStep, fill, send } from './forms.ts';
import { holiday } from './journeys.ts';
import { openElsewhere, save, saved, withMail } from './states/saved.ts';
import { atVisa } from './states/state.ts';

useBrowser();

for (const state of saved) axeTest(state);

row(
  70,
  'a saved form can be opened on another device by its link, once, after a press; the old device says where it went',
  'both',
  async (visit) => {
    await atVisa(visit, 'you');
    await fill(visit.page, { name: 'Half a na' });
    const link = await save(visit);
    expect(await visit.page.locator('main').innerText()).toContain('We keep your answers until');

    const { page, context } = await openElsewhere(visit, link);
    await atHeading(page, 'Continue with your answers');
    // A look changes nothing.
    await page.reload();
    await send(page);
    await atStep(page, '/visa/you');
    expect(await page.getByLabel('Full name').inputValue()).toBe('Half a na');

    await visit.open('/visa/you');
    await atHeading(visit.page, 'Your answers are on another device');
    expect(await visit.page.locator('main time').count()).toBe(1);

    const third = await openElsewhere(visit, link);
    await atHeading(third.page, 'This link was used already');
    await third.context.close();

    // The device that has it goes on to the next page.
    await fill(page, { name: 'Ana Lima', born: '31 12 1990', isMinor: 'no' });
    await send(page);
    await page.waitForURL((url) => !url.pathname.endsWith('/you'));
    await context.close();
  },
);

visitTest('the browser that saved a form goes on without the link', 'both', async (visit) => {
  await atVisa(visit, 'you');
  await fill(visit.page, { name: 'Half a na' });
  await save(visit);
  await visit.page.getByRole('button', { name: 'Continue in this browser' }).click();
  await atStep(visit.page, '/visa/you');
  expect(await visit.page.getByLabel('Full name').inputValue()).toBe('Half a na');
});

visitTest('what another tab sends meanwhile is kept by going on there', 'both', async (visit) => {
  await atVisa(visit, 'you');
  const other = await visit.context.newPage();
  await visit.open('/visa/you', other);
  await save(visit);
  await fill(other, { name: 'Typed later' });
  await send(other);
  await other.getByRole('button', { name: 'Continue here and keep what I typed' }).click();
  await atStep(other, '/visa/you');
  expect(await other.getByLabel('Full name').inputValue()).toBe('Typed later');
});

visitTest('the link is copied by a button', 'with', async (visit) => {
  await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await atVisa(visit, 'you');
  const link = await save(visit);
  await visit.page.getByRole('button', { name: 'Copy link' }).click();
  expect(await visit.page.evaluate('navigator.clipboard.readText()')).toBe(visit.server.url + link);
});

const mailed: { to: string; link: string }[] = [];
visitTest(
  'the link is sent to the address that the visitor gives',
  'both',
  async (visit) => {
    mailed.length = 0;
    await atVisa(visit, 'you');
    const link = await save(visit);
    await visit.page.getByLabel('Email address').fill('nobody');
    await visit.page.getByRole('button', { name: 'Send the link' }).click();
    await visit.page.locator('#stepway-errors').waitFor();
    expect(await visit.page.getByLabel('Email address').inputValue()).toBe('nobody');
    await visit.page.getByLabel('Email address').fill('ana@example.com');
    await visit.page.getByRole('button', { name: 'Send the link' }).click();
    await visit.page.getByText('We have sent you the link.').waitFor();
    expect(mailed).toEqual([{ to: 'ana@example.com', link: visit.server.url + link }]);
  },
  withMail(mailed),
);

visitTest('where nothing is typed, saving is a button of its own', 'both', async (visit) => {
  await answerAhead(visit, 'visa', holiday);
  await visit.open('/visa/check');
  await save(visit);
  await visit.page.getByRole('button', { name: 'Continue in this browser' }).click();
  await atStep(visit.page, '/visa/check');
});
