import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { memoryStorage, stepway } from '../../src/index.ts';
import registration from '../../wizards/registration.ts';
import { blocksOf } from '../docs/blocks.ts';
import { isInstalled } from './chromium.js';
import { bundle } from './react-bundle.ts';
import { launch } from './visit.ts';

const component = blocksOf('docs/front-ends.md').find(({ language }) => language === 'tsx')?.text ?? '';

async function listening(app: Express): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A page with the guide's component, which asks for the forms at `base`. */
async function showFront(app: Express, base: string): Promise<void> {
  const script = await bundle(
    component.replace('https://forms.example', base),
    '<Wizard id="registration" />',
  );
  app.get(
    '/front',
    (_req, res) =>
      void res.type('html').send('<!doctype html><div id="root"></div><script src="/front.js"></script>'),
  );
  app.get('/front.js', (_req, res) => void res.type('js').send(script));
}

(isInstalled ? test.each : test.skip.each)([['its own origin'], ['another origin']])(
  'the React page of the guide drives a whole wizard from %s',
  async (from) => {
    const host = express();
    const forms = await listening(host);
    const front = from === 'its own origin' ? { app: host, ...forms } : { app: express(), ...forms };
    if (from === 'another origin') Object.assign(front, await listening(front.app));
    await showFront(front.app, forms.origin);
    const storage = memoryStorage();
    const router = stepway({
      wizards: [registration],
      storage,
      log: pino({ level: 'silent' }),
      trustedOrigins: from === 'another origin' ? [front.origin] : [],
    });
    host.use(
      session({ store: storage.sessions, secret: 'of the host', resave: false, saveUninitialized: false }),
    );
    host.use(router);

    const browser = await launch();
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    try {
      const go = (name: string) => page.getByRole('button', { name }).click();
      const at = (heading: string) => page.getByRole('heading', { name: heading }).waitFor();
      await page.goto(`${front.origin}/front`);
      await go('Start');
      await at('How will you take part?');
      await page.getByLabel('Ticket').selectOption('online');
      await go('Continue');
      await at('Who are you?');
      await page.getByLabel('Full name').fill('Ada Lovelace');
      await page.getByLabel('Email address').fill('nowhere');
      await go('Continue');
      await page.getByRole('alert').filter({ hasText: 'email address' }).waitFor();
      await page.getByLabel('Email address').fill('ada@example.org');
      await go('Continue');
      await at('What do you work on?');
      await page.reload();
      await at('What do you work on?');
      await go('Continue');
      await at('Which workshops would you like?');
      await page.getByLabel('Workshops').selectOption(['forms', 'voices']);
      await go('Continue');
      await at('Is there anything you need to take part?');
      await go('Continue');
      await at('Before you register');
      await page.getByLabel('I will follow the code of conduct').check();
      await go('Continue');
      await go('Send');
      const receipt = await page.getByRole('heading', { name: 'Your reference is' }).innerText();
      const submission = await storage.submissions.findByReference(receipt.split(' ').at(-1) ?? '');
      expect(submission?.answers).toMatchObject({
        ticket: { kind: 'online' },
        workshops: { chosen: ['forms', 'voices'] },
        agree: { conduct: true },
      });
    } finally {
      await browser.close();
      await router.close(0);
      for (const server of new Set([forms.server, front.server])) {
        server.closeAllConnections();
        server.close();
      }
    }
  },
  60_000,
);
