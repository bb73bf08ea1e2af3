import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createDevApp } from '../../src/studio/dev-app.ts';
import { createBroadcast } from '../../src/studio/live-reload.ts';
import type { LoadedWizard } from '../../src/app/load-wizards.ts';
import { choice, email, text, wizard, type WizardDefinition } from '../../src/index.ts';
import { tasks } from '../support/grant.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .step('why', { title: 'Why?', fields: { why: choice('Reason', { work: 'For work', none: 'Nothing' }) } })
  .exit('nothing', { title: 'Stay at home', when: (earlier) => earlier.why.why.is('none') })
  .step('job', {
    title: 'Your job',
    when: (earlier) => earlier.why.why.is('work'),
    fields: { name: text('Job title'), mail: email('Email address') },
  })
  .complete({ action: 'Send' });

const good = (definition: WizardDefinition): LoadedWizard => ({
  file: `wizards/${definition.id}.ts`,
  definition,
  faults: [],
});

function appOf(loaded: readonly LoadedWizard[], config = testConfig, services?: unknown) {
  const log = pino({ level: 'silent' });
  const parts = {
    config,
    storage: memoryStorage(),
    log,
    broadcast: createBroadcast(),
    services,
  };
  return createDevApp({ ...parts, loaded }).app;
}

let agent: ReturnType<typeof request.agent>;
beforeEach(() => {
  agent = request.agent(appOf([good(trip)]));
});
const post = (path: string, step: string) => agent.post(`/_studio/trip/${path}`).type('form').send({ step });

test('a jump makes valid answers that lead to the step, and opens it', async () => {
  const jumped = await post('jump', 'job');
  expect([jumped.status, jumped.headers['location']]).toEqual([303, '/trip/job']);
  expect(headingOf((await agent.get('/trip/job').expect(200)).text)).toContain('Your job');

  const again = await post('jump', 'nothing');
  expect(again.headers['location']).toBe('/trip/nothing');
  expect(headingOf((await agent.get('/trip/nothing').expect(200)).text)).toBe('Stay at home');
  await post('jump', 'check');
  expect((await agent.get('/trip/check').expect(200)).text).toContain('For work');
});

test('a jump keeps what the visitor answered, where it does not decide the way', async () => {
  await post('jump', 'job');
  await agent.post('/trip/job').type('form').send({ name: 'Engineer', mail: 'ada@example.org' }).expect(303);
  await post('jump', 'check');
  expect((await agent.get('/trip/check')).text).toContain('ada@example.org');
});

test('a filling goes on where it can, not to an exit page', async () => {
  for (let times = 0; times < 6; times += 1) {
    await post('fill', 'why');
    expect((await agent.get('/trip/why').expect(200)).text).toMatch(/value="work"[^>]* checked/);
  }
});

test('a filling goes on where one of many choices does, which chance does not meet', async () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`no${at}`, `No ${at}`]));
  const gate = wizard({ id: 'trip', title: 'Trip', version: 1 })
    .step('why', { title: 'Why?', fields: { why: choice('Reason', { work: 'For work', ...many }) } })
    .exit('nothing', { title: 'Stay at home', when: (earlier) => earlier.why.why.isNot('work') })
    .complete({ action: 'Send' });
  agent = request.agent(appOf([good(gate)]));
  await post('fill', 'why').expect(303);
  expect((await agent.get('/trip/why').expect(200)).text).toMatch(/value="work"[^>]* (checked|selected)/);
});

test('filling a page that is further on makes valid answers that lead to it', async () => {
  await post('fill', 'job');
  expect((await agent.get('/trip/job').expect(200)).text).toMatch(/name="mail" value="[^"]+"/);
});

test('filling a page puts valid values into its controls, and sends nothing', async () => {
  await post('fill', 'job');
  const page = await agent.get('/trip/job').expect(200);
  expect(page.text).toMatch(/name="mail" value="[^"]+@[^"]+"/);
  const state = await agent.get('/_studio/trip/live');
  expect(state.text).toContain('&#34;carried&#34;');
});

test('the studio shows where the visitor is, and why each step is in or out', async () => {
  await agent.post('/trip/why').type('form').send({ why: 'none' });
  const { text: html } = await agent.get('/_studio/trip').expect(200);
  expect(html).toContain('At the exit page “Stay at home”');
  expect(html).toMatch(/<svg [^>]*viewBox/);
  expect(html).toContain('Reason is “Nothing”');
});

