import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { visitTest } from './browser.ts';
import type { State } from './states/state.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const idsTwice = `[...document.querySelectorAll('[id]')]
  .map(({ id }) => id)
  .filter((id, index, ids) => ids.indexOf(id) !== index)`;

/** A test of one page state by axe, and at 320 px. */
export function axeTest({ name, options, reach }: State): void {
  visitTest(
    `page state "${name}": no violation of WCAG 2.2 AA in light or dark, and no sideways scroll at 320 px`,
    'with',
    async (visit) => {
      const { page } = visit;
      // A page that is still on its way in has other contrasts.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await reach(visit);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(idsTwice)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      // The document is the same; its colours are not.
      expect(await violations(page, ['color-contrast'])).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    },
    options,
  );
}

/** What axe finds on a page, a rule and the elements a line. */
export async function violations(page: Page, rules?: string[]): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page });
  const chosen = rules === undefined ? builder.withTags(tags) : builder.withRules(rules);
  // Legacy mode asks this page alone, and opens no other one.
  const { violations: found, incomplete } = await chosen.setLegacyMode(true).analyze();
  // What axe leaves to a person, though it is always a fault.
  const twice = incomplete.filter(({ id }) => id.startsWith('duplicate-id'));
  return [...found, ...twice].map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}
