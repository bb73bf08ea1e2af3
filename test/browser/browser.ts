import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { executablePath, isInstalled, launchArguments } from './chromium.js';
import { serve, type ServeOptions, type TestServer } from './serve.ts';

/** What a test is handed: a browser context of its own on a server of its own. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: TestServer;
  readonly scripts: boolean;
  /** Opens a path of the server. */
  readonly open: (path: string, page?: Page) => Promise<void>;
}

/** How one test's browser and server are made. */
export interface VisitOptions extends ServeOptions {
  readonly browser?: BrowserContextOptions;
  /** The server may log errors: the test provokes them. */
  readonly mayFail?: boolean;
}

/** With scripts, without, or both ways. */
export type Ways = 'both' | 'with' | 'without';

let browser: Browser;

/** The browser of this test file. */
export const currentBrowser = (): Browser => browser;

/** Starts the browser of a test file, and ends it; every test file calls it once. */
export function useBrowser(
  options: { readonly args?: string[]; readonly ignoreDefaultArgs?: string[] } = {},
): void {
  beforeAll(async () => {
    if (!isInstalled) return;
    browser = await chromium.launch({
      executablePath,
      args: [...launchArguments, ...(options.args ?? [])],
      ...(options.ignoreDefaultArgs === undefined ? {} : { ignoreDefaultArgs: options.ignoreDefaultArgs }),
    });
  }, 60_000);
  afterAll(async () => {
    if (!isInstalled) return;
    await browser.close();
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
    if (ways !== 'without') define('with scripts', () => visitIn(true, run, options));
    if (ways !== 'with') define('without scripts', () => visitIn(false, run, options));
  });
}

async function visitIn(
  scripts: boolean,
  run: (visit: Visit) => Promise<void>,
  { browser: contextOptions, mayFail = false, ...serveOptions }: VisitOptions,
): Promise<void> {
  const server = await serve(serveOptions);
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: 'en-GB',
    timezoneId: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...contextOptions,
  });
  context.setDefaultTimeout(15_000);
  const complaints = await watch(context);
  try {
    const page = await context.newPage();
    const open = async (path: string, inPage = page) => {
      await inPage.goto(server.url + path, { waitUntil: 'load' });
    };
    await run({ page, context, server, scripts, open });
    expect(complaints).toEqual([]);
    if (!mayFail) expect(server.errors).toEqual([]);
  } finally {
    await context.close();
    await server.stop();
  }
}

/** What no page may do: break its content security policy, write errors to the console, or ask another origin. */
async function watch(context: BrowserContext): Promise<readonly string[]> {
  const complaints: string[] = [];
  await context.addInitScript({
    content: `addEventListener('securitypolicyviolation', (event) =>
      console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`,
  });
  context.on('console', (message) => {
    // The console's word on a 422 or on a lost network, which the tests provoke.
    if (message.type() === 'error' && !/^Failed to load resource|Failed to fetch/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1') complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}
