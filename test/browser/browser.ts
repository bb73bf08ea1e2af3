import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { isInstalled } from './chromium.js';
import { launch, openVisit, type Visit, type VisitOptions } from './visit.ts';

/** With scripts, without, or both ways. */
export type Ways = 'both' | 'with' | 'without';

let browser: Browser;

/** Starts the browser of a test file, and ends it; every test file calls it once. */
export function useBrowser(options: Parameters<typeof launch>[0] = {}): void {
  beforeAll(async () => {
    if (isInstalled) browser = await launch(options);
  }, 60_000);
  afterAll(async () => {
    if (isInstalled) await browser.close();
  }, 60_000);
}

/** A test for one row of the acceptance table; its name is read by acceptance-reporter.js. */
export function row(
  number: number,
  behaviour: string,
  ways: Ways,
  run: (visit: Visit) => Promise<void>,
  options: VisitOptions = {},
): void {
  visitTest(`row ${number}: ${behaviour}`, ways, run, options);
}

/** A test in the browser, with scripts, without, or both ways. */
export function visitTest(
  name: string,
  ways: Ways,
  run: (visit: Visit) => Promise<void>,
  options: VisitOptions = {},
): void {
  const define = isInstalled ? test : test.skip;
  describe(name, () => {
    if (ways !== 'without') define('with scripts', () => visitOnce(true, run, options));
    if (ways !== 'with') define('without scripts', () => visitOnce(false, run, options));
  });
}

async function visitOnce(
  scripts: boolean,
  run: (visit: Visit) => Promise<void>,
  options: VisitOptions,
): Promise<void> {
  const visit = await openVisit(browser, scripts, options);
  try {
    await run(visit);
    expect(visit.complaints).toEqual([]);
    if (options.mayFail !== true) expect(visit.server.errors).toEqual([]);
  } finally {
    await visit.close();
  }
}
