import { expect } from '@jest/globals';
import { choices, file, files, longText, text, wizard } from 'stepway';
import type { Page } from 'playwright-core';
import household from '../../wizards/household.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, fill, send, until } from './forms.ts';
import { delayScripts, holdAnswers, holdRequests, isFor, isUpload } from './slow.ts';
import { atRows, press } from './states/rows.ts';
import { withGrant } from './states/tasks.ts';
import { chosen, png, refusal } from './uploads.ts';
import { kinds, working } from './wizards.ts';

useBrowser();

const papers = wizard({ id: 'papers', title: 'Papers', version: 1, start: false })
  .step('bills', {
    title: 'Bills',
    fields: {
      note: longText('Note').max(20).optional(),
      bills: files('Bills', { types: ['image/*'] })
        .max(3)
        .optional(),
    },
  })
  .step('scan', {
    title: 'Scan',
    fields: { scan: file('Scan', { types: ['application/pdf', 'image/*'] }).optional() },
  })
  .complete({ action: 'Send' });
const withPapers = { wizards: [papers] };

const animals = wizard({ id: 'animals', title: 'Your animals', version: 1, start: false })
  .step('one', {
    title: 'Your animals',
    fields: { pets: choices('Pets', { cat: 'A cat', dog: 'A dog' }), name: text('The name of the dog') },
    show: { name: (own) => own.pets.includes('dog') },
  })
  .complete({ action: 'Send' });
const withAnimals = { wizards: [animals] };

const harmful = { ...png, buffer: Buffer.from('MZ') };

const input = (page: Page) => page.locator('.stepway-file-input');
const note = (page: Page) => page.locator('[name="note"]');
const allScripts = 'htmx|stepway';
const hasLoaded = `document.readyState === 'complete'`;

/** The address, and where the form of the page posts. */
const stands = (page: Page): Promise<readonly [string, string]> =>
  page.evaluate(`[location.pathname, document.querySelector('#stepway-form').getAttribute('action')]`);

async function toMissing(page: Page, open: (path: string) => Promise<void>): Promise<void> {
  await open('/feedback/visit');
  await fill(page, { found: 'no' });
  await send(page);
  await atStep(page, '/feedback/missing');
}

/** Sends two files from the page of bills, and a note that is too long. */
async function sendTwoWithMistake(page: Page, open: (path: string) => Promise<void>): Promise<void> {
  await open('/papers/bills');
  await note(page).fill('more than twenty letters');
  await input(page).setInputFiles([png, { ...png, name: 'two.png' }]);
  await send(page);
  await page.locator('#stepway-errors').waitFor();
}

/** Mends the note and sends it. Gives how many bills the server has then. */
async function mendAndCount(page: Page, open: (path: string) => Promise<void>): Promise<number> {
  await note(page).fill('short');
  await send(page);
  await atStep(page, '/papers/scan');
  await open('/papers/bills');
  return chosen(page).count();
}

/** Loads a page whose scripts are held back. */
async function openEarly(page: Page, url: string, path: string): Promise<() => void> {
  const arrive = await delayScripts(page, allScripts);
  await page.goto(url + path, { waitUntil: 'commit' });
  await atStep(page, path);
  return arrive;
}

for (const [where, hold] of [
  ['before the server has it', holdRequests],
  ['after the server took it', holdAnswers],
] as const) {
  visitTest(
    `Back while a form is on its way, ${where}, leads to the page before, and keeps what was sent and what is typed there`,
    'with',
    async ({ page, open }) => {
      await toMissing(page, open);
      const post = await hold(page, isFor('POST', '/feedback/missing'));
      await fill(page, { what: 'a map' });
      await send(page);
      await post.came;
      await page.evaluate('history.back()');
      await atStep(page, '/feedback/visit');
      await page.locator('[value="yes"]').check();
      post.release();
      await page.waitForTimeout(300);
      expect(await stands(page)).toEqual(['/feedback/visit', '/feedback/visit']);
      expect(await page.locator('[value="yes"]').isChecked()).toBe(true);
      await page.locator('[value="no"]').check();
      await send(page);
      await atStep(page, '/feedback/missing');
      expect(await page.locator('textarea').inputValue()).toBe('a map');
    },
  );
}

