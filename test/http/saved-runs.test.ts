import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway, text, wizard, type StepwayEvent } from '../../src/index.ts';
import type { Storage } from '../../src/completion/storage.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const dayMs = 86_400_000;

const application = wizard({ id: 'grant', title: 'Apply', version: 1, start: false, keepFor: { days: 30 } })
  .step('one', { title: 'One', fields: { name: text('Name') } })
  .step('two', { title: 'Two', fields: { town: text('Town') } })
  .complete({ action: 'Send' });

let now = Date.parse('2026-11-28T09:00:00Z');
const clock = () => now;

/** A host's app with these wizards. */
function hostOf(
  wizards: Parameters<typeof stepway>[0]['wizards'],
  storage: Storage,
  options: Partial<Omit<Parameters<typeof stepway>[0], 'wizards' | 'storage'>> = {},
) {
  const app = express();
  const { sessions: store } = storage;
  app.use(session({ store, secret: 'a secret of tests', resave: false, saveUninitialized: false }));
  const forms = stepway({ wizards, storage, now: clock, log: pino({ level: 'silent' }), ...options });
  app.use(forms, forms.onError);
  return { app, close: () => forms.close(0), erase: forms.erase };
}

let setting: ReturnType<typeof hostOf> & { readonly storage: Storage; readonly events: StepwayEvent[] };

beforeAll(() => {
  const events: StepwayEvent[] = [];
  const storage = memoryStorage({ now: clock });
  setting = {
    ...hostOf([application], storage, { onEvent: (event) => void events.push(event) }),
    storage,
    events,
  };
});
afterAll(() => setting.close());

/** A visitor who has answered the first step and saved while the second was typed into. */
async function savedRun() {
  const someone = visitor(setting.app);
  await someone.answer('/grant/one', { name: 'Ann' });
  await someone.open('/grant/two');
  const sent = await someone.post('/grant/two', { town: 'Half a to', _save: '1' });
  expect(sent.status).toBe(303);
  const page = await someone.open(sent.headers['location'] ?? '');
  const link = /data-copy="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return { someone, page, link: new URL(link).pathname };
}

