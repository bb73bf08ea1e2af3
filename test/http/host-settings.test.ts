import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { stepway, text, wizard, type StepwayConfig } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { testConfig } from '../support/memory-app.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who travels?', fields: { name: text('Full name') } })
  .complete({ action: 'Book' });
const folder = mkdtempSync(join(tmpdir(), 'stepway-public-'));
writeFileSync(join(folder, 'brand.css'), 'body {}');
writeFileSync(join(folder, '.secret'), 'no');

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  rmSync(folder, { recursive: true });
});

/** The ready-made server with these settings of a project. */
function ready(own: StepwayConfig) {
  const log = pino({ level: 'silent' });
  const theme = own.theme ?? {};
  const config = { ...testConfig, own, theme };
  const { app, forms } = createApp({ config, wizards: [trip], storage: memoryStorage(), log });
  closing.push(() => forms.close(0));
  return request(app);
}

const policyOf = ({ headers }: request.Response) => String(headers['content-security-policy']);

test('files of the public folder are served without a session, hidden ones are not', async () => {
  const server = ready({ public: folder });
  const { status, headers } = await server.get('/brand.css');
  expect([status, headers['set-cookie'], headers['x-content-type-options']]).toEqual([
    200,
    undefined,
    'nosniff',
  ]);
  expect((await server.get('/.secret')).status).toBe(404);
  expect((await server.get('/trip/who')).status).toBe(200);
});

test('a theme’s own stylesheets and scripts come after ours', async () => {
  const { text: html } = await ready({ theme: { styles: ['/brand.css'], scripts: ['/brand.js'] } }).get(
    '/trip/who',
  );
  expect(html).toMatch(/stepway\.\w+\.css">[^]*<link rel="stylesheet" href="\/brand\.css">/);
  expect(html).toMatch(/stepway\.\w+\.js" defer><\/script>\s*<script src="\/brand\.js" defer><\/script>/);
});

test('routes of the project stand beside the forms, with the session and without our policy', async () => {
  const server = ready({
    routes(router) {
      router.get('/login', (req, res) => {
        res.send(typeof req.session);
      });
    },
    guard: () => '/login',
  });
  const login = await server.get('/login');
  expect([login.text, login.headers['content-security-policy']]).toEqual(['object', undefined]);
  expect((await server.get('/trip/who')).headers['location']).toBe('/login');
});

test('behind a proxy that strips a prefix, every address has it', async () => {
  const { text: html } = await ready({ basePath: '/forms' }).get('/trip/who');
  expect(html).toContain('action="/forms/trip/who"');
  expect(html).toContain('href="/forms/_stepway/stepway.');
});

test('a host adds sources to the policy, and may allow to be framed', async () => {
  const response = await ready({
    contentSecurityPolicy: {
      'script-src': ['https://cdn.example'],
      'frame-src': ['https://pay.example'],
      'frame-ancestors': ['https://portal.example'],
    },
  }).get('/trip/who');
  expect(policyOf(response)).toMatch(/script-src 'self' 'nonce-[^']+' https:\/\/cdn\.example;/);
  expect(policyOf(response)).toMatch(/frame-src https:\/\/pay\.example/);
  expect(policyOf(response)).toMatch(/frame-ancestors https:\/\/portal\.example/);
  expect(response.headers['x-frame-options']).toBeUndefined();
});

test('a host that owns the policy has none of ours, and its nonce is ours', async () => {
  const storage = memoryStorage();
  const theme = { properties: { '--stepway-accent': 'teal' } };
  const forms = stepway({ wizards: [trip], storage, theme, contentSecurityPolicy: false });
  closing.push(() => forms.close(0));
  const host = express();
  host.use((_req, res, next) => {
    res.locals['cspNonce'] = 'of-the-host';
    res.set('Content-Security-Policy', "style-src 'nonce-of-the-host'");
    next();
  });
  host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
  host.use(forms);
  const response = await request(host).get('/trip/who');
  expect(policyOf(response)).toBe("style-src 'nonce-of-the-host'");
  expect(response.text).toContain('<style nonce="of-the-host">');
  expect(response.headers['x-content-type-options']).toBe('nosniff');
});

test('a phase stands below the header, and nothing is said of cookies unless a host does', async () => {
  const theme = { phase: { tag: 'Beta', text: 'New. [Tell us](mailto:a@example.com) what you think.' } };
  const { text: html } = await ready({ theme }).get('/trip/who');
  expect(html).toContain('<strong class="stepway-phase-tag">Beta</strong>');
  expect(html).toContain('<a href="mailto:a@example.com" hx-boost="false"');
  expect(html).not.toContain('stepway-cookies');
});

test('a cookie banner of the host asks on every page until its cookie is there', async () => {
  const cookieBanner = {
    cookie: 'cookies_answered',
    action: '/cookies',
    heading: 'Cookies on this site',
    text: 'We would like to *count* visits.',
    accept: 'Accept',
    reject: 'Reject',
  };
  const server = ready({ theme: { cookieBanner } });
  const { text: html } = await server.get('/trip/who?a=1');
  expect(html).toContain('<form method="post" action="/cookies">');
  expect(html).toContain('<p>We would like to <em>count</em> visits.</p>');
  expect(html).toContain('<input type="hidden" name="return" value="/trip/who?a=1">');
  const answered = await server.get('/trip/who').set('Cookie', 'other=1; cookies_answered=reject');
  expect(answered.text).not.toContain('stepway-cookies');
  const other = await server.get('/trip/who').set('Cookie', 'not_cookies_answered=reject');
  expect(other.text).toContain('stepway-cookies');
});