visitTest(
  'Back to an address that leads on shows where it leads in the address',
  'with',
  async ({ page, open }) => {
    await open('/household');
    await page.locator('main a.stepway-button').click();
    await atStep(page, '/household/you');
    await fill(page, { name: 'Ada' });
    await send(page);
    await until(page, `location.pathname !== '/household/you'`);
    await page.evaluate('history.go(-2)');
    await until(page, `document.querySelector('h1').textContent !== ''`);
    await page.waitForTimeout(300);
    const [address, action] = await stands(page);
    expect(address).toBe(action);
    expect(address).not.toBe('/household/you');
  },
  { wizards: [household] },
);

visitTest(
  'Continue on the page that still stands after Back is not undone by the page that comes then',
  'with',
  async ({ page, open }) => {
    await toMissing(page, open);
    await fill(page, { what: 'a map' });
    const back = await holdRequests(page, isFor('GET', '/feedback/visit'));
    await page.evaluate('history.back()');
    await back.came;
    await send(page);
    await atStep(page, '/feedback/contact');
    const answered = page.waitForResponse('**/feedback/visit');
    back.release();
    await (await answered).finished();
    await page.waitForTimeout(200);
    expect(await stands(page)).toEqual(['/feedback/contact', '/feedback/contact']);
  },
);

visitTest('Back before the scripts have come works a second time', 'with', async ({ page, open }) => {
  await toMissing(page, open);
  for (const _ of ['first', 'second']) {
    const arrive = await delayScripts(page, allScripts);
    await page.reload({ waitUntil: 'commit' });
    await atStep(page, '/feedback/missing');
    await page.evaluate('history.back()');
    arrive();
    await atStep(page, '/feedback/visit');
    await until(page, hasLoaded);
    await send(page);
    await atStep(page, '/feedback/missing');
  }
});

visitTest('Back leads to the page before where htmx cannot be had', 'with', async ({ page, open }) => {
  await toMissing(page, open);
  await page.route(/_stepway\/htmx\./, (route) => route.abort());
  await page.reload();
  await page.evaluate('history.back()');
  await atStep(page, '/feedback/visit');
});

visitTest(
  'what was typed before the scripts had come is saved, without another key',
  'with',
  async ({ page, context, server, open }) => {
    await toMissing(page, open);
    const arrive = await openEarly(page, server.url, '/feedback/missing');
    await fill(page, { what: 'typed early' });
    const saved = page.waitForResponse(
      (response) => response.request().postData()?.includes('_draft') ?? false,
    );
    arrive();
    await saved;
    const other = await context.newPage();
    await open('/feedback/missing', other);
    expect(await other.locator('textarea').inputValue()).toBe('typed early');
  },
);

visitTest(
  'files that went with the form are not sent again from the page with its errors',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'files');
    await sendTwoWithMistake(page, open);
    await chosen(page).nth(1).waitFor();
    arrive();
    await page.getByRole('button', { name: 'Remove two.png' }).waitFor();
    expect(await mendAndCount(page, open)).toBe(2);
  },
  withPapers,
);

visitTest(
  'files are sent once where their script cannot be had',
  'with',
  async ({ page, open }) => {
    await page.route(/_stepway\/files\./, (route) => route.abort());
    await sendTwoWithMistake(page, open);
    expect(await mendAndCount(page, open)).toBe(2);
  },
  withPapers,
);

visitTest(
  'files that are on their way with the form are not uploaded beside it when their script comes',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'files');
    await open('/papers/bills');
    await input(page).setInputFiles(png);
    let uploads = 0;
    page.on('request', (request) => (uploads += Number(isUpload(request))));
    const post = await holdRequests(page, isFor('POST', '/papers/bills'));
    await send(page);
    await post.came;
    const loaded = page.waitForResponse(/_stepway\/files\./);
    arrive();
    await (await loaded).finished();
    await page.waitForTimeout(200);
    post.release();
    await atStep(page, '/papers/scan');
    expect(uploads).toBe(0);
    expect(await chosen(page).count()).toBe(0);
  },
  withPapers,
);

visitTest(
  'an upload that is stopped leaves the focus with its field',
  'with',
  async ({ page, open }) => {
    await open('/papers/scan');
    await open('/papers/bills');
    const upload = await holdRequests(page, isUpload);
    await input(page).setInputFiles(png);
    await upload.came;
    await page.locator('.stepway-file-progress button').focus();
    await page.keyboard.press('Enter');
    await page.locator('.stepway-file-progress').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.type')).toBe('file');
    upload.release();
  },
  withPapers,
);