test('every state of every page is drawn, and nothing in it runs', async () => {
  for (const query of ['', '?step=why', '?step=nothing', '?step=job']) {
    const { text: html } = await agent.get(`/_studio/trip/states${query}`).expect(200);
    const frames = [...html.matchAll(/<iframe src="([^"]+)"/g)].map((match) => match[1]!);
    expect(frames.length).toBeGreaterThan(0);
    for (const src of frames) {
      const state = await agent.get(src).expect(200);
      expect(headingOf(state.text)).not.toBe('');
      expect(state.text).not.toContain('<script');
      expect(state.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    }
  }
});

test('a list of tasks is where the visitor is, in its states, and in the graph', async () => {
  agent = request.agent(appOf([good(tasks)]));
  await agent.post('/grant/idea').type('form').send({ together: 'no' }).expect(303);
  const { text: html } = await agent.get('/_studio/grant').expect(200);
  expect(html).toContain('At the list of tasks, with 1 of 2 sections completed');
  expect(html).toContain('href="?at=tasks"');
  const { text: states } = await agent.get('/_studio/grant/states').expect(200);
  for (const name of ['tasks-none', 'tasks-some', 'tasks']) expect(states).toContain(`/wizard/${name}"`);
  const all = await agent.get('/_studio/grant/state/wizard/tasks').expect(200);
  expect(all.text).toContain('Check your answers');
});

test('the button of the studio leads back to it, that of a page to the page', async () => {
  const send = (path: string, from: object) =>
    agent
      .post(`/_studio/trip/${path}`)
      .type('form')
      .send({ step: 'job', ...from });
  for (const path of ['jump', 'fill']) {
    expect((await send(path, { from: 'studio' })).headers['location']).toBe('/_studio/trip?at=job');
    expect((await send(path, {})).headers['location']).toBe('/trip/job');
  }
});

test('a page that the visitor can open is shown as it is, another one in its first state', async () => {
  const frameOf = async (query: string) =>
    /<iframe id="preview" src="([^"]+)"/.exec(
      (await agent.get(`/_studio/trip${query}`).expect(200)).text,
    )?.[1];
  expect(await frameOf('')).toBe('/trip/why');
  expect(await frameOf('?at=job')).toBe('/_studio/trip/state/step/job/empty');
  expect(await frameOf('?at=job&show=live')).toBe('/_studio/trip/state/step/job/empty');
  expect(await frameOf('?at=why&show=faulty')).toBe('/_studio/trip/state/step/why/faulty');
  expect(await frameOf('?at=check&show=done')).toBe('/_studio/trip/state/wizard/done');
  expect(await frameOf('?at=nowhere&show=nothing')).toBe('/trip/why');
});