describe('a run that is saved', () => {
  test('gets a link, shown as text and as a QR code, to the browser that saved it alone', async () => {
    const { page, someone, link } = await savedRun();
    expect(headingOf(page.text)).toBe('Your answers are saved');
    expect(textOf(page.text)).toContain('We keep your answers until 28 December 2026');
    expect(link).toMatch(/^\/grant\/saved\/[\w-]{27}$/);
    expect(page.text).toContain('<svg');
    // Another look, within ten minutes, shows the same.
    expect((await someone.open('/grant/saved')).text).toContain(link);
    expect((await someone.open('/grant/two')).text).toContain('Your answers are saved');
  });

  test('is “Saved” in the list of forms, in JSON too, until its time is over', async () => {
    const { someone } = await savedRun();
    const listed = async () => textOf((await someone.open('/')).text);
    expect(await listed()).toContain('Apply Saved');
    const json = await someone.agent.get('/').set('Accept', 'application/json');
    expect(json.body).toMatchObject({ wizards: [{ id: 'grant', status: 'saved' }] });
    now += 31 * dayMs;
    expect(await listed()).not.toContain('Saved');
    now -= 31 * dayMs;
  });

  test('says before it goes on anywhere, and afterwards, that idleness ends it from then on', async () => {
    const { page, someone, link } = await savedRun();
    const idle = /we delete your answers if you do nothing for 30 minutes/;
    expect(textOf(page.text)).toMatch(idle);
    const other = visitor(setting.app);
    expect(textOf((await other.open(link)).text)).toContain('if you do nothing for 30 minutes');
    await other.post(link);
    await other.open('/grant/two');
    const late = 'If not, we delete them when nothing was done there for 30 minutes';
    expect(textOf((await visitor(setting.app).open(link)).text)).toContain(late);
    const moved = textOf((await someone.open('/grant/two')).text);
    expect(moved).toContain('we delete them when nothing was done there for 30 minutes');
  });

  test('opened and left again within that time, it can be saved again, and its new link opens it', async () => {
    const { link } = await savedRun();
    const other = visitor(setting.app);
    await other.open(link);
    await other.post(link);
    await other.open('/grant/two');
    now += 29 * 60_000;
    await other.open('/grant/two');
    const saved = await other.post('/grant/two', { town: 'Half a tow', _save: '1' });
    const page = await other.open(saved.headers['location'] ?? '');
    const fresh = new URL(/data-copy="([^"]+)"/.exec(page.text)?.[1] ?? '').pathname;
    expect(fresh).not.toBe(link);
    now += 20 * dayMs;
    const third = visitor(setting.app);
    await third.open(fresh);
    await third.post(fresh);
    expect((await third.open('/grant/two')).text).toContain('value="Half a tow"');
    now -= 20 * dayMs + 29 * 60_000;
  });

  test('its token is in no store', async () => {
    const { link, someone } = await savedRun();
    const token = link.split('/').at(-1)!;
    const [record] = await setting.storage.saved!.under(await referenceOf(setting.storage, link), now);
    expect(JSON.stringify(record)).not.toContain(token);
    const cookie = (await someone.agent.get('/grant/saved')).headers['set-cookie'];
    expect(cookie).toBeUndefined();
  });

  test('moves to the browser that opens the link, with what was typed, and says so on the other one', async () => {
    const { link, someone } = await savedRun();
    const other = visitor(setting.app);
    const asked = await other.open(link);
    expect(headingOf(asked.text)).toBe('Continue with your answers');
    // Looking changes nothing: mail programs follow links.
    expect((await visitor(setting.app).open(link)).status).toBe(200);
    const opened = await other.post(link);
    expect(opened.headers['location']).toBe('/grant/two');
    const two = await other.open('/grant/two');
    expect(two.text).toContain('value="Half a to"');
    const moved = await someone.open('/grant/two');
    expect(headingOf(moved.text)).toBe('Your answers are on another device');
    expect(textOf(moved.text)).toContain('28 November 2026');
    const used = await visitor(setting.app).open(link);
    expect([used.status, headingOf(used.text)]).toEqual([410, 'This link was used already']);
    expect(await other.answer('/grant/two', { town: 'Hull' })).toBe('/grant/check');
    await other.open('/grant/check');
    expect((await other.post('/grant/check')).headers['location']).toMatch(/\/grant\/done\//);
  });

  test('a link pressed twice in one browser goes on both times', async () => {
    const { link } = await savedRun();
    const other = visitor(setting.app);
    await other.open(link);
    await other.post(link);
    expect((await other.post(link)).headers['location']).toBe('/grant/two');
    expect((await other.open('/grant/two')).text).toContain('Half a to');
  });

  test('a browser that lost the answer to its press can press again: nothing is gone', async () => {
    const { link } = await savedRun();
    const lost = visitor(setting.app);
    await lost.open(link);
    await lost.post(link);
    // It never came back with the cookie of that session.
    const again = visitor(setting.app);
    await again.open(link);
    await again.post(link);
    expect((await again.open('/grant/two')).text).toContain('Half a to');
    expect(headingOf((await lost.open('/grant/two')).text)).toBe('Your answers are on another device');
  });

  test('can go on in the browser that saved it, and then its link opens nothing', async () => {
    const { someone, link } = await savedRun();
    await someone.open('/grant/saved');
    expect((await someone.post('/grant/saved/here')).headers['location']).toBe('/grant/two');
    expect((await someone.open('/grant/two')).text).toContain('Half a to');
    expect((await visitor(setting.app).open(link)).status).toBe(410);
  });

  test('a form that another tab sends meanwhile is held, and kept by going on here', async () => {
    const { someone } = await savedRun();
    const old = visitor(setting.app);
    void old;
    const hidden = { _instance: 'x', _generation: '1', _seen: '', _page: 'p' };
    const held = await someone.post('/grant/two', { town: 'Typed later' }, hidden);
    expect(held.status).toBe(409);
    expect(textOf(held.text)).toContain('Typed later');
    const form = hiddenOf(held.text);
    expect(form['_carry']).toBe('1');
    const on = await someone.post('/grant/two', {}, form);
    expect(on.headers['location']).toBe('/grant/two');
    const two = await someone.open('/grant/two');
    expect(two.text).toContain('value="Typed later"');
    expect(await someone.answer('/grant/two', { town: 'Hull' })).toBe('/grant/check');
  });

  test('on the old device a form is held, too, and a new one can be started', async () => {
    const { someone, link } = await savedRun();
    const other = visitor(setting.app);
    await other.open(link);
    await other.post(link);
    await other.open('/grant/two');
    const held = await someone.post('/grant/two', { town: 'Typed late' }, { _instance: 'x' });
    expect([held.status, headingOf(held.text)]).toEqual([409, 'Your answers are on another device']);
    expect(textOf(held.text)).toContain('Typed late');
    const again = await someone.post('/grant/start', {}, {});
    expect(again.headers['location']).toBe('/grant/one');
    expect((await someone.open('/grant/one')).text).not.toContain('Ann');
  });

  test('another link takes the place of one that was lost', async () => {
    const { someone, link } = await savedRun();
    now += 11 * 60_000;
    someone.agent.jar.setCookie('stepway-link=gone', '127.0.0.1', '/grant/saved');
    const page = await someone.open('/grant/saved');
    expect(page.text.includes('data-copy')).toBe(false);
    await someone.post('/grant/saved/link', {}, {});
    const fresh = /data-copy="[^"]+(\/grant\/saved\/[^"]+)"/.exec(
      (await someone.open('/grant/saved')).text,
    )?.[1];
    expect(fresh).not.toBe(link);
    expect((await visitor(setting.app).open(link)).status).toBe(410);
    expect((await visitor(setting.app).open(fresh!)).status).toBe(200);
  });

  test('a browser with answers of its own in the form is not robbed of them', async () => {
    const { link } = await savedRun();
    const other = visitor(setting.app);
    await other.answer('/grant/one', { name: 'Bea' });
    const page = await other.open(link);
    expect([page.status, headingOf(page.text)]).toEqual([409, 'You have other answers in this form here']);
    expect((await other.post(link, {}, {})).headers['location']).toBe(link);
    expect((await other.open('/grant/one')).text).toContain('Bea');
    // Saved themselves, they give way to the others.
    await other.post('/grant/saved', {}, {});
    await other.open(link);
    await other.post(link);
    expect((await other.open('/grant/one')).text).toContain('Ann');
  });

  test('is kept for its days and no longer, and its files with it', async () => {
    const { link } = await savedRun();
    now += 30 * dayMs - 1_000;
    expect((await visitor(setting.app).open(link)).status).toBe(200);
    now += 2_000;
    expect((await visitor(setting.app).open(link)).status).toBe(410);
    const other = visitor(setting.app);
    expect((await other.post(link, {}, {})).headers['location']).toBe(link);
  });

  test('a browser without cookies is told so before anything is moved', async () => {
    const { link } = await savedRun();
    const page = await visitor(setting.app).open(link);
    const bare = visitor(setting.app);
    const sent = await bare.post(link, {}, hiddenOf(page.text));
    expect([sent.status, headingOf(sent.text)]).toEqual([400, 'Your browser keeps no cookies']);
  });

  test('what cannot be a link is not found', async () => {
    expect((await visitor(setting.app).open('/grant/saved/nothing')).status).toBe(404);
    const unknown = await visitor(setting.app).open(`/grant/saved/${'a'.repeat(27)}`);
    expect([unknown.status, headingOf(unknown.text)]).toEqual([410, 'This link does not work']);
  });

  test('the host hears of it, without the token', async () => {
    setting.events.length = 0;
    const { link } = await savedRun();
    const other = visitor(setting.app);
    await other.open(link);
    await other.post(link);
    expect(setting.events.map(({ type }) => type)).toEqual([
      'shown',
      'started',
      'answered',
      'shown',
      'saved',
      'opened',
    ]);
    expect(JSON.stringify(setting.events)).not.toContain(link.split('/').at(-1));
  });
});

describe('a front end', () => {
  test('saves, gets the link, opens it elsewhere and goes on', async () => {
    const one = visitor(setting.app);
    await one.answer('/grant/one', { name: 'Ann' });
    const json = (agent: typeof one.agent, url: string) => agent.get(url).set('Accept', 'application/json');
    const page = (await json(one.agent, '/grant/two')).body as { links: { save: string } };
    expect((await one.agent.post(page.links.save)).status).toBe(303);
    const saved = (await json(one.agent, '/grant/saved')).body as { link: string };
    expect(saved).toMatchObject({
      kind: 'saved-run',
      savedUntil: expect.any(String),
      reference: expect.any(String),
      links: { here: '/grant/saved/here', newLink: '/grant/saved/link' },
    });
    const link = new URL(saved.link).pathname;
    const other = visitor(setting.app);
    const opened = (await json(other.agent, link)).body as { links: { open: string } };
    expect(opened).toMatchObject({ kind: 'open-saved', state: 'ready', links: { open: link } });
    expect((await other.agent.post(opened.links.open)).headers['location']).toBe('/grant/two');
    expect((await json(other.agent, '/grant/two')).body).toMatchObject({ kind: 'step' });
    expect((await json(one.agent, '/grant/two')).body).toMatchObject({
      kind: 'moved',
      movedAt: new Date(now).toISOString(),
    });
    const used = await json(visitor(setting.app).agent, link);
    expect(used.headers['content-type']).toContain('application/problem+json');
    expect(used.body).toMatchObject({ kind: 'open-saved', state: 'used', status: 410 });
  });
});

test('erasing by reference erases what was saved, and the browser that saved it says so', async () => {
  const { someone, link } = await savedRun();
  const reference = await referenceOf(setting.storage, link);
  expect(await setting.erase(reference)).toBe('erased');
  expect((await visitor(setting.app).open(link)).status).toBe(410);
  expect(headingOf((await someone.open('/grant/two')).text)).toBe('Your answers are not here any more');
});

test('a saved run comes back to a newer version of its wizard', async () => {
  const storage = memoryStorage({ now: clock });
  const before = hostOf([application], storage);
  const someone = visitor(before.app);
  await someone.answer('/grant/one', { name: 'Ann' });
  await someone.post('/grant/saved', {}, {});
  const link = new URL(/data-copy="([^"]+)"/.exec((await someone.open('/grant/saved')).text)?.[1] ?? '')
    .pathname;
  await before.close();
  const newer = wizard({
    id: 'grant',
    title: 'Apply',
    version: 2,
    start: false,
    keepFor: { days: 30 },
    migrate: ({ answers }) => ({ who: (answers as { one?: object }).one }),
  })
    .step('who', { title: 'Who', fields: { name: text('Name') } })
    .step('two', { title: 'Two', fields: { town: text('Town') } })
    .complete({ action: 'Send' });
  const after = hostOf([newer], storage);
  const other = visitor(after.app);
  await other.open(link);
  expect((await other.post(link)).headers['location']).toBe('/grant/two');
  expect((await other.open('/grant/who')).text).toContain('value="Ann"');
  await after.close();
});

