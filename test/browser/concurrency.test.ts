import { expect } from '@jest/globals';
import { choice, email, integer, longText, wizard } from 'stepway';
import { openCheck } from './ahead.ts';
import { row, useBrowser, visitTest } from './browser.ts';
import { answer, atHeading, atStep, fill, send, submit, summary } from './forms.ts';
import { before, displeased, holiday, pleased } from './journeys.ts';
import { serve } from './serve.ts';
import { submissions } from './submissions.ts';

useBrowser();

row(40, 'two tabs on different steps: both answers are kept', 'both', async (visit) => {
  const { page, context, open } = visit;
  await openCheck(visit, 'visa', holiday);
  const other = await context.newPage();
  await open('/visa/you?return=check');
  await open('/visa/contact?return=check', other);
  await fill(page, { name: 'From one tab' });
  await fill(other, { email: 'other@example.com' });
  await send(page);
  await atStep(page, '/visa/check');
  await send(other);
  await atStep(other, '/visa/check');
  expect(await summary(other)).toMatchObject({
    'Full name': 'From one tab',
    'Email address': 'other@example.com',
  });
});

row(
  41,
  'two tabs on one step: the later one is told, holds its values, and can keep either',
  'both',
  async ({ page, context, open }) => {
    await open('/feedback/visit');
    await answer(page, 'feedback', before(displeased, 'missing'));
    await atStep(page, '/feedback/missing');
    const other = await context.newPage();
    await open('/feedback/missing', other);
    await fill(page, { what: 'the first' });
    await send(page);
    await atStep(page, '/feedback/contact');
    await fill(other, { what: 'the second' });
    await send(other);
    await atHeading(other, 'This answer was changed somewhere else');
    const [mine, stored] = await other.locator('.stepway-version').allInnerTexts();
    expect(mine).toContain('the second');
    expect(stored).toContain('the first');
    await other.getByRole('button', { name: 'Keep mine' }).click();
    await atStep(other, '/feedback/contact');
    await open('/feedback/missing', other);
    expect(await other.locator('textarea').inputValue()).toBe('the second');
  },
);

visitTest(
  'what is typed on a page whose form was sent in another tab is shown, and said to be not sent',
  'both',
  async (visit) => {
    const { page, context, open } = visit;
    await openCheck(visit, 'feedback', displeased);
    const other = await context.newPage();
    await open('/feedback/missing', other);
    await fill(other, { what: 'my umbrella' });
    await submit(page);
    await send(other);
    await atHeading(other, 'You have already sent this form');
    const main = await other.locator('main').innerText();
    expect(main).toContain('What you just typed was not sent with them.');
    expect(main).toContain('my umbrella');
  },
);

visitTest(
  'a page whose answers were deleted in another tab says so, and brings them back with what is typed on it',
  'both',
  async ({ page, context, open }) => {
    await open('/feedback/visit');
    await answer(page, 'feedback', before(displeased, 'missing'));
    await atStep(page, '/feedback/missing');
    await fill(page, { what: 'my umbrella' });
    const other = await context.newPage();
    await open('/feedback/end', other);
    await other.getByRole('button', { name: 'Yes, delete my answers' }).click();
    await atHeading(other, 'Your answers are deleted');
    await send(page);
    await atHeading(page, 'Your answers are deleted');
    expect(await page.locator('main').innerText()).toContain('my umbrella');
    await page.getByRole('button', { name: 'Undo deleting, and keep what I typed' }).click();
    await atStep(page, '/feedback/missing');
    expect(await page.locator('textarea').inputValue()).toBe('my umbrella');
    await open('/feedback/visit');
    expect(await page.locator('[name="found"]:checked').getAttribute('value')).toBe('no');
  },
);

