import { expect } from '@jest/globals';
import { file, text, wizard } from 'stepway';
import type { Page } from 'playwright-core';
import { axeTest } from './axe.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, send } from './forms.ts';
import { chosen, refusal } from './uploads.ts';
import type { VisitOptions } from './visit.ts';

useBrowser();

const papers = wizard({ id: 'papers', title: 'Papers', version: 1, start: false })
  .step('proof', {
    title: 'Your proof',
    fields: {
      note: text('Note'),
      scan: file('Scan of your passport', { types: ['application/pdf'] }),
    },
  })
  .complete({ action: 'Send' });

const passport = { name: 'passport.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };
const words = {
  checking: 'Checking passport.pdf…',
  virus: 'This file was found to be harmful. Choose another one',
  unscanned: 'Scan of your passport could not be checked just now. Choose it again',
};

const live = (page: Page) => page.locator('#stepway-live');

/** A scan that lasts until the test says what it comes to. */
function heldScan() {
  let tell = (_said: string | undefined) => {};
  let begun = () => {};
  const began = new Promise<void>((resolve) => (begun = resolve));
  const scan = () => {
    begun();
    return new Promise<string | undefined>((resolve) => (tell = resolve));
  };
  return { uploads: { scan }, began, tell: (said?: string) => tell(said) };
}

/** Chooses the file and fills in the rest; without scripts the form brings both. */
async function choose(page: Page): Promise<void> {
  await page.locator('[name="note"]').fill('what I typed');
  await page.locator('.stepway-file-input').setInputFiles(passport);
}

function scanned(name: string, ways: 'with' | 'without', run: (visit: Run) => Promise<void>): void {
  const held = heldScan();
  const options: VisitOptions = { wizards: [papers], uploads: held.uploads };
  visitTest(name, ways, ({ page, open }) => run({ page, open, ...held }), options);
}

interface Run extends ReturnType<typeof heldScan> {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
}

scanned(
  'while a file is looked at the page says so, aloud too, and then that it is there',
  'with',
  async ({ page, open, began, tell }) => {
    await open('/papers/proof');
    await choose(page);
    await began;
    const progress = page.locator('.stepway-file-progress');
    await progress.filter({ hasText: words.checking }).waitFor();
    // A status is said politely.
    expect(await live(page).getAttribute('role')).toBe('status');
    await live(page).filter({ hasText: words.checking }).waitFor();
    expect(await page.getByRole('progressbar', { name: words.checking }).getAttribute('value')).toBe(null);
    expect(await chosen(page).count()).toBe(0);
    // Continue waits for it.
    await page.getByRole('button', { name: 'Continue' }).click();
    tell();
    await atStep(page, '/papers/check');
    expect(await page.locator('main').innerText()).toContain('passport.pdf');
  },
);

scanned('a file that is looked at can be stopped', 'with', async ({ page, open, began }) => {
  await open('/papers/proof');
  await choose(page);
  await began;
  const progress = page.locator('.stepway-file-progress');
  await progress.filter({ hasText: words.checking }).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await progress.waitFor({ state: 'hidden' });
  await live(page).filter({ hasText: 'The upload was stopped' }).waitFor();
  expect(await chosen(page).count()).toBe(0);
});

scanned(
  'without scripts the form waits for the look into its file',
  'without',
  async ({ page, open, began, tell }) => {
    await open('/papers/proof');
    await choose(page);
    const sent = send(page);
    await began;
    tell();
    await sent;
    await atStep(page, '/papers/check');
    expect(await page.locator('main').innerText()).toContain('passport.pdf');
  },
);

visitTest(
  'a harmful file is refused in the words of the host, and the rest stays',
  'both',
  async ({ page, open, scripts }) => {
    await refuse({ page, open, scripts, said: words.virus });
  },
  { wizards: [papers], uploads: { scan: () => words.virus } },
);

visitTest(
  'a file that nobody gets to see in time is asked for again, and the rest stays',
  'both',
  async ({ page, open, scripts }) => {
    await refuse({ page, open, scripts, said: words.unscanned });
  },
  { wizards: [papers], uploads: { scan: () => new Promise(() => {}), scanTimeoutMs: 300 }, mayFail: true },
);

async function refuse({
  page,
  open,
  scripts,
  said,
}: Pick<Run, 'page' | 'open'> & { readonly scripts: boolean; readonly said: string }): Promise<void> {
  await open('/papers/proof');
  await choose(page);
  if (!scripts) await send(page);
  await refusal(page).filter({ hasText: said }).waitFor();
  if (scripts) await live(page).filter({ hasText: said }).waitFor();
  else expect(await page.locator('#stepway-errors').innerText()).toContain(said);
  expect(await chosen(page).count()).toBe(0);
  expect(await page.locator('[name="note"]').inputValue()).toBe('what I typed');
  const input = page.locator('.stepway-file-input');
  expect(await input.getAttribute('aria-invalid')).toBe('true');
  await shoot(page, scripts ? 'refused' : 'refused-plain');
}

const shots = process.env['SHOTS'];

async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${shots}/scan-${name}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

axeTest({
  name: 'a file that is looked at',
  options: {
    wizards: [papers],
    uploads: { scan: () => new Promise(() => {}), scanTimeoutMs: 20_000 },
    mayFail: true,
  },
  reach: async ({ page, open }) => {
    await open('/papers/proof');
    await choose(page);
    await page.locator('.stepway-file-progress').filter({ hasText: words.checking }).waitFor();
    await shoot(page, 'checking');
  },
});
