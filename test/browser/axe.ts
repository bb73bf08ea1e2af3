import AxeBuilder from '@axe-core/playwright';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { visitTest } from './browser.ts';
import type { State } from './states.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A test of one page state by axe, and at 320 px. */
export function axeTest({ name, options, reach }: State): void {
  visitTest(
    `page state "${name}": no violation of WCAG 2.2 AA in light or dark, and no sideways scroll at 320 px`,
    'with',
    async (visit) => {
      await reach(visit);
      const { page } = visit;
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    },
    options,
  );
}

async function violations(page: Page): Promise<readonly string[]> {
  // Legacy mode asks this page alone, and opens no other one.
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}
