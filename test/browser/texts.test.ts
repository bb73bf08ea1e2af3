import { expect } from '@jest/globals';
import { answerAhead } from './ahead.ts';
import { axeTest } from './axe.ts';
import { row, useBrowser, visitTest } from './browser.ts';
import { atHeading, atStep, fill, send } from './forms.ts';
import { textStates, withClub } from './states/texts.ts';

useBrowser();

for (const state of textStates) axeTest(state);

const name = 'شيرين <b>*S*</b>';

row(
  62,
  'an answer stands in titles, labels, errors, check-your-answers and the receipt, and turns no words around it',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await answerAhead(visit, 'club', [['name', { name }]]);
    await open('/club/you');
    const isolated = `\u2068${name}\u2069`;
    expect(await page.title()).toContain(`What can you do, ${isolated}?`);
    expect(await page.locator('h1').innerText()).toBe(`What can you do, ${isolated}?`);
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await page.locator('#stepway-errors').innerText()).toContain(`Say whether ${isolated} plays`);
    await fill(page, {
      plays: 'yes',
      caller: 'Ben',
      phone: '020 7946 0000',
      email: 'a@example.com',
      agrees: 'yes',
    });
    await send(page);
    await atStep(page, '/club/check');
    expect(await page.locator('main').innerText()).toContain(`Does ${isolated} play?`);
    expect(await page.locator('.stepway-declaration strong').innerText()).toBe(isolated);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.locator('.stepway-reference').waitFor();
    expect(await page.locator('h1').innerText()).toBe(`Welcome, ${isolated}`);
  },
  withClub,
);

row(
  63,
  'intros, hints, exits and consents have links and lists; a link opens a new tab where something is typed',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await answerAhead(visit, 'club', [['name', { name: 'Ana' }]]);
    await open('/club/you');
    expect(await page.locator('main .stepway-bullets li').allInnerTexts()).toHaveLength(2);
    const links = page.locator('main form a, main > p a');
    const targets = await links.evaluateAll((all) => all.map((each) => each.getAttribute('target')));
    expect(targets).toEqual(['_blank', '_blank', '_blank']);
    const agrees = page.getByRole('checkbox', { name: 'Ana agrees to the rules (opens in a new tab)' });
    await agrees.check();
    expect(await agrees.isChecked()).toBe(true);
    expect(await page.getByRole('link', { name: 'gets it (opens in a new tab)' }).count()).toBe(1);
    await open('/club/name');
    await fill(page, { name: 'Nobody' });
    await send(page);
    await atHeading(page, 'Goodbye, Nobody');
    expect(await page.getByRole('link', { name: 'other clubs' }).getAttribute('target')).toBeNull();
  },
  withClub,
);

visitTest(
  'a text that hangs on an answer opens under it, and help under its summary',
  'both',
  async (visit) => {
    const { page, open, scripts } = visit;
    await answerAhead(visit, 'club', [['name', { name: 'Ana' }]]);
    await open('/club/you');
    const watch = page.getByText('Then Ana can watch all matches.');
    expect(await watch.isVisible()).toBe(!scripts);
    await fill(page, { plays: 'never' });
    expect(await watch.isVisible()).toBe(true);
    const help = page.getByText('Of a grown-up.');
    expect(await help.isVisible()).toBe(false);
    await page.getByText('Whose?').click();
    expect(await help.isVisible()).toBe(true);
    expect(
      await page.getByRole('group', { name: 'Somebody whom we can call' }).getByRole('textbox').count(),
    ).toBe(2);
  },
  withClub,
);
