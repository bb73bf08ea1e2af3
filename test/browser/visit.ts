import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { executablePath, launchArguments } from './chromium.js';
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

/** Starts Chromium. */
export function launch(options: { readonly ignoreDefaultArgs?: string[] } = {}): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...launchArguments], ...options });
}

/**
 * A visit that has begun.
 */
export interface OpenVisit extends Visit {
  /** What the pages did that no page may do. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts a server, and a visitor with nothing in their browser. */
export async function openVisit(
  browser: Browser,
  scripts: boolean,
  options: VisitOptions,
): Promise<OpenVisit> {
  const server = await serve(options);
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: 'en-GB',
    timezoneId: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...options.browser,
  });
  context.setDefaultTimeout(15_000);
  const complaints = await watch(context);
  const page = await context.newPage();
  return {
    page,
    context,
    server,
    scripts,
    complaints,
    open: async (path, inPage = page) => {
      await inPage.goto(server.url + path, { waitUntil: 'load' });
    },
    close: async () => {
      await context.close();
      await server.stop();
    },
  };
}

/** What no page may do: break its content security policy, write errors to the console, or ask another origin. */
async function watch(context: BrowserContext): Promise<readonly string[]> {
  const complaints: string[] = [];
  await context.addInitScript({
    content: `addEventListener('securitypolicyviolation', (event) =>
      console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`,
  });
  context.on('console', (message) => {
    // The console's word on a 422, a lost network or an answer that does not come, which the tests provoke.
    if (
      message.type() === 'error' &&
      !/^Failed to load resource|Failed to fetch|htmx:error: timeout/.test(message.text())
    ) {
      complaints.push(message.text());
    }
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // `localhost` is another site than 127.0.0.1, and this machine all the same.
    const isHere = hostname === '127.0.0.1' || hostname === 'localhost';
    if (protocol !== 'data:' && !isHere) complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}