visitTest(
  'an upload that is under way when its page is left comes to nothing on another page with files',
  'with',
  async ({ page, open }) => {
    await open('/papers/bills');
    await send(page);
    await atStep(page, '/papers/scan');
    const upload = await holdRequests(page, isUpload);
    await input(page).setInputFiles(png);
    await upload.came;
    await page.locator('.stepway-back').click();
    await atStep(page, '/papers/bills');
    upload.release();
    await page.waitForTimeout(200);
    expect(await chosen(page).count()).toBe(0);
    expect(await page.locator('.stepway-file-progress').isVisible()).toBe(false);
    await send(page);
    await atStep(page, '/papers/scan');
  },
  withPapers,
);

for (const [why, sent, isOffline] of [
  ['is refused', harmful, false],
  ['is lost', png, true],
] as const) {
  visitTest(
    `Continue during an upload that ${why} waits for another press, and the page says why`,
    'with',
    async ({ page, context, open }) => {
      await open('/papers/bills');
      const upload = await holdRequests(page, isUpload);
      await input(page).setInputFiles(sent);
      await upload.came;
      let posts = 0;
      page.on('request', (request) => (posts += Number(isFor('POST', '/papers/bills')(request))));
      await send(page);
      await context.setOffline(isOffline);
      upload.release();
      await refusal(page).waitFor();
      await page.waitForTimeout(200);
      expect(posts).toBe(0);
      await context.setOffline(false);
      await send(page);
      await atStep(page, '/papers/scan');
    },
    withPapers,
  );
}

visitTest(
  'a file that is refused takes the focus from nobody who types',
  'with',
  async ({ page, open }) => {
    await open('/papers/bills');
    const upload = await holdRequests(page, isUpload);
    await input(page).setInputFiles(harmful);
    await upload.came;
    await note(page).focus();
    await page.keyboard.type('half ');
    upload.release();
    await refusal(page).waitFor();
    await page.keyboard.type('typed');
    expect(await note(page).inputValue()).toBe('half typed');
  },
  withPapers,
);

visitTest(
  'a file whose box was ticked before the script came is removed, and one whose box has the focus has a button with it',
  'with',
  async ({ page, open }) => {
    await open('/papers/bills');
    await input(page).setInputFiles(png);
    await chosen(page).waitFor();
    await send(page);
    await atStep(page, '/papers/scan');
    let arrive = await delayScripts(page, 'files');
    await open('/papers/bills');
    await page.getByLabel('Remove me.png').focus();
    arrive();
    await page.locator('button:focus', { hasText: 'Remove me.png' }).waitFor();
    arrive = await delayScripts(page, 'files');
    await open('/papers/bills');
    await page.getByLabel('Remove me.png').focus();
    await page.keyboard.press('Space');
    arrive();
    await chosen(page).waitFor({ state: 'detached' });
    await page.locator('.stepway-file-input:focus').waitFor();
    await send(page);
    await atStep(page, '/papers/scan');
    await open('/papers/bills');
    expect(await chosen(page).count()).toBe(0);
  },
  withPapers,
);

visitTest(
  'a form with a file in it may take as long as it takes',
  'with',
  async ({ page, open }) => {
    await delayScripts(page, 'files');
    await open('/papers/bills');
    await page.evaluate('htmx.config.defaultTimeout = 300');
    await input(page).setInputFiles(png);
    const post = await holdRequests(page, isFor('POST', '/papers/bills'));
    await send(page);
    await post.came;
    await page.waitForTimeout(900);
    expect(await page.locator('#stepway-banner').isVisible()).toBe(false);
    post.release();
    await atStep(page, '/papers/scan');
  },
  withPapers,
);

visitTest(
  'Try again presses the button that was pressed',
  'with',
  async (visit) => {
    const { page, context } = visit;
    await atRows(visit);
    await page.locator('[name$=".what"]').fill('Trees');
    await page.locator('[name$=".amount"]').fill('480.50');
    await context.setOffline(true);
    await press(page, 'Add another cost');
    await page.locator('#stepway-banner').waitFor();
    await context.setOffline(false);
    await page.locator('#stepway-banner [data-retry]').click();
    await page.locator('.stepway-sheet-row').nth(1).waitFor();
  },
  withGrant,
);

visitTest(
  'closing the banner leads to a button that one sees',
  'with',
  async (visit) => {
    const { page, context } = visit;
    await atRows(visit);
    await context.setOffline(true);
    await press(page, 'Continue');
    await page.locator('#stepway-banner').waitFor();
    await page.locator('#stepway-banner .stepway-close').focus();
    await page.keyboard.press('Enter');
    await context.setOffline(false);
    const focused = page.locator('button:focus');
    expect(await focused.getAttribute('aria-hidden')).toBeNull();
    expect(await focused.getAttribute('type')).toBe('submit');
  },
  withGrant,
);

