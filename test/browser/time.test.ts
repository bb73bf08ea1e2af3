import { expect } from '@jest/globals';
import visa from '../../wizards/visa.ts';
import * as anyHour from './browser.ts';
import type { Visit } from './visit.ts';
import { answer, atHeading, atStep, fill, send, submit, until } from './forms.ts';
import { before, displeased, holiday } from './journeys.ts';

anyHour.useBrowser();

// A time of another day names its day. The next noon, since a browser throws away a cookie of the past.
const startAt = new Date().setHours(36, 0, 0, 0);

const row: typeof anyHour.row = (number, behaviour, ways, run, options) => {
  anyHour.row(number, behaviour, ways, run, { startAt, ...options });
};

const visitTest: typeof anyHour.visitTest = (name, ways, run, options) => {
  anyHour.visitTest(name, ways, run, { startAt, ...options });
};

const isOpen = `document.querySelector('#stepway-warning').open`;
const isClosed = `!document.querySelector('#stepway-warning').open`;

/** Opens `feedback` at its second step, with both clocks in the test's hand. */
async function atMissing({ page, context, server, open, scripts }: Visit): Promise<void> {
  if (scripts) await context.clock.install({ time: server.now() });
  await open('/feedback/visit');
  await answer(page, 'feedback', before(displeased, 'missing'));
  await atStep(page, '/feedback/missing');
}

/** Time goes by, on the server and in the browser. */
async function pass({ context, server, scripts }: Visit, minutes: number): Promise<void> {
  server.advance(minutes);
  if (scripts) await context.clock.fastForward(minutes * 60_000);
}

row(
  33,
  'a warning comes 2 minutes before the end or earlier; without scripts the page says until when',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atMissing(visit);
    const kept = await page.locator('.stepway-kept p').innerText();
    expect(kept).toMatch(/^We keep your answers until \d{1,2}:\d\d/);
    if (!scripts) return;
    await pass(visit, 24);
    expect(await page.evaluate(isClosed)).toBe(true);
    await pass(visit, 3);
    await until(page, isOpen);
    const dialog = page.getByRole('dialog', { name: 'Do you need more time?' });
    expect(await dialog.innerText()).toContain('in 3\u00a0minutes');
  },
);

