import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import session from 'express-session';
import type { Browser } from 'playwright-core';
import { pino } from 'pino';
import { file, integer, memoryStorage, stepway, text, wizard } from '../../src/index.ts';
import { isInstalled } from './chromium.js';
import { launch } from './visit.ts';

const claim = wizard({ id: 'claim', title: 'Claim', version: 1 })
  .step('who', {
    title: 'Who are you?',
    fields: { name: text('Name'), age: integer('Age').min(18), school: text('School').optional() },
    show: { school: (own) => own.age.lt(30) },
  })
  .step('papers', { title: 'Papers', fields: { scan: file('Scan', { types: ['text/plain'] }) } })
  .complete({ action: 'Send' });

async function listening(app: Express): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A front end of another origin, which loads the client as it is built: a browser needs no bundler for it. */
const script = (base: string) => `
import { connect, isShown } from '/dist/client/index.js';
const said = [];
const show = () => document.body.append(Object.assign(document.createElement('pre'), { textContent: JSON.stringify(said) }));
addEventListener('error', ({ message }) => { said.push(message); show(); });
const client = connect({ base: '${base}', id: 'claim', tries: 2 });
let page = await client.open();
said.push(page.kind);
said.push([page.stepId, isShown('school', page, { age: 20 }), isShown('school', page, { age: 40 })]);
const stale = await client.openStep('who');
page = await page.send({ name: 'Ann', age: 17 });
said.push([page.status, page.issues[0].field, page.values.age]);
page = await page.send({ name: 'Ann', age: 44 });
const conflict = await stale.send({ name: 'Ben', age: 45 });
said.push([conflict.kind, conflict.typed.name, conflict.stored.name]);
page = await conflict.keepMine();
said.push(page.stepId);
const stop = new AbortController();
const long = new File(['x'.repeat(4_000_000)], 'long.txt', { type: 'text/plain' });
const cancelled = page.upload('scan', long, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
said.push(await cancelled.catch((error) => error.message));
const shares = [];
const given = await page.upload('scan', long, { onProgress: (share) => shares.push(share) });
said.push([given.ok, given.name, shares.at(-1), shares.every((share, at) => at === 0 || share >= shares[at - 1])]);
const check = await page.send({ scan: given.file });
said.push(check.summary.flatMap(({ rows }) => rows.map(({ lines }) => lines.join())));
const done = await check.submit();
said.push([done.kind, typeof done.reference]);
window.client = client;
show();
`;

let browser: Browser;
const opened: Server[] = [];
beforeAll(async () => {
  if (isInstalled) browser = await launch();
});
afterAll(async () => {
  if (isInstalled) await browser.close();
  for (const server of opened) {
    server.closeAllConnections();
    server.close();
  }
});

(isInstalled ? test : test.skip)(
  'the client fills in a form in a browser from another origin, with an upload that is watched and one that is cancelled',
  async () => {
    const host = express();
    const front = express();
    const forms = await listening(host);
    const shown = await listening(front);
    opened.push(forms.server, shown.server);
    const storage = memoryStorage();
    const log = pino({ level: 'silent' });
    const router = stepway({ wizards: [claim], storage, log, trustedOrigins: [shown.origin] });
    host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
    host.use(router);
    front.use('/dist', express.static('dist'));
    front.get('/front.js', (_req, res) => void res.type('js').send(script(forms.origin)));
    front.get('/', (_req, res) => {
      res
        .type('html')
        .send('<!doctype html><title>Front</title><script type="module" src="/front.js"></script>');
    });

    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(shown.origin);
    const said = JSON.parse(await page.locator('pre').innerText({ timeout: 15_000 })) as unknown;
    expect(said).toEqual([
      'step',
      ['who', true, false],
      [422, 'age', 17],
      ['conflict', 'Ben', 'Ann'],
      'papers',
      'enough',
      [true, 'long.txt', 1, true],
      ['Ben', '45', expect.stringMatching(/^long\.txt, /)],
      ['done', 'string'],
    ]);
    // Nobody is there: that is a page, too.
    await page.context().setOffline(true);
    const away = await page.evaluate('client.open().then(({ kind, status }) => [kind, status])');
    expect(away).toEqual(['unavailable', 0]);
    expect(faults).toEqual([]);
    await router.close(0);
  },
  60_000,
);
