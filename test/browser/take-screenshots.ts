import { mkdirSync } from 'node:fs';
import { isInstalled } from './chromium.js';
import { fill } from './forms.ts';
import { states } from './states.ts';
import { launch, openVisit } from './visit.ts';

const widths = [360, 768, 1280];
const schemes = ['light', 'dark'] as const;

// Near to what most visitors see, where the system's own font is a stand-in.
const theme = { properties: { '--stepway-font': "'Liberation Sans', sans-serif" } };

/** The pictures that README and docs show. */
const shown = [
  { file: 'step', state: 'step-radios', width: 1280, height: 840, scheme: 'light' },
  { file: 'check', state: 'check', width: 1280, height: 900, scheme: 'light' },
  { file: 'error', state: 'error-date', width: 1280, height: 1060, scheme: 'light' },
  { file: 'phone-dark', state: 'step-list', width: 390, height: 880, scheme: 'dark' },
] as const;

/** Takes the pictures that README and docs show. */
export async function takeShown(folder: string): Promise<void> {
  const browser = await launch();
  for (const { file, state, width, height, scheme } of shown) {
    const { options, reach } = states.find((each) => each.name === state)!;
    const visit = await openVisit(browser, true, { theme, ...options });
    await visit.page.setViewportSize({ width, height });
    await visit.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await reach(visit);
    if (file === 'step') await fill(visit.page, { purpose: 'study' });
    if (file === 'phone-dark') await fill(visit.page, { chosen: ['colour', 'letters'] });
    await visit.page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
    await visit.page.mouse.move(0, 0);
    await visit.page.screenshot({ path: `${folder}/${file}.png` });
    await visit.close();
  }
  await browser.close();
}

/**
 * Takes pictures of page states at three widths, light and dark.
 *
 * @param wanted parts of the names of the states to take; all without any
 */
export async function takeScreenshots(folder: string, wanted: readonly string[]): Promise<void> {
  if (!isInstalled) throw new Error('there is no Chromium: apt-get install chromium-headless-shell');
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  for (const { name, options = {}, reach } of states) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    // Only the ready-made server, which takes no theme here, limits how much one address may send.
    const look = options.startsPerMinute === undefined ? { theme } : {};
    const visit = await openVisit(browser, true, { ...look, ...options });
    // No picture of one page fading into the next.
    await visit.page.emulateMedia({ reducedMotion: 'reduce' });
    await reach(visit);
    await visit.page.mouse.move(0, 0);
    for (const colorScheme of schemes) {
      await visit.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of widths) {
        await visit.page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
        await visit.page.screenshot({
          path: `${folder}/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
    }
    await visit.close();
  }
  await browser.close();
}
