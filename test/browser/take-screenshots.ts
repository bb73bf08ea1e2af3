import { mkdirSync } from 'node:fs';
import { isInstalled } from './chromium.js';
import { states } from './states.ts';
import { launch, openVisit } from './visit.ts';

const widths = [360, 768, 1280];
const schemes = ['light', 'dark'] as const;

// Near to what most visitors see, where the system's own font is a stand-in.
const theme = { properties: { '--stepway-font': "'Liberation Sans', sans-serif" } };

/**
 * Takes pictures of page states at three widths, light and dark.
 *
 * @param wanted parts of the names of the states to take; all without any
 */
export async function takeScreenshots(folder: string, wanted: readonly string[]): Promise<void> {
  if (!isInstalled) throw new Error('there is no Chromium: apt-get install chromium');
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  for (const { name, options = {}, reach } of states) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const visit = await openVisit(browser, true, { theme, ...options });
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