visitTest(
  'a field that is typed in when the scripts come stays, though nobody asked for it yet',
  'with',
  async ({ page, server }) => {
    const arrive = await openEarly(page, server.url, '/animals/one');
    await page.locator('[name="name"]').focus();
    await page.keyboard.type('Re');
    arrive();
    await until(page, hasLoaded);
    await page.keyboard.type('x');
    expect(await page.locator('[name="name"]').inputValue()).toBe('Rex');
    await page.locator('[value="cat"]').check();
    await page.locator('[data-field="name"]').waitFor({ state: 'hidden' });
  },
  withAnimals,
);

visitTest(
  'a field that was mended before the scripts came is checked again when it is left',
  'with',
  async ({ page, server }) => {
    const arrive = await openEarly(page, server.url, '/animals/one');
    await page.evaluate(`(() => {
      document.querySelector('[value="dog"]').click();
      document.querySelector('.stepway-button--primary').click();
    })()`);
    await page.locator('#stepway-errors').waitFor();
    await page.locator('[name="name"]').fill('Rex');
    arrive();
    await until(page, hasLoaded);
    await page.locator('[name="name"]').focus();
    await page.locator('[value="cat"]').focus();
    await page.locator('#stepway-errors').waitFor({ state: 'hidden' });
  },
  withAnimals,
);

visitTest(
  'a receipt that is worked on shows its end where htmx cannot be had',
  'with',
  async ({ page, open }) => {
    await page.route(/_stepway\/htmx\./, (route) => route.abort());
    await open('/working/only');
    await fill(page, { name: 'Ann' });
    await send(page);
    await atStep(page, '/working/check');
    await send(page);
    await page.locator('.stepway-receipt').waitFor();
    await page.route('**/working/**', (route) =>
      route.request().headers()['accept'] === 'application/json'
        ? route.fulfill({ json: { submission: 'done' } })
        : route.fallback(),
    );
    await page.waitForEvent('load');
  },
  { wizards: [working] },
);

visitTest(
  'the end of the answers is counted from when the page came, and not from when its scripts did',
  'with',
  async ({ page, server, open }) => {
    await toMissing(page, open);
    const arrive = await openEarly(page, server.url, '/feedback/missing');
    await page.waitForTimeout(700);
    arrive();
    await until(page, hasLoaded);
    const late = await page.evaluate(`(() => {
      const { keptUntil, now } = document.querySelector('#wizard').dataset;
      const { responseStart } = performance.getEntriesByType('navigation')[0];
      const end = Number(keptUntil) - Number(now) + performance.timeOrigin + responseStart;
      return Number(localStorage.getItem('stepway:end:')) - end;
    })()`);
    expect(Math.abs(Number(late))).toBeLessThan(1);
  },
);

visitTest(
  'a stroke is drawn once, and one calendar opens, on a page that has come again and again',
  'with',
  async ({ page, open }) => {
    await open('/kinds/grades');
    await fill(page, { stay: '3', room: '3', home: 'FR' });
    await send(page);
    await atStep(page, '/kinds/parts');
    for (const _ of ['first', 'second']) {
      const again = page.waitForResponse((response) => response.status() === 422);
      await send(page);
      await (await again).finished();
      await page.locator('#stepway-errors:focus').waitFor();
    }
    const pad = page.locator('.stepway-drawing svg');
    await pad.scrollIntoViewIfNeeded();
    const { x, y } = (await pad.boundingBox())!;
    await page.mouse.move(x + 20, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 60);
    await page.mouse.up();
    expect(await page.locator('.stepway-drawing path').getAttribute('d')).toMatch(/^M\d+ \d+L\d+ \d+$/);
    await page.evaluate(
      `HTMLInputElement.prototype.showPicker = () => (window.opened = (window.opened ?? 0) + 1)`,
    );
    await page.locator('.stepway-picker button').click();
    expect(await page.evaluate('window.opened')).toBe(1);
    // What the calendar chooses, and what it forgets.
    const choose = (date: string) =>
      page.evaluate(`(() => {
        const day = document.querySelector('.stepway-picker input');
        day.value = '${date}';
        day.dispatchEvent(new Event('change', { bubbles: true }));
        return [...day.closest('.stepway-field').querySelectorAll('input[name^="next-"]')].map(({ value }) => value);
      })()`);
    expect(await choose('2031-03-04')).toEqual(['4', '3', '2031']);
    expect(await choose('')).toEqual(['', '', '']);
  },
  { wizards: [kinds] },
);
