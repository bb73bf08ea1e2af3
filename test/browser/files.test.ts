import { expect } from '@jest/globals';
import { file, files, text, wizard } from 'stepway';
import type { Page } from 'playwright-core';
import { axeTest } from './axe.ts';
import { row, useBrowser, visitTest } from './browser.ts';
import { atHeading, atStep, send } from './forms.ts';
import { delayScripts } from './slow.ts';
import { chosen, png } from './uploads.ts';

useBrowser();

const papers = wizard({ id: 'papers', title: 'Papers', version: 1, start: false })
  .step('proof', {
    title: 'Your proof',
    fields: {
      note: text('Note').max(20),
      scan: file('Scan of your passport', {
        types: ['application/pdf', 'image/*'],
        maxBytes: 200_000,
        hint: 'All four corners must be seen.',
      }),
    },
  })
  .step('bills', {
    title: 'Bills',
    fields: {
      bills: files('Bills', { types: ['image/*'] })
        .max(3)
        .optional(),
    },
  })
  .complete({ action: 'Send' });

const pdf = (name = 'passport.pdf', bytes = 1_200) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes)]),
});

row(
  32,
  'coming back to a step shows the file that was sent, and Continue asks for no second one',
  'both',
  async ({ page, open, scripts }) => {
    await open('/papers/proof');
    await page.locator('[name="note"]').fill('much longer than twenty');
    await page.locator('.stepway-file-input').setInputFiles(pdf());
    if (scripts) await chosen(page).waitFor();
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await chosen(page).innerText()).toMatch(/passport\.pdf\s+1 kB/);
    await page.locator('[name="note"]').fill('short');
    await send(page);
    await atStep(page, '/papers/bills');
    await open('/papers/proof');
    expect(await chosen(page).innerText()).toContain('passport.pdf');
    await send(page);
    await atStep(page, '/papers/bills');
    await send(page);
    await atStep(page, '/papers/check');
    expect(await page.locator('main').innerText()).toContain('passport.pdf, 1 kB');
  },
  { wizards: [papers] },
);

let isDown = false;

row(
  68,
  'a chosen file survives a mistake elsewhere, a conflict, an outage and the end of the session; it is removed and replaced',
  'both',
  async ({ page, context, server, open, scripts }) => {
    isDown = false;
    const note = page.locator('[name="note"]');
    const isHeld = async () => {
      await page.locator('main').getByText('passport.pdf').first().waitFor();
      expect(await page.locator('main').innerText()).toMatch(/passport\.pdf,?\s+1 kB/);
    };
    const other = await context.newPage();
    await open('/papers/proof', other);
    await open('/papers/proof');

    await note.fill('much longer than twenty');
    await page.locator('.stepway-file-input').setInputFiles(pdf());
    if (scripts) await chosen(page).waitFor();
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await isHeld();

    await note.fill('mine');
    isDown = true;
    await send(page);
    if (scripts) await page.locator('#stepway-banner').waitFor();
    else await atHeading(page, 'Sorry, we could not save your answers just now');
    await isHeld();
    isDown = false;
    await send(page);
    await atStep(page, '/papers/bills');

    await other.locator('[name="note"]').fill('theirs');
    await other.locator('.stepway-file-input').setInputFiles(pdf('other.pdf'));
    if (scripts) await chosen(other).waitFor();
    await send(other);
    await atHeading(other, 'This answer was changed somewhere else');
    expect(await other.locator('.stepway-version').allInnerTexts()).toEqual([
      expect.stringContaining('other.pdf'),
      expect.stringContaining('passport.pdf'),
    ]);
    await other.getByRole('button', { name: 'Keep mine' }).click();
    await atStep(other, '/papers/bills');

    await open('/papers/proof');
    expect(await chosen(page).innerText()).toContain('other.pdf');
    await page.locator('.stepway-file-input').setInputFiles(pdf());
    if (scripts) await chosen(page).filter({ hasText: 'passport.pdf' }).waitFor();
    await note.fill('much longer than twenty');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await isHeld();
    expect(await chosen(page).count()).toBe(1);

    server.advance(31);
    await send(page);
    await atHeading(page, 'Your time ran out');
    await isHeld();
    await page.getByRole('button', { name: 'Start again and keep what I typed' }).click();
    await atStep(page, '/papers/proof');
    await isHeld();

    if (scripts) await page.getByRole('button', { name: 'Remove passport.pdf' }).click();
    else await page.getByLabel('Remove passport.pdf').check();
    await note.fill('short');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await chosen(page).count()).toBe(0);
  },
  {
    wizards: [papers],
    mayFail: true,
    onOperation: () => {
      if (isDown) throw new Error('the store is down');
    },
  },
);

