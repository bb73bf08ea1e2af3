import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { isInstalled } from './chromium.js';
import { until } from './forms.ts';
import { launch } from './visit.ts';

const define = isInstalled ? test : test.skip;
let folder: string;
let browser: Browser;
let server: ChildProcess;
let url: string;

// In a process of its own, as authors run it: Jest's sandbox would load the wizards into another realm.
beforeAll(async () => {
  if (!isInstalled) return;
  folder = await mkdtemp(join(tmpdir(), 'stepway-studio-'));
  await cp('wizards', join(folder, 'wizards'), { recursive: true });
  server = spawn(process.execPath, [resolve('dist/cli/main.js'), 'dev'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise<string>((found) => {
    createInterface({ input: server.stdout! }).on('line', (line) => {
      const address = /^open (http:\/\/\S+),/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  });
  browser = await launch();
});
afterAll(async () => {
  if (!isInstalled) return;
  await browser.close();
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true });
});

/** A browser of a test's own, and what its pages complained of. */
async function opened(path: string): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  context.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const page = await context.newPage();
  await page.goto(url + path);
  return { context, page, complaints };
}

/** Saves a wizard with something replaced in it. */
async function save(from: string, to: string): Promise<void> {
  const file = join(folder, 'wizards/visa/visit.ts');
  const source = await readFile(file, 'utf8');
  expect(source).toContain(from);
  await writeFile(file, source.replace(from, to));
}

define('the studio follows the visitor, who fills in the page in its frame and goes on', async () => {
  const { context, page, complaints } = await opened('/_studio/visa?at=home/lines');
  await page.getByRole('button', { name: 'Fill it in' }).click();
  await page.waitForURL('**/_studio/visa?at=home%2Flines');
  const form = page.frameLocator('#preview');
  await expect(form.getByLabel('Address line 1').inputValue()).resolves.not.toBe('');
  await form.getByRole('button', { name: 'Continue' }).click();
  await page.locator('li.current:not([id="step-home/lines"])').waitFor();
  await page.waitForFunction(`!location.search.includes('lines')`);
  expect(await page.locator('[id="step-home/lines"] .mark').innerText()).toBe('✓');
  expect(await page.locator('.steps a[aria-current]').count()).toBe(1);
  expect(complaints).toEqual([]);
  await context.close();
});

define('the studio follows a form in another tab', async () => {
  const { context, page } = await opened('/_studio/visa');
  const form = await context.newPage();
  await form.goto(`${url}/visa/nationality`);
  await form.getByLabel('Nationality').selectOption('CA');
  await form.getByRole('button', { name: 'Continue' }).click();
  await page.locator('li.current[id="step-purpose"]').waitFor();
  await context.close();
});

define('every page state stands side by side, and nothing in them runs', async () => {
  const { context, page, complaints } = await opened('/_studio/visa/states?step=travel');
  await expect(
    page
      .frameLocator('iframe[title="When will you travel?: Sent empty"]')
      .getByRole('heading', { level: 1 })
      .innerText(),
  ).resolves.toBe('When will you travel?');
  expect(await page.locator('iframe').count()).toBe(11);
  expect(complaints).toEqual([]);
  await context.close();
});

define('a page is shown narrow, dark, from right to left, and without scripts', async () => {
  const query = '?at=travel&show=faulty&width=360&scheme=dark&rtl=yes';
  const { context, page, complaints } = await opened(`/_studio/visa${query}`);
  const frame = page.frameLocator('#preview');
  await page.waitForFunction(
    `document.getElementById('preview').contentDocument.documentElement.dir === 'rtl'`,
  );
  const looks = await page.evaluate<{ direction: string; ground: string }>(`(() => {
    const { direction, backgroundColor: ground } = getComputedStyle(
      document.getElementById('preview').contentDocument.body,
    );
    return { direction, ground };
  })()`);
  expect(looks.direction).toBe('rtl');
  expect(
    Math.max(
      ...looks.ground
        .match(/[\d.]+/g)!
        .slice(0, 3)
        .map(Number),
    ),
  ).toBeLessThan(60);
  expect((await page.locator('#preview').boundingBox())?.width).toBe(360);

  await page.goto(`${url}/_studio/visa?noscript=yes`);
  await frame.getByLabel('Nationality').waitFor();
  expect(await page.locator('#preview').getAttribute('sandbox')).not.toContain('allow-scripts');
  // Its scripts are refused, which the browser says.
  expect(complaints.filter((each) => !/sandboxed/.test(each))).toEqual([]);
  await context.close();
});

define('the graph lies over everything, fits, and zooms', async () => {
  const { context, page } = await opened('/_studio/visa');
  await page.getByRole('button', { name: 'Graph' }).click();
  const drawing = page.locator('#graph svg');
  expect(await drawing.locator('g').count()).toBeGreaterThan(10);
  const box = await drawing.boundingBox();
  expect(box!.height).toBeLessThan(900);
  await page.getByRole('button', { name: 'Larger' }).click();
  expect((await drawing.boundingBox())!.height).toBeGreaterThan(box!.height * 1.3);
  await page.keyboard.press('Escape');
  expect(await drawing.isVisible()).toBe(false);
  await context.close();
});

define('all paths are walked with axe beside each page', async () => {
  const { context, page, complaints } = await opened('/_studio/feedback/paths');
  await page.getByRole('button', { name: 'Look for accessibility faults' }).click();
  await page.getByText('page states looked at: no faults').waitFor();
  expect(await page.locator('.state.in').count()).toBe(await page.locator('.state').count());
  expect(complaints).toEqual([]);
  await context.close();
});

for (const path of ['/', '/visa', '/visa/states?step=travel', '/visa/paths']) {
  define(`the studio's own page ${path} has no fault that axe finds, in light and dark`, async () => {
    const { context, page } = await opened(`/_studio${path}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Legacy mode asks this page alone, and opens no other one.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
    }
    await context.close();
  });
}

define(
  'a save shows in the browser with what was typed still there; a mistake is a page until it is mended',
  async () => {
    const { context, page } = await opened('/feedback/visit');
    await page.goto(`${url}/visa/nationality`);
    await page.getByLabel('Nationality').selectOption('CA');

    await save(`title: 'What is your nationality?'`, `title: 'Which passport do you hold?'`);
    await page.getByRole('heading', { name: 'Which passport do you hold?' }).waitFor();
    // The page is there before its scripts have put back what was typed.
    await until(page, `document.querySelector('[name=nationality]').value === 'CA'`);

    await save(`title: 'Which passport`, `titel: 'Which passport`);
    await page.getByText('unknown property "titel"').waitFor();
    expect(await page.locator('.marked').first().innerText()).toContain('titel');

    await save(`titel: 'Which passport`, `title: 'Whose passport`);
    await page.getByRole('heading', { name: 'Whose passport do you hold?' }).waitFor();
    await context.close();
  },
);

define(
  'a save keeps what is typed on a page that htmx led to, and until a mistake is mended; its fields follow it',
  async () => {
    const { context, page } = await opened('/visa/nationality');
    await page.getByLabel('Nationality').selectOption('CA');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/visa/purpose');
    await page.getByLabel('To work').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/visa/travel');
    await page.getByLabel('Day').first().fill('27');

    await save(`title: 'When will you travel?'`, `title: 'When do you want to travel?'`);
    await page.getByRole('heading', { name: 'When do you want to travel?' }).waitFor();
    expect(await page.getByLabel('Day').first().inputValue()).toBe('27');

    await save(`title: 'When do you want`, `titel: 'When do you want`);
    await page.getByText('unknown property "titel"').waitFor();
    await save(`titel: 'When do you want`, `title: 'When do you wish`);
    await page.getByRole('heading', { name: 'When do you wish to travel?' }).waitFor();
    expect(await page.getByLabel('Day').first().inputValue()).toBe('27');
    await context.close();
  },
);

define('what is typed is kept also where the address names a part of the page', async () => {
  const { context, page } = await opened('/feedback/visit#stepway-main');
  await page.getByLabel('Partly').check();
  const file = join(folder, 'wizards/feedback.ts');
  const source = await readFile(file, 'utf8');
  await writeFile(file, source.replace('Did you find what you came for?', 'Did you find all of it?'));
  await page.getByRole('heading', { name: 'Did you find all of it?' }).waitFor();
  expect(await page.getByLabel('Partly').isChecked()).toBe(true);
  await context.close();
});

define('the way to the studio fills the page that is shown, also after htmx led there', async () => {
  const { context, page } = await opened('/visa/nationality');
  await page.getByLabel('Nationality').selectOption('CA');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/visa/purpose');
  await page.getByRole('button', { name: 'Fill this page' }).click();
  await page.locator('[name=purpose]:checked').waitFor();
  expect(new URL(page.url()).pathname).toBe('/visa/purpose');
  await context.close();
});

define('what an author’s code throws is a page also when htmx sent the form', async () => {
  const { context, page } = await opened('/_studio/visa');
  // The page in the frame reloads itself once the new definition is served.
  await page.frameLocator('#preview').getByLabel('Nationality').waitFor();
  const reloaded = page.waitForEvent('framenavigated', (frame) => frame !== page.mainFrame());
  await save(
    `if (departure <= arrival) return`,
    `if (arrival) throw new RangeError('of the author'); if (departure <= arrival) return`,
  );
  await reloaded;
  await page.goto(`${url}/_studio/visa?at=travel`);
  await page.getByRole('button', { name: 'Go to this page' }).click();
  await page.locator('li.current[id="step-travel"]').waitFor();
  const form = await context.newPage();
  await form.goto(`${url}/visa/travel`);
  for (const [name, value] of Object.entries({ day: '1', month: '2', year: '2099' })) {
    for (const input of await form.getByLabel(name, { exact: false }).all()) await input.fill(value);
  }
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByText('RangeError: of the author').waitFor();
  expect(await form.locator('.marked').innerText()).toContain('throw new RangeError');
  await context.close();
});
