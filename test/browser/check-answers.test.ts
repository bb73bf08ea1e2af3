import { expect } from '@jest/globals';
import { answerAhead, openCheck } from './ahead.ts';
import { row, useBrowser } from './browser.ts';
import { answer, atStep, fill, send, submit, summary, toCheck } from './forms.ts';
import { before, displeased, holiday, online, pleased, work } from './journeys.ts';
import { submissions } from './submissions.ts';

useBrowser();

row(22, 'every answer of the path is listed, and none off it', 'both', async ({ page, open }) => {
  await open('/visa/nationality');
  await toCheck(page, 'visa', work);
  const rows = await summary(page);
  expect(rows).toMatchObject({
    Nationality: 'Brazilian',
    'Main reason for your journey': 'To work',
    Employer: 'Quill & Co',
    'Yearly salary before tax': '£42,000.50',
    'Sponsor licence number': 'AB1234567',
    'Will your employer pay for your first month?': 'No',
    'State or province': 'Pernambuco',
    'Date of birth': '31 December 1990',
    'How many people depend on your money?': '2',
    'Which country was it, when, and why?': 'Canada, 2019: a paper was missing.',
  });
  expect(Object.keys(rows)).not.toContain('School or university');
  expect(Object.keys(rows)).not.toContain('Full name of your relative');
  expect(await page.locator('.stepway-section h2').allInnerTexts()).toEqual([
    'About your visit',
    'Your work',
    'About you',
    'Where you live',
    'Who comes with you',
    'Money and history',
    'Before you send',
  ]);
});

row(23, 'each Change link names its question in hidden text', 'both', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'feedback', displeased);
  const links = await page.locator('.stepway-change a').allTextContents();
  expect(links.map((text) => text.trim())).toEqual([
    'Change Did you find it?, How easy was it?',
    'Change What were you looking for?',
    'Change Email address',
  ]);
});

row(24, 'Change shows the answer, and Continue returns straight to the check page', 'both', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'visa', holiday);
  await page.getByRole('link', { name: 'Change Full name' }).click();
  await atStep(page, '/visa/you');
  expect(await page.locator('[name="name"]').inputValue()).toBe('Ana Lima');
  await fill(page, { name: 'Ana Maria Lima' });
  await send(page);
  await atStep(page, '/visa/check');
  expect((await summary(page))['Full name']).toBe('Ana Maria Lima');
});

row(25, 'a change that opens new questions asks those alone before it returns', 'both', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'visa', holiday);
  await page.getByRole('link', { name: 'Change Main reason' }).click();
  await atStep(page, '/visa/purpose');
  await fill(page, { purpose: 'work' });
  await send(page);
  // An error on the way keeps the way back.
  await atStep(page, '/visa/job');
  await send(page);
  await page.locator('#stepway-errors').waitFor();
  const opened = ['job', 'company', 'papers'];
  await answer(
    page,
    'visa',
    work.filter(([step]) => opened.includes(step)),
  );
  await atStep(page, '/visa/check');
  expect((await summary(page))['Employer']).toBe('Quill & Co');
});

row(26, 'Back from a changed page returns to the check page', 'both', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'visa', holiday);
  await page.getByRole('link', { name: 'Change Passport number' }).click();
  await atStep(page, '/visa/passport');
  await page.locator('.stepway-back').click();
  await atStep(page, '/visa/check');
});

row(73, 'going back within a change still returns to the check page', 'both', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'visa', holiday);
  const toState = async () => {
    await page.getByRole('link', { name: 'Change Country' }).click();
    await atStep(page, '/visa/home/country');
    await fill(page, { country: 'BR' });
    await send(page);
    await atStep(page, '/visa/home/state');
  };
  const goBack = async (path: string) => {
    await page.locator('.stepway-back').click();
    await atStep(page, path);
  };
  // Back to what brought the question up, and the change is taken back.
  await toState();
  await goBack('/visa/home/lines');
  await goBack('/visa/home/country');
  await fill(page, { country: 'FR' });
  await send(page);
  await atStep(page, '/visa/check');
  // Back, and on again: the new question alone is asked.
  await toState();
  await goBack('/visa/home/lines');
  await send(page);
  await atStep(page, '/visa/home/state');
  await fill(page, { state: 'Pernambuco' });
  await send(page);
  await atStep(page, '/visa/check');
});