row(
  69,
  'a file of a wrong size or kind is refused in words that name the limit; a long upload shows how far it is and can be stopped',
  'both',
  async ({ page, context, open, scripts }) => {
    await open('/papers/proof');
    const input = page.locator('.stepway-file-input');
    const refuse = async (given: ReturnType<typeof pdf>, words: RegExp) => {
      await input.setInputFiles(given);
      if (!scripts) await send(page);
      const error = page.locator('.stepway-files .stepway-error');
      await error.filter({ hasText: words }).waitFor();
      expect(await chosen(page).count()).toBe(0);
    };
    await refuse(pdf('large.pdf', 300_000), /200 kB or less/);
    await refuse({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>') }, /kind/);
    await refuse({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') }, /PDF or image/);
    if (!scripts) return;

    const cdp = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 20_000 };
    await cdp.send('Network.emulateNetworkConditions', slow);
    await input.setInputFiles(pdf('long.pdf', 190_000));
    const progress = page.locator('.stepway-file-progress');
    await progress.filter({ hasText: /Uploading long\.pdf: \d+%/ }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await progress.waitFor({ state: 'hidden' });
    expect(await chosen(page).count()).toBe(0);
  },
  { wizards: [papers] },
);

visitTest(
  'a file that is chosen before the page’s script has come is uploaded when it comes',
  'with',
  async ({ page, open }) => {
    const arrive = await delayScripts(page, 'files');
    await open('/papers/proof');
    await page.locator('.stepway-file-input').setInputFiles(pdf());
    arrive();
    await chosen(page).waitFor();
    expect(await page.evaluate(`document.querySelector('.stepway-file-input').files.length`)).toBe(0);
  },
  { wizards: [papers] },
);

visitTest(
  'several files are added one by one, and removed',
  'both',
  async ({ page, open, scripts }) => {
    await open('/papers/proof');
    await page.locator('[name="note"]').fill('short');
    await page.locator('.stepway-file-input').setInputFiles(pdf());
    await send(page);
    await atStep(page, '/papers/bills');
    await page.locator('.stepway-file-input').setInputFiles([png, { ...png, name: 'two.png' }]);
    if (scripts) {
      await chosen(page).nth(1).waitFor();
      expect(await page.locator('canvas.stepway-file-preview').count()).toBe(2);
      await page.getByRole('button', { name: 'Remove me.png' }).click();
      expect(await chosen(page).count()).toBe(1);
      // Saved by itself, as what is typed.
      await page.locator('.stepway-saved').filter({ hasText: /\d/ }).waitFor();
      await page.reload();
      expect(await chosen(page).allInnerTexts()).toEqual([expect.stringContaining('two.png')]);
      await send(page);
    } else {
      await send(page);
      await atStep(page, '/papers/check');
      await open('/papers/bills');
      await page.getByLabel('Remove me.png').check();
      await send(page);
    }
    await atStep(page, '/papers/check');
    const summary = await page.locator('main').innerText();
    expect(summary).toContain('two.png');
    expect(summary).not.toContain('me.png');
  },
  { wizards: [papers] },
);

visitTest(
  'of several files that are chosen at once, what is wrong with one stays while the others come',
  'with',
  async ({ page, open }) => {
    await open('/papers/proof');
    await page.locator('[name="note"]').fill('short');
    await page.locator('.stepway-file-input').setInputFiles(pdf());
    await chosen(page).waitFor();
    await send(page);
    await atStep(page, '/papers/bills');
    const page2 = { name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };
    const fake = { ...png, name: 'fake.png', buffer: Buffer.from('MZ') };
    await page.locator('.stepway-file-input').setInputFiles([page2, png, fake, { ...png, name: 'two.png' }]);
    await chosen(page).filter({ hasText: 'two.png' }).waitFor();
    const error = page.locator('.stepway-files .stepway-error');
    const said = (await error.innerText()).split('\n').filter((line) => line !== '');
    expect(said).toEqual([expect.stringMatching(/^page\.pdf – /), expect.stringMatching(/^fake\.png – /)]);
    expect(await chosen(page).count()).toBe(2);
    const status = page.locator('#stepway-live').filter({ hasText: 'page.pdf' });
    await status.filter({ hasText: 'fake.png' }).waitFor();
    await shoot(page, 'several-refused');
    // Choosing again begins anew.
    await page.locator('.stepway-file-input').setInputFiles({ ...png, name: 'three.png' });
    await chosen(page).filter({ hasText: 'three.png' }).waitFor();
    expect(await error.isHidden()).toBe(true);
  },
  { wizards: [papers] },
);

const shots = process.env['SHOTS'];

async function shoot(page: Page, name: string) {
  if (shots === undefined) return;
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${shots}/files-${name}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

axeTest({
  name: 'files to choose',
  options: { wizards: [papers] },
  reach: async ({ page, open }) => {
    await open('/papers/proof');
    await shoot(page, 'empty');
  },
});

axeTest({
  name: 'files that are chosen',
  options: { wizards: [papers] },
  reach: async ({ page, open }) => {
    await open('/papers/proof');
    await page.locator('.stepway-file-input').setInputFiles(png);
    await chosen(page).waitFor();
    await page.locator('[name="note"]').fill('much longer than twenty');
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await shoot(page, 'chosen');
  },
});

axeTest({
  name: 'a file that is refused',
  options: { wizards: [papers] },
  reach: async ({ page, open }) => {
    await open('/papers/proof');
    await page.locator('.stepway-file-input').setInputFiles({ ...pdf(), buffer: Buffer.from('MZ') });
    await page.locator('.stepway-files .stepway-error').waitFor();
    await shoot(page, 'refused');
  },
});
