import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import session from 'express-session';
import type { BrowserContext, Page } from 'playwright-core';
import { memoryStorage, stepway, type Storage, type WizardDefinition } from '../../src/index.ts';
import { silentLog } from '../../src/log.ts';
import { bundle } from './react-bundle.ts';
import { launch } from './visit.ts';
import { services } from '../../wizards/parts/services.ts';

const sample = 'docs/samples/react';

/** A visitor before the React sample. */
export interface FrontVisit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly storage: Storage;
  /** Where the sample is shown. */
  readonly address: string;
  readonly go: (button: string) => Promise<void>;
  /** Waits for a page by its heading. */
  readonly at: (heading: string) => Promise<void>;
}

interface FrontOptions {
  readonly wizard: WizardDefinition;
  readonly isForeign?: boolean;
  readonly storage?: Storage;
  readonly now?: () => number;
}

/** Serves a wizard, and the React sample from the same origin or another one, and lets a visitor run. */
export async function visitFront(
  { wizard, isForeign = false, storage = memoryStorage(), now }: FrontOptions,
  run: (visit: FrontVisit) => Promise<void>,
): Promise<void> {
  const host = express();
  const forms = await listening(host);
  const front = isForeign ? await listening(express()) : forms;
  await showFront(front.app, { id: wizard.id, base: isForeign ? forms.origin : '' });
  const router = stepway({
    wizards: [wizard],
    storage,
    services,
    log: silentLog,
    trustedOrigins: isForeign ? [front.origin] : [],
    ...(now === undefined ? {} : { now }),
  });
  host.use(
    session({ store: storage.sessions, secret: 'of the host', resave: false, saveUninitialized: false }),
  );
  host.use(router);
  const browser = await launch();
  try {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const address = `${front.origin}/front`;
    await page.goto(address);
    await run({
      page,
      context,
      storage,
      address,
      go: (name) => page.getByRole('button', { name, exact: true }).click(),
      at: (name) => page.getByRole('heading', { level: 1, name }).waitFor(),
    });
  } finally {
    await browser.close();
    await router.close(0);
    for (const { server } of new Set([forms, front])) {
      server.closeAllConnections();
      server.close();
    }
  }
}

interface Listening {
  readonly app: Express;
  readonly server: Server;
  readonly origin: string;
}

async function listening(app: Express): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { app, server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The page of the sample, for a wizard that is served at `base`. */
async function showFront(app: Express, { id, base }: { readonly id: string; readonly base: string }) {
  const script = await bundle(`${sample}/main.tsx`);
  const style = readFileSync(`${sample}/style.css`, 'utf8');
  app.get('/front', (_req, res) => {
    res.type('html').send(
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
      <title>Forms</title><link rel="stylesheet" href="/front.css">
      <div id="root" data-wizard="${id}" data-base="${base}"></div><script src="/front.js"></script></html>`,
    );
  });
  app.get('/front.js', (_req, res) => void res.type('js').send(script));
  app.get('/front.css', (_req, res) => void res.type('css').send(style));
}
