import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ejs from 'ejs';
import express from 'express';
import session from 'express-session';
import { stepway, text, wizard, type Layout } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who travels?', fields: { name: text('Full name') } })
  .complete({ action: 'Book' });

const logged: { readonly facts: object; readonly message: string }[] = [];
const quiet = () => {};
const log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (facts: object, message: string) => void logged.push({ facts, message }),
};

const closing: (() => Promise<void>)[] = [];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-layout-'));
  await writeFile(
    join(folder, 'wizard.tpl'),
    '<!doctype html><html lang="<%= language %>"><head><title><%= title %></title><%- head %></head>' +
      '<body><nav>Shop</nav><%- body %><footer>Ours</footer></body></html>',
  );
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await rm(folder, { recursive: true });
});

function hostWith(layout: Layout, views?: string) {
  const storage = memoryStorage();
  const own = views === undefined ? {} : { views };
  const forms = stepway({ wizards: [trip], storage, layout, log, ...own });
  closing.push(() => forms.close(0));
  const host = express();
  // An engine of the host's own, with a file extension of its own.
  host.engine('tpl', (path, locals, done) => ejs.renderFile(path, locals, done));
  host.set('views', folder);
  host.set('view engine', 'tpl');
  host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
  host.use('/apply', forms);
  return visitor(host);
}

const ofHost: Layout = (page, _req, res) =>
  new Promise((resolve, reject) => {
    res.render('wizard', page, (error, html) => (error === null ? resolve(html) : reject(error)));
  });

test("a page stands in the document of the host's own engine, with its styles and scripts", async () => {
  const { text: html } = await hostWith(ofHost).open('/apply/trip/who');
  expect(html).toMatch(/^<!doctype html><html lang="en"><head><title>Who travels\?/);
  expect(html.match(/<html/g)).toHaveLength(1);
  expect(html).toMatch(/<head>.*stepway.*\.css.*<\/head>/s);
  expect(html).toMatch(/<nav>Shop<\/nav>.*<div id="wizard".*<footer>Ours<\/footer>/s);
  expect(html).toContain('id="stepway-warning"');
});

test('a page with faults keeps its status and what was typed', async () => {
  const sent = await hostWith(ofHost).post('/apply/trip/who', { name: '' });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('<nav>Shop</nav>');
});

test('htmx gets the same fragment as without a layout', async () => {
  const someone = hostWith(ofHost);
  const part = await someone.agent
    .get('/apply/trip/who')
    .set('HX-Request', 'true')
    .set('HX-Request-Type', 'partial');
  expect(part.text).not.toContain('<nav>');
  expect(part.text).toContain('<div id="wizard"');
});

test.each<[string, Layout]>([
  [
    'throws',
    () => {
      throw new Error('no layout');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no layout'))],
  ['gives no text', () => undefined as unknown as string],
])('when the layout %s, the page comes in our own, and the log says so', async (_, layout) => {
  logged.length = 0;
  const page = await hostWith(layout).open('/apply/trip/who');
  expect(page.status).toBe(200);
  expect(page.text).toContain('<body class="stepway">');
  expect(logged).toEqual([
    { facts: expect.objectContaining({ kind: 'step' }), message: 'the layout of the host failed' },
  ]);
});

test('a layout that answers by itself is let be', async () => {
  const page = await hostWith((_page, _req, res) => {
    res.send('mine');
    return 'not sent';
  }).open('/apply/trip/who');
  expect(page.text).toBe('mine');
});

test('when our own layout fails as well, a plain page says so, and the log names both', async () => {
  logged.length = 0;
  const views = await mkdtemp(join(folder, 'views-'));
  await writeFile(join(views, 'layout.ejs'), "<% throw new Error('of our own') %>");
  const page = await hostWith(() => Promise.reject(new Error('no layout')), views).open('/apply/trip/who');
  expect([page.status, page.text]).toEqual([
    500,
    expect.stringContaining('<h1>Sorry, this form is not working'),
  ]);
  expect(logged[0]?.message).toBe('the layout of the host failed');
  const ours = { facts: expect.objectContaining({ at: expect.stringContaining('layout.ejs') }) };
  expect(logged[1]).toMatchObject({ ...ours, message: 'a view failed' });
});