row(42, 'a double click, and a replay, give one submission and the same reference', 'both', async (visit) => {
  const { page, context, server } = visit;
  await openCheck(visit, 'feedback', pleased);
  const hidden = await page.locator('.stepway-form input[type="hidden"]').all();
  const form = Object.fromEntries(
    await Promise.all(
      hidden.map(async (each) => [await each.getAttribute('name'), await each.getAttribute('value')]),
    ),
  ) as Record<string, string>;
  await page.locator('.stepway-form button').dblclick();
  await page.locator('.stepway-receipt').waitFor();
  const reference = await page.locator('.stepway-reference strong').innerText();
  const replay = await context.request.post(`${server.url}/feedback/check`, { form });
  expect(replay.url()).toContain(reference);
  expect(await submissions(server)).toHaveLength(1);
});

visitTest(
  'what is sent is what the page shows, though an answer was changed in another tab',
  'both',
  async (visit) => {
    const { page, context, open, server } = visit;
    await openCheck(visit, 'feedback', displeased);
    const other = await context.newPage();
    await open('/feedback/missing?return=check', other);
    await fill(other, { what: 'SECOND' });
    await send(other);
    await atStep(other, '/feedback/check');
    await send(page);
    const said = page.getByRole('alert');
    await said.waitFor();
    expect(await said.innerText()).toContain('Your answers have changed since you opened this page');
    expect(Object.values(await summary(page))).toContain('SECOND');
    expect(await submissions(server)).toHaveLength(0);
    await submit(page);
    expect(await submissions(server)).toMatchObject([{ answers: { missing: { what: 'SECOND' } } }]);
  },
);

row(43, 'opening an address never submits', 'both', async (visit) => {
  const { page, open, server, context } = visit;
  await openCheck(visit, 'feedback', pleased);
  await page.reload();
  await open('/feedback/check');
  await context.request.get(`${server.url}/feedback/check`);
  await context.request.head(`${server.url}/feedback/check`);
  expect(await submissions(server)).toHaveLength(0);
});

row(44, 'a bookmarked confirmation still helps, and shows no answers', 'both', async (visit) => {
  const { page, open, server, context } = visit;
  await openCheck(visit, 'feedback', displeased);
  const reference = await submit(page);
  const { pathname } = new URL(page.url());
  server.advance(60 * 48);
  await context.clearCookies();
  await open(pathname);
  const text = await page.locator('main').innerText();
  expect(text).toContain(reference);
  expect(text).toContain('What happens next');
  expect(text).not.toContain('a map');
});

/** `feedback` as it might be a month later: other values, another step, and a limit that old answers break. */
const newer = wizard({ id: 'feedback', title: 'Tell us how it went', version: 2 })
  .step('visit', {
    title: 'Did you find what you came for?',
    fields: { found: choice('Did you find it?', { yes: 'Yes', no: 'No' }) },
  })
  .step('missing', {
    title: 'What was missing?',
    when: (earlier) => earlier.visit.found.isNot('yes'),
    fields: { what: longText('What were you looking for?').max(5) },
  })
  .step('stars', { title: 'How many stars?', fields: { stars: integer('Stars').min(1).max(5) } })
  .step('contact', { title: 'May we write to you?', fields: { email: email('Email address').optional() } })
  .complete({ action: 'Send feedback' });

row(
  45,
  'when the form changed meanwhile, answers that fit survive, and the first that does not is asked again',
  'both',
  async (visit) => {
    const { page, server } = visit;
    await openCheck(visit, 'feedback', [
      ['visit', { found: 'no' }],
      ['missing', { what: 'a timetable' }],
      ['contact', { email: 'ann@example.com' }],
    ]);
    const deployed = await serve({ wizards: [newer], storage: server.storage });
    try {
      await page.goto(`${deployed.url}/feedback/check`);
      await atStep(page, '/feedback/missing');
      expect(await page.locator('textarea').inputValue()).toBe('a timetable');
      await fill(page, { what: 'a map' });
      await send(page);
      await answer(page, 'feedback', [['stars', { stars: '4' }]]);
      await atStep(page, '/feedback/contact');
      expect(await page.locator('[name="email"]').inputValue()).toBe('ann@example.com');
      await send(page);
      await atStep(page, '/feedback/check');
      expect(await summary(page)).toMatchObject({ 'Did you find it?': 'No', Stars: '4' });
      await submit(page);
      expect(deployed.errors).toEqual([]);
    } finally {
      await deployed.stop();
    }
  },
);
