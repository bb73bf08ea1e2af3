import { afterAll, expect, test } from '@jest/globals';
import feedback from '../../wizards/feedback.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const { app, forms, storage } = memoryApp([feedback]);
afterAll(() => forms.close(0));

async function toCheck(found: string, options = {}) {
  const someone = visitor(app, options);
  let next = await someone.answer('/feedback/visit', { found });
  if (next.endsWith('missing')) next = await someone.answer(next, { what: 'a map' });
  next = await someone.answer(next, { email: 'ann@example.com' });
  expect(next).toBe('/feedback/check');
  return someone;
}

test.each([
  ['without scripts', {}],
  ['with htmx', { htmx: true }],
])('a visitor %s goes through every step to a receipt', async (_, options) => {
  const someone = await toCheck('no', options);
  const check = await someone.open('/feedback/check');
  expect(textOf(check.text)).toContain('a map');
  const sent = await someone.post('/feedback/check');
  expect(sent.status).toBe(303);
  expect(sent.headers['location']).toMatch(/^\/feedback\/done\/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const receipt = await someone.open(sent.headers['location'] ?? '');
  expect(textOf(receipt.text)).toContain((sent.headers['location'] ?? '').split('/').pop()!);
});

test('htmx gets the fragment alone, a plain request the whole page, at one address', async () => {
  const whole = await visitor(app).open('/feedback/visit');
  const part = await visitor(app, { htmx: true }).open('/feedback/visit');
  expect(whole.text).toMatch(/^<!doctype html>/);
  expect(part.text).not.toContain('<html');
  expect(part.text).toContain('<title>');
  expect(part.headers['vary']).toContain('HX-Request-Type');
});

test('a GET makes no session; a form gives a browser without cookies one that says nothing', async () => {
  for (const url of ['/', '/feedback', '/feedback/check', '/feedback/nowhere']) {
    expect((await visitor(app).agent.get(url)).headers['set-cookie']).toBeUndefined();
  }
  const { agent } = visitor(app);
  const [tried, ...others] = (await agent.get('/feedback/visit')).headers['set-cookie'] ?? [];
  expect([tried, others]).toEqual(['stepway-cookies=1; Path=/; HttpOnly; SameSite=Lax', []]);
  expect((await agent.get('/feedback/visit')).headers['set-cookie']).toBeUndefined();
});

test('the list says which forms this visitor has begun or sent, and its link resumes', async () => {
  const someone = visitor(app);
  const statusOf = async () => {
    const { text } = await someone.open('/');
    return textOf(/<p class="stepway-list-status"[^>]*>([^<]*)/.exec(text)?.[1] ?? '');
  };
  expect(await statusOf()).toBe('');
  let next = await someone.answer('/feedback/visit', { found: 'yes' });
  expect(await statusOf()).toBe('In progress');
  expect((await someone.agent.get('/feedback')).headers['location']).toBe(next);
  next = await someone.answer(next, { email: 'ann@example.com' });
  await someone.open(next);
  await someone.post('/feedback/check');
  expect(await statusOf()).toBe('Sent');
});

test('the list says nothing of forms that others have begun', async () => {
  await toCheck('yes');
  const list = await visitor(app).open('/');
  expect(list.text).not.toContain('In progress');
});

test('a step that cannot open yet leads to the first incomplete one', async () => {
  const someone = visitor(app);
  const page = await someone.agent.get('/feedback/contact');
  expect(page.status).toBe(303);
  expect(page.headers['location']).toBe('/feedback/visit');
});

test('an invalid answer shows the page again with 422, what was typed and the fault', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  await someone.answer('/feedback/missing', { what: 'a map' });
  await someone.open('/feedback/contact');
  const sent = await someone.post('/feedback/contact', { email: 'ann<at>example' });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('value="ann&lt;at&gt;example"');
  expect(sent.text).toMatch(/<title>Error: /);
  expect(textOf(sent.text)).toContain('There is a problem');
  expect(sent.headers['cache-control']).toBe('private, no-cache');
});

test('Change pre-fills and returns straight to check-your-answers', async () => {
  const someone = await toCheck('no');
  const page = await someone.open('/feedback/missing?return=check');
  expect(page.text).toContain('a map');
  const sent = await someone.post('/feedback/missing', { what: 'a timetable' });
  expect(sent.headers['location']).toBe('/feedback/check');
});

test('a change that opens a branch asks its steps alone before it returns', async () => {
  const someone = await toCheck('yes');
  await someone.open('/feedback/visit?return=check');
  const changed = await someone.post('/feedback/visit', { found: 'partly' });
  expect(changed.headers['location']).toBe('/feedback/missing?return=check');
  await someone.open('/feedback/missing?return=check');
  const answered = await someone.post('/feedback/missing', { what: 'a map' });
  expect(answered.headers['location']).toBe('/feedback/check');
});

test('answers of a closed branch are not shown and not sent, and come back with the branch', async () => {
  const someone = await toCheck('no');
  await someone.open('/feedback/visit?return=check');
  await someone.post('/feedback/visit', { found: 'yes' });
  expect(textOf((await someone.open('/feedback/check')).text)).not.toContain('a map');
  await someone.open('/feedback/visit?return=check');
  const back = await someone.post('/feedback/visit', { found: 'no' });
  expect(back.headers['location']).toBe('/feedback/check');
  expect(textOf((await someone.open('/feedback/check')).text)).toContain('a map');

  await someone.open('/feedback/visit?return=check');
  await someone.post('/feedback/visit', { found: 'yes' });
  await someone.open('/feedback/check');
  const sent = await someone.post('/feedback/check');
  const reference = (sent.headers['location'] ?? '').split('/').pop()!;
  const submission = await storage.submissions.findByReference(reference);
  expect(Object.keys(submission?.answers as object)).toEqual(['visit', 'contact']);
});