test('the studio may frame a page, and nobody else may', async () => {
  const page = await agent.get('/trip/why').expect(200);
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
  const studio = await agent.get('/_studio/trip').expect(200);
  expect(studio.headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test('every state of every page stands on the wall', async () => {
  const { text: wall } = await agent.get('/_studio/trip/states').expect(200);
  const names = [...wall.matchAll(/<iframe src="\/_studio\/trip\/state\/([^"]+)"/g)].map(
    (match) => match[1]!,
  );
  expect(names).toEqual(
    expect.arrayContaining(['step/why/faulty', 'step/job/conflict', 'step/nothing/exit', 'wizard/done']),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('all paths are walked, and counted for each page', async () => {
  const { text: html } = await agent.get('/_studio/trip/paths').expect(200);
  expect(html).toContain('2 paths over 4 of 4 pages: these are all.');
  expect(html).toContain('Why? → Stay at home → <em>Exit page</em>');
  expect(html).toContain('Why? → Your job → <em>Check your answers</em>');
});

test('what no answers can be made up for is said, and the other pages are there', async () => {
  const strict = wizard({ id: 'strict', title: 'Strict', version: 1 })
    .step('never', {
      title: 'Never right',
      fields: { word: text('Word') },
      check: () => ({ word: 'Never' }),
    })
    .complete({ action: 'Send' });
  agent = request.agent(appOf([good(strict)]));
  expect((await agent.get('/_studio/strict/paths').expect(200)).text).toContain('step &#34;never&#34;');
  const { text: wall } = await agent.get('/_studio/strict/states').expect(200);
  expect(wall).toContain('step/never/faulty');
  expect(wall).toContain('No sample of this page could be made up');
  const { text: bench } = await agent.get('/_studio/strict?at=check').expect(200);
  expect(bench).not.toContain('<iframe');
  expect(bench).toContain('No sample of this page could be made up');
});

test('the view model of a page is there as JSON', async () => {
  const model = await agent.get('/_studio/trip/model/job').expect(200);
  expect(model.body).toMatchObject({ kind: 'step', heading: 'Your job' });
});

test('helpers are waited for, and the studio stands where they cannot be made', async () => {
  const rates = { of: async () => 80 };
  const priced = wizard({ id: 'priced', title: 'Priced', version: 1, start: false })
    .uses<typeof rates>()
    .step('price', {
      title: 'Price',
      fields: { name: text('Name') },
      helpers: async (_earlier, { services }) => ({ rate: await services.of() }),
    })
    .complete({ action: 'Send' });
  const withRates = appOf([good(priced)], testConfig, rates);
  expect((await request(withRates).get('/_studio/priced/model/price').expect(200)).body).toMatchObject({
    helpers: { rate: 80 },
  });
  const bare = await request(appOf([good(priced)]))
    .get('/_studio/priced?at=price&show=empty')
    .expect(200);
  expect(bare.text).toContain('its helpers could not be made');
});

test('answers can be forgotten', async () => {
  await post('jump', 'job');
  await agent.post('/_studio/trip/reset').expect(303);
  expect((await agent.get('/_studio/trip/live')).text).toContain('Nothing is stored yet.');
});

test('what cannot be done is said in the studio', async () => {
  const refused = await post('jump', 'nowhere');
  const said = await agent.get(refused.headers['location'] ?? '').expect(200);
  expect(said.text).toContain('no way to &#34;nowhere&#34; was found');
});

test('another site cannot change answers', async () => {
  await agent.post('/_studio/trip/reset').set('Sec-Fetch-Site', 'cross-site').expect(403);
});

test('pages get the script of the development server, under the policy that they have anyway', async () => {
  const page = await agent.get('/trip/why').expect(200);
  expect(page.text).toMatch(/<script src="\/_studio\/dev\.js\?[\d.]+" defer><\/script>\n<\/body>/);
  expect(Number(page.headers['content-length'])).toBe(Buffer.byteLength(page.text));
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self'/);
  expect((await agent.get('/_studio/dev.js').expect(200)).type).toBe('text/javascript');
});

test('a mistake is a page with its place, and leaves the other wizards alone', async () => {
  const broken: LoadedWizard = {
    file: 'wizards/broken.ts',
    definition: undefined,
    faults: [
      { code: 'unknown-step', step: 'one', field: 'a', message: 'is <wrong>; mend it', severity: 'error' },
    ],
  };
  const both = request(appOf([good(trip), broken]));
  for (const path of ['/', '/broken', '/_studio/broken']) {
    const page = await both.get(path).expect(500);
    expect(page.text).toContain('wizards/broken.ts');
    expect(page.text).toContain('step &#34;one&#34;, field &#34;a&#34;: is &lt;wrong&gt;; mend it');
  }
  await both.get('/trip/why').expect(200);
});

test('an error in the author’s code is a page with where it was thrown', async () => {
  const throwing = wizard({ id: 'bad', title: 'Bad', version: 1 })
    .step('one', {
      title: 'One',
      fields: { name: text('Name') },
      check: () => {
        throw new TypeError('this is no answer of a visitor');
      },
    })
    .complete({ action: 'Send' });
  const page = await request(appOf([good(throwing)]))
    .post('/bad/one')
    .type('form')
    .send({ name: 'Ada' })
    .expect(500);
  expect(page.text).toContain('TypeError: this is no answer of a visitor');
  expect(page.text).toContain('test/studio/studio.test.ts');
});

test('a place in an error’s message is none: no file is shown for what a visitor typed', async () => {
  const outside = join(mkdtempSync(join(tmpdir(), 'stepway-outside-')), 'secret.ts');
  writeFileSync(outside, 'THE-SECRET-OF-ANOTHER-FILE\n');
  const lookUp = wizard({ id: 'post', title: 'Post', version: 1 })
    .step('where', {
      title: 'Where',
      fields: { postcode: text('Postcode') },
      check: ({ postcode }) => {
        throw new Error(`look-up of ${postcode} failed`);
      },
    })
    .complete({ action: 'Send' });
  const app = request(appOf([good(lookUp)]));
  for (const postcode of [`${outside}:1`, 'package.json:1', `x\n    at f (${outside}:1:1)`]) {
    const page = await app.post('/post/where').type('form').send({ postcode }).expect(500);
    expect(page.text).toContain('look-up of ');
    expect(page.text).not.toContain('THE-SECRET-OF-ANOTHER-FILE');
    expect(page.text).not.toContain('&#34;description&#34;');
  }
});

test.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', ''])(
  'a name that is not this machine’s is refused, on every page: %p',
  async (host) => {
    for (const path of [
      '/',
      '/trip/why',
      '/_studio',
      '/_studio/trip',
      '/_studio/events',
      '/_studio/dev.js',
    ]) {
      const refused = await request(appOf([good(trip)]))
        .get(path)
        .set('Host', host)
        .expect(403);
      expect(refused.text).toContain('TRUSTED_ORIGINS');
    }
  },
);

test.each(['localhost:3000', 'forms.localhost:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.7.9:3000'])(
  'a name or address of this machine is answered: %s',
  async (host) => {
    await request(appOf([good(trip)]))
      .get('/_studio')
      .set('Host', host)
      .expect(200);
  },
);

test('a tunnel is let in by its origin', async () => {
  const config = { ...testConfig, trustedOrigins: ['https://forms.tunnel.example'] };
  await request(appOf([good(trip)], config))
    .get('/_studio')
    .set('Host', 'forms.tunnel.example')
    .expect(200);
});