row(27, 'a skipped optional answer reads “Not provided”', 'both', async (visit) => {
  const { page } = visit;
  await openCheck(visit, 'feedback', pleased);
  expect((await summary(page))['Email address']).toBe('Not provided');
});

row(28, 'the submit button names its action, and nothing is sent before it', 'both', async (visit) => {
  const { page, server } = visit;
  await openCheck(visit, 'visa', holiday);
  const buttons = await page.locator('main button[type="submit"]').allInnerTexts();
  expect(buttons).toEqual(['Send application', 'Save and come back later']);
  expect(await submissions(server)).toHaveLength(0);
  await submit(page);
  expect(await submissions(server)).toHaveLength(1);
});

row(29, 'answers of a closed branch are not sent, and come back with the branch', 'both', async (visit) => {
  const { page, server } = visit;
  const change = async (found: string) => {
    await page.getByRole('link', { name: 'Change Did you find it?' }).click();
    await atStep(page, '/feedback/visit');
    await fill(page, { found });
    await send(page);
    await atStep(page, '/feedback/check');
  };
  await openCheck(visit, 'feedback', displeased);
  await change('yes');
  expect(Object.values(await summary(page))).not.toContain('a map');
  await change('partly');
  expect(Object.values(await summary(page))).toContain('a map');
  await change('yes');
  await submit(page);
  const [sent] = await submissions(server);
  expect(Object.keys(sent?.answers ?? {})).toEqual(['visit', 'contact']);
});

const nearMidnight = new Date().setHours(23, 50, 0, 0);
const tomorrow = new Date(nearMidnight + 3_600_000);

row(
  30,
  'everything is checked again at submit, and the first step that fails is shown with its errors',
  'both',
  async (visit) => {
    const { page, server } = visit;
    await answerAhead(visit, 'visa', before(holiday, 'travel'));
    await answerAhead(visit, 'visa', [['travel', { arrival: daysOn(0), departure: daysOn(30) }]]);
    await openCheck(visit, 'visa', holiday.slice(3));
    server.advance(20);
    await send(page);
    await atStep(page, '/visa/travel');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('#stepway-errors a').allInnerTexts()).toEqual([
      'Arrival date must be after today',
    ]);
    expect(await submissions(server)).toHaveLength(0);
    await fill(page, { arrival: daysOn(2) });
    await send(page);
    await atStep(page, '/visa/check');
  },
  { startAt: nearMidnight },
);

/** A date so many days after tomorrow. */
function daysOn(days: number): string {
  const day = new Date(tomorrow);
  day.setDate(day.getDate() + days);
  return `${day.getDate()} ${day.getMonth() + 1} ${day.getFullYear()}`;
}

row(31, 'what was answered before stands in its page again, also after leaving', 'both', async (visit) => {
  const { page, open, context } = visit;
  await open('/registration/ticket');
  await answer(page, 'registration', [
    ...before(online, 'workshops'),
    ['workshops', { chosen: ['forms', 'voices'] }],
  ]);
  await atStep(page, '/registration/access');
  await page.close();
  const again = await context.newPage();
  await open('/registration/workshops', again);
  expect(await again.locator('input:checked').count()).toBe(2);
  await open('/registration/you', again);
  expect(await again.locator('[name="email"]').inputValue()).toBe('ann@example.com');
  await open('/registration/ticket', again);
  expect(await again.locator('[value="online"]').isChecked()).toBe(true);
});