row(
  34,
  'one action, or Escape, extends the time, more than ten times, on the server too',
  'with',
  async (visit) => {
    const { page } = visit;
    await atMissing(visit);
    for (let times = 1; times <= 11; times += 1) {
      await pass(visit, 26);
      await until(page, isOpen);
      // The focus stays inside.
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.activeElement.closest('dialog, body').id`)).not.toBe('wizard');
      if (times % 2 === 1) await page.keyboard.press('Escape');
      else await page.getByRole('button', { name: 'I need more time' }).click();
      await until(page, isClosed);
    }
    await until(page, `document.querySelector('#stepway-live').textContent === 'You have more time.'`);
    await fill(page, { what: 'after 286 minutes' });
    await send(page);
    await atStep(page, '/feedback/contact');
  },
);

row(35, 'extending keeps what is typed and not sent yet, and all tabs agree', 'with', async (visit) => {
  const { page, context, open } = visit;
  await atMissing(visit);
  await fill(page, { what: 'not sent yet' });
  await until(page, `document.querySelector('.stepway-saved').textContent !== ''`);
  const other = await context.newPage();
  await open('/feedback/missing', other);
  await pass(visit, 26);
  await until(page, isOpen);
  await until(other, isOpen);
  await other.keyboard.press('Escape');
  await until(other, isClosed);
  await until(page, isClosed);
  expect(await page.locator('textarea').inputValue()).toBe('not sent yet');
  const kept = (each: typeof page) => each.locator('.stepway-kept p').innerText();
  expect(await kept(page)).toBe(await kept(other));
});

visitTest(
  'every time stands in the visitor’s own zone, without scripts in the server’s, which is named',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atMissing(visit);
    // What the page says of its moment, and that moment on the clock of a zone.
    const seen = async (place: string) => {
      const time = page.locator(`${place} time`);
      const moment = new Date((await time.getAttribute('datetime')) ?? '');
      const hours = { timeStyle: 'short', timeZone: 'Asia/Kolkata' } as const;
      return { said: await time.innerText(), there: new Intl.DateTimeFormat('en-GB', hours).format(moment) };
    };
    const moments = [await seen('.stepway-kept')];
    await fill(page, { what: 'a map' });
    await page.getByText('Save and come back later').click();
    await atHeading(page, 'Your answers are saved');
    moments.push(await seen('main'));
    await page.getByRole('link', { name: 'Continue with the form' }).click();
    await answer(page, 'feedback', displeased.slice(1));
    await atStep(page, '/feedback/check');
    await submit(page);
    moments.push(await seen('.stepway-sent'));
    for (const { said, there } of moments) {
      if (scripts) expect(said.endsWith(there)).toBe(true);
      else expect(said).toMatch(/\d{1,2}:\d\d \S+$/);
    }
  },
  // In the morning there, when an hour has one digit.
  { browser: { timezoneId: 'Asia/Kolkata' }, startAt: new Date().setUTCHours(25, 0, 0, 0) },
);

row(36, 'the expired page says what happened and what was deleted', 'both', async (visit) => {
  const { page, server } = visit;
  await atMissing(visit);
  await fill(page, { what: 'too late' });
  server.advance(31);
  await send(page);
  await atHeading(page, 'Your time ran out');
  const text = await page.locator('main').innerText();
  expect(text).toContain('We did not hear from you for 30 minutes');
  expect(text).toContain('we deleted the ones that you sent before');
  expect(await page.title()).toContain('Your time ran out');
});

row(
  37,
  'a form sent too late holds what was typed, and goes on with it in a new session',
  'both',
  async (visit) => {
    const { page, server } = visit;
    await atMissing(visit);
    await fill(page, { what: 'my <b>umbrella</b>' });
    server.advance(31);
    await send(page);
    await atHeading(page, 'Your time ran out');
    expect(await page.locator('.stepway-rows').innerText()).toContain('my <b>umbrella</b>');
    await page.getByRole('button', { name: 'Start again and keep what I typed' }).click();
    await atStep(page, '/feedback/visit');
    await answer(page, 'feedback', before(displeased, 'missing'));
    await atStep(page, '/feedback/missing');
    expect(await page.locator('textarea').inputValue()).toBe('my <b>umbrella</b>');
  },
);

row(
  51,
  'a page opened after the end says once what happened, and when, also on reload',
  'both',
  async (visit) => {
    const { page, server, open } = visit;
    for (const address of ['reload', '/feedback', '/feedback/contact']) {
      await atMissing(visit);
      server.advance(31);
      if (address === 'reload') await page.reload();
      else await open(address);
      await atHeading(page, 'Your time ran out');
      expect(await page.locator('main').innerText()).toMatch(/That was on \d+ \w+ \d{4}.*\d{1,2}:\d\d/);
      await page.getByRole('link', { name: 'Start again' }).click();
      await atStep(page, '/feedback/visit');
    }
  },
);

row(
  52,
  'a browser that keeps no cookies is told so at the second page, with what it typed',
  'both',
  async ({ page, context, open }) => {
    await open('/feedback/visit');
    await context.clearCookies();
    await fill(page, { found: 'partly' });
    await send(page);
    await atHeading(page, 'Your browser keeps no cookies');
    expect(await page.locator('.stepway-rows').innerText()).toContain('Partly');
    await page.getByRole('button', { name: 'Try again' }).click();
    await atStep(page, '/feedback/missing');
  },
);

// Where a form is kept for days, "Save" takes it out of the session: row 70.
const keptHere = { wizards: [{ ...visa, keepFor: undefined }] };

row(
  38,
  'coming back in time resumes at the first incomplete step',
  'both',
  async (visit) => {
    const { page, context, server, open, scripts } = visit;
    if (scripts) await context.clock.install({ time: server.now() });
    await open('/visa/nationality');
    await answer(page, 'visa', before(holiday, 'travel'));
    await atStep(page, '/visa/travel');
    // Half an answer is kept as well.
    await page.locator('[name="arrival-day"]').fill('14');
    await page.getByText('Save and come back later').click();
    await atHeading(page, 'Your answers are saved');
    expect(await page.locator('main').innerText()).toMatch(/before \d{1,2}:\d\d/);
    await page.close();
    server.advance(29);
    const again = await context.newPage();
    await open('/visa', again);
    await atStep(again, '/visa/travel');
    expect(await again.locator('[name="arrival-day"]').inputValue()).toBe('14');
    expect(new URL(again.url()).pathname).toBe('/visa/travel');
  },
  keptHere,
);

row(39, 'the first page says how long answers are kept', 'both', async ({ page, open }) => {
  const said = 'We delete your answers if you do nothing for 30 minutes, and after 24 hours in any case.';
  // One has a start page, the other begins with its first question.
  for (const first of ['/visa', '/feedback']) {
    await open(first);
    expect(await page.locator('main').innerText()).toContain(said);
  }
  await fill(page, { found: 'no' });
  await send(page);
  await atStep(page, '/feedback/missing');
  expect(await page.locator('main').innerText()).not.toContain(said);
});

visitTest(
  'after a sleep past the end the dialog says so, and what was typed can be kept',
  'with',
  async (visit) => {
    const { page } = visit;
    await atMissing(visit);
    await fill(page, { what: 'typed before the sleep' });
    await pass(visit, 90);
    await until(page, isOpen);
    await until(page, `document.querySelector('#stepway-warning').innerText.includes('Your time ran out')`);
    await page.getByRole('button', { name: 'Close' }).click();
    await until(page, isClosed);
    expect(await page.locator('textarea').inputValue()).toBe('typed before the sleep');
    expect(await page.locator('.stepway-kept').innerText()).toMatch(
      /^We deleted your earlier answers at \d{1,2}:\d\d[^.]*\. What is on this page is not saved\.$/,
    );
    await send(page);
    await atHeading(page, 'Your time ran out');
    expect(await page.locator('main').innerText()).toContain('typed before the sleep');
  },
);

visitTest(
  'at the longest time the dialog says that there can be no more',
  'with',
  async (visit) => {
    const { page } = visit;
    await atMissing(visit);
    await pass(visit, 26);
    await until(page, isOpen);
    await page.keyboard.press('Escape');
    await until(page, isClosed);
    await pass(visit, 10);
    await until(page, isOpen);
    await page.getByRole('button', { name: 'I need more time' }).click();
    await until(
      page,
      `document.querySelector('#stepway-warning').innerText.includes('cannot be made longer')`,
    );
    await page.getByRole('button', { name: 'Close' }).click();
    await until(page, isClosed);
    await fill(page, { what: 'in time' });
    await send(page);
    await atStep(page, '/feedback/contact');
  },
  { absoluteMinutes: 40 },
);

visitTest('an extension that cannot be had is told, and the dialog stays', 'with', async (visit) => {
  const { page, context } = visit;
  await atMissing(visit);
  await pass(visit, 26);
  await until(page, isOpen);
  await context.setOffline(true);
  await page.keyboard.press('Escape');
  await until(page, `document.querySelector('#stepway-warning').innerText.includes('could not reach')`);
  await context.clock.fastForward(3_000);
  expect(await page.locator('#stepway-warning').innerText()).toContain('could not reach');
  await context.setOffline(false);
  await page.keyboard.press('Escape');
  await until(page, isClosed);
});

anyHour.visitTest('what is typed on a first page starts the time of its warning', 'with', async (visit) => {
  const { page, context, server, open } = visit;
  await context.clock.install({ time: server.now() });
  await open('/feedback/visit');
  await page.locator('[value="no"]').check();
  await context.clock.fastForward(1_000);
  await until(page, `document.querySelector('.stepway-saved').textContent !== ''`);
  await pass(visit, 27);
  await until(page, isOpen);
  await page.keyboard.press('Escape');
  await until(page, isClosed);
  await pass(visit, 20);
  await page.reload();
  expect(await page.locator('[value="no"]').isChecked()).toBe(true);
});

visitTest('what was saved is not said to be there when the time is over', 'with', async (visit) => {
  const { page } = visit;
  await atMissing(visit);
  await fill(page, { what: 'a map' });
  await visit.context.clock.fastForward(1_000);
  await until(page, `document.querySelector('.stepway-saved').textContent !== ''`);
  await pass(visit, 31);
  await until(page, isOpen);
  expect(await page.locator('.stepway-saved').textContent()).toBe('');
});
