import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeTest } from './axe.ts';
import { row, useBrowser } from './browser.ts';
import { answer, atHeading, atStep, fill, send } from './forms.ts';
import { atTasks, sections, tasks, withGrant } from './states/tasks.ts';

useBrowser();

for (const state of tasks) axeTest(state);

const { group, project, money, partner, contact } = sections;
const title = 'Apply for a community grant';
const lines = async (page: Page) =>
  (await page.locator('.stepway-task').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const links = (page: Page) => page.locator('.stepway-task a').allInnerTexts();
const focused = (page: Page) =>
  page.evaluate('document.activeElement?.innerText.trim().split("\\n")[0]') as Promise<string>;
const openTask = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

row(
  46,
  'a task list shows at start and on return; "Cannot start yet" rows are no links',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await open('/grant');
    await page.getByRole('link', { name: 'Start now' }).click();
    await page.locator('.stepway-tasks').waitFor();
    expect(await lines(page)).toEqual([
      'About your group Not started',
      'Your project Not started',
      'What it will cost Not started',
      'The group you work with after: Your project Cannot start yet',
      'Who we can ask Not started',
    ]);
    expect(await links(page)).not.toContain('The group you work with');
    expect(await page.locator('main').innerText()).toContain('You have completed 0 of 5 sections.');
    await openTask(page, 'Who we can ask');
    await answer(page, 'grant', contact);
    await page.locator('.stepway-tasks').waitFor();
    await open('/grant');
    expect((await lines(page)).at(-1)).toBe('Who we can ask Completed');
    expect(await page.locator('main').innerText()).toContain('You have completed 1 of 5 sections.');
  },
  withGrant,
);

row(
  47,
  'completed tasks stay editable, from the list and from check-your-answers',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await atTasks(visit, group, project, money, partner, contact);
    expect(await lines(page)).toHaveLength(5);
    await openTask(page, 'Who we can ask');
    await atStep(page, '/grant/person');
    await fill(page, { name: 'Ben Lee' });
    await send(page);
    await atHeading(page, title);
    await page.getByRole('link', { name: 'Check your answers' }).click();
    await atStep(page, '/grant/check');
    expect(await page.locator('main').innerText()).toContain('Ben Lee');
    expect(await page.locator('.stepway-section h2').allInnerTexts()).toEqual(
      expect.arrayContaining(['About your group', 'Your project', 'What it will cost', 'Who we can ask']),
    );
    await page.locator('a[href="/grant/person?return=check"]').first().click();
    await atStep(page, '/grant/person');
    await fill(page, { name: 'Cleo Lee' });
    await send(page);
    await atStep(page, '/grant/check');
    expect(await page.locator('main').innerText()).toContain('Cleo Lee');
    await page.locator('.stepway-back').click();
    await atHeading(page, title);
    await open('/grant/check');
    await send(page);
    await page.locator('.stepway-receipt').waitFor();
  },
  withGrant,
);

row(
  67,
  'sections can be done in any order; one that cannot start says what for',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atTasks(visit);
    expect(await page.title()).toMatch(/^Apply for a community grant – /);
    await openTask(page, 'Your project');
    await atStep(page, '/grant/idea');
    await page.locator('.stepway-back').click();
    await page.locator('.stepway-tasks').waitFor();
    await openTask(page, 'Your project');
    await answer(page, 'grant', project);
    await page.locator('.stepway-tasks').waitFor();
    if (scripts) expect(await focused(page)).toBe(title);
    expect((await lines(page))[3]).toBe('The group you work with Not started');
    await openTask(page, 'The group you work with');
    await answer(page, 'grant', partner);
    await page.locator('.stepway-tasks').waitFor();
    await openTask(page, 'Who we can ask');
    await answer(page, 'grant', contact);
    await page.locator('.stepway-tasks').waitFor();
    await openTask(page, 'About your group');
    await answer(page, 'grant', group.slice(0, 1));
    await atStep(page, '/grant/name');
    expect(await page.title()).toMatch(/Step 2/);
    await page.locator('.stepway-back').click();
    await atStep(page, '/grant/kind');
    await page.locator('.stepway-back').click();
    await page.locator('.stepway-tasks').waitFor();
    expect(await lines(page)).toEqual([
      'About your group In progress',
      'Your project Completed',
      'What it will cost Not started',
      'The group you work with Completed',
      'Who we can ask Completed',
    ]);
  },
  withGrant,
);