test('a wizard that keeps runs needs a storage with a place for them', () => {
  const { saved: _, ...storage } = memoryStorage();
  expect(() => stepway({ wizards: [application], storage })).toThrow(/wizard "grant" has keepFor/);
});

test('sending a link that fails says so, and keeps the address; what sends it gets no token in a log', async () => {
  const said: string[] = [];
  const quiet = () => undefined;
  const log = {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (facts: object) => void said.push(JSON.stringify(facts)),
  };
  const host = hostOf([application], memoryStorage({ now: clock }), {
    log,
    send: ({ link }) => {
      throw new Error(`no mail server for ${link}`);
    },
  });
  const someone = visitor(host.app);
  await someone.answer('/grant/one', { name: 'Ann' });
  await someone.post('/grant/saved', {}, {});
  await someone.open('/grant/saved');
  const sent = await someone.post('/grant/saved/mail', { email: 'ann@example.org' });
  expect(sent.status).toBe(503);
  expect(sent.text).toContain('value="ann@example.org"');
  expect(textOf(sent.text)).toContain('We could not send the link just now');
  expect(said).toHaveLength(1);
  expect(said.join()).not.toContain('/grant/saved/');
  await host.close();
});

test('without keepFor a saved run stays in its session, as the page says', async () => {
  const plain = wizard({ id: 'plain', title: 'Plain', version: 1, start: false })
    .step('one', { title: 'One', fields: { name: text('Name') } })
    .complete({ action: 'Send' });
  const host = hostOf([plain], memoryStorage({ now: clock }));
  const someone = visitor(host.app);
  await someone.open('/plain/one');
  const sent = await someone.post('/plain/one', { name: 'Half', _save: '1' });
  const page = await someone.open(sent.headers['location'] ?? '');
  expect(textOf(page.text)).toContain('in this browser, on this device');
  await someone.post('/plain/saved', {}, {});
  expect((await someone.open('/plain/one')).text).toContain('value="Half"');
  await host.close();
});

async function referenceOf(storage: Storage, link: string): Promise<string> {
  const { hashOfToken } = await import('../../src/completion/saving.ts');
  return (await storage.saved!.find({ link: hashOfToken(link.split('/').at(-1)!) }, now))?.reference ?? '';
}