test('coming back resumes at the first incomplete step', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  const page = await someone.agent.get('/feedback');
  expect(page.headers['location']).toBe('/feedback/missing');
});

test('a double submit ends at one receipt and one submission', async () => {
  const someone = await toCheck('yes');
  const page = await someone.open('/feedback/check');
  const hidden = hiddenOf(page.text);
  const sent = await Promise.all([1, 2, 3].map(() => someone.post('/feedback/check', {}, hidden)));
  expect(new Set(sent.map((each) => each.headers['location'])).size).toBe(1);
  expect(sent.map((each) => each.status)).toEqual([303, 303, 303]);
  const reference = sent[0]?.headers['location']?.split('/').pop() ?? '';
  const found = [];
  for await (const submission of storage.submissions.list({ reference })) found.push(submission);
  expect(found).toHaveLength(1);
});

test('after finishing, a step says that the form was sent, and starting again gives a new reference', async () => {
  const someone = await toCheck('yes');
  await someone.open('/feedback/check');
  const first = await someone.post('/feedback/check');
  const again = await someone.open('/feedback/visit');
  expect(headingOf(again.text)).toContain('already sent');
  const started = await someone.post('/feedback/start');
  expect(started.headers['location']).toBe('/feedback/visit');
  await someone.answer('/feedback/visit', { found: 'yes' });
  await someone.answer('/feedback/contact', {});
  await someone.open('/feedback/check');
  const second = await someone.post('/feedback/check');
  expect(second.headers['location']).not.toBe(first.headers['location']);
});

test('a form sent into a session that has ended is held on the expired page, and goes on in a new one', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  const page = await someone.open('/feedback/missing');
  const stranger = visitor(app);
  const sent = await stranger.post('/feedback/missing', { what: 'my <b>umbrella</b>' }, hiddenOf(page.text));
  expect(sent.status).toBe(410);
  expect(sent.text).toContain('my &lt;b&gt;umbrella&lt;/b&gt;');
  expect(sent.headers['set-cookie']).toBeUndefined();

  const carried = await stranger.post('/feedback/missing', { what: 'my umbrella' }, hiddenOf(sent.text));
  expect(carried.headers['location']).toBe('/feedback/visit');
  expect(await stranger.answer('/feedback/visit', { found: 'no' })).toBe('/feedback/missing');
  expect((await stranger.open('/feedback/missing')).text).toContain('my umbrella');
});

test('deleting the answers can be undone, or made final, which destroys the session and clears the cookie', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  const remove = async () => {
    await someone.open('/feedback/end');
    const sent = await someone.post('/feedback/end');
    expect(sent.headers['location']).toBe('/feedback/end?deleted');
    return someone.open('/feedback/end?deleted');
  };
  expect(textOf((await remove()).text)).toContain('You can undo this until');
  expect((await someone.open('/feedback/missing')).text).toContain('Your answers are deleted');
  const undone = await someone.post('/feedback/end');
  expect(undone.headers['location']).toBe('/feedback/missing');
  await remove();
  const sent = await someone.post('/feedback/end', { _erase: '1' });
  expect(String(sent.headers['set-cookie'])).toMatch(/stepway=;.*Expires=Thu, 01 Jan 1970/);
  expect((await someone.open('/feedback/end?deleted')).text).not.toContain('_undo');
  expect((await someone.agent.get('/feedback/missing')).headers['location']).toBe('/feedback/visit');
});

test('the same step answered in two tabs: the later one is told and loses nothing', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  const one = hiddenOf((await someone.open('/feedback/missing')).text);
  const two = hiddenOf((await someone.open('/feedback/missing')).text);
  await someone.post('/feedback/missing', { what: 'first' }, one);
  const sent = await someone.post('/feedback/missing', { what: 'second' }, two);
  expect(sent.status).toBe(409);
  expect(sent.text).toContain('first');
  expect(sent.text).toContain('second');
  const kept = await someone.post('/feedback/missing', { what: 'second' }, hiddenOf(sent.text));
  expect(kept.status).toBe(303);
  expect((await someone.open('/feedback/missing')).text).toContain('second');
});

test('the same page may answer its step again, as after Back', async () => {
  const someone = visitor(app);
  const hidden = hiddenOf((await someone.open('/feedback/visit')).text);
  await someone.post('/feedback/visit', { found: 'no' }, hidden);
  const { _instance } = hiddenOf((await someone.open('/feedback/missing')).text);
  const again = await someone.post('/feedback/visit', { found: 'yes' }, { ...hidden, _instance: _instance! });
  expect(again.status).toBe(303);
});

test('"save and come back later" keeps what is typed, finished or not', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'yes' });
  const page = await someone.open('/feedback/contact');
  expect(page.text).toContain('name="_save"');
  const sent = await someone.post('/feedback/contact', { email: 'ann@', _save: '1' });
  expect(sent.headers['location']).toBe('/feedback/saved');
  expect(textOf((await someone.open('/feedback/saved')).text)).toContain('saved');
  expect((await someone.open('/feedback')).text).toContain('value="ann@"');
});
