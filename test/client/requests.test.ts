import { expect, test } from '@jest/globals';
import { connect, cookieFetch, UnexpectedAnswer } from '../../src/client/index.ts';

const step = {
  kind: 'step',
  step: { key: 'who', id: 'who', title: 'Who?', intro: [], introHtml: '' },
  schema: { type: 'object', properties: {}, required: [] },
  values: {},
  issues: [],
  stamp: { _page: 'p1' },
  links: { self: '/apply/trip/who' },
};

/** Answers requests in turn, and remembers them. */
function server(...answers: readonly (Response | Error)[]) {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  const left = [...answers];
  const ask: typeof fetch = async (input, init) => {
    asked.push({
      url: String(input),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    const answer = left.shift();
    if (answer === undefined || answer instanceof Error) throw answer ?? new TypeError('fetch failed');
    return answer;
  };
  return { asked, ask };
}

const json = (status: number, body: object, headers: { readonly [name: string]: string } = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const away = (headers = {}) => json(503, { kind: 'unavailable', typed: { name: 'Ann' } }, headers);

function client(ask: typeof fetch, options: { readonly tries?: number; readonly mostWaitMs?: number } = {}) {
  const waits: number[] = [];
  const connection = connect<unknown>({
    base: 'https://forms.example/apply/',
    id: 'trip',
    fetch: ask,
    onWait: ({ ms }) => waits.push(ms),
    ...options,
  });
  return { connection, waits };
}

test('the same request is made again after 503 and 429, when the server says', async () => {
  const { asked, ask } = server(
    json(200, step),
    away({ 'Retry-After': '0' }),
    json(429, {}, { 'Retry-After': '0' }),
    json(200, step),
  );
  const { connection, waits } = client(ask);
  const page = await connection.open();
  if (page.kind !== 'step') throw new Error(page.kind);
  expect(await page.send({ name: 'Ann' })).toMatchObject({ kind: 'step' });
  const posted = { url: 'https://forms.example/apply/trip/who', body: { name: 'Ann', _page: 'p1' } };
  expect(asked).toEqual([
    { url: 'https://forms.example/apply/trip', body: undefined },
    posted,
    posted,
    posted,
  ]);
  expect(waits).toEqual([0, 0]);
});

test('who is to wait longer than the bound is told so, and asks again', async () => {
  const { asked, ask } = server(away({ 'Retry-After': '60' }), json(200, step));
  const { connection, waits } = client(ask);
  const page = await connection.open();
  if (page.kind !== 'unavailable') throw new Error(page.kind);
  expect([page.status, page.retryAfterMs, waits, asked.length]).toEqual([503, 60_000, [], 1]);
  expect(await page.again()).toMatchObject({ kind: 'step' });
});

test('after the last try the page is handed over', async () => {
  const { asked, ask } = server(away({ 'Retry-After': '0' }), away({ 'Retry-After': '0' }));
  expect(await client(ask, { tries: 2 }).connection.open()).toMatchObject({
    kind: 'unavailable',
    status: 503,
  });
  expect(asked).toHaveLength(2);
});

test('a server that cannot be reached, and a proxy’s own page, are unavailable too', async () => {
  const proxy = new Response('<h1>Bad gateway</h1>', {
    status: 502,
    headers: { 'Content-Type': 'text/html' },
  });
  const { ask } = server(new TypeError('fetch failed'), proxy);
  const { connection } = client(ask, { tries: 1 });
  expect(await connection.open()).toMatchObject({ kind: 'unavailable', status: 0 });
  expect(await connection.open()).toMatchObject({ kind: 'unavailable', status: 502 });
});

test('an answer that is none of Stepway’s is thrown', async () => {
  const { ask } = server(new Response('<h1>Hello</h1>', { headers: { 'Content-Type': 'text/html' } }));
  await expect(client(ask).connection.open()).rejects.toThrow(UnexpectedAnswer);
});

test('a call that is aborted rejects, also while it waits', async () => {
  const stop = new AbortController();
  const { ask } = server(away({ 'Retry-After': '9' }));
  const opened = connect<unknown>({
    base: 'https://forms.example',
    id: 'trip',
    fetch: ask,
    onWait: () => stop.abort(new Error('left')),
  }).open({ signal: stop.signal });
  await expect(opened).rejects.toThrow('left');
});

test('cookies are kept, changed and forgotten, and go to their own server alone', async () => {
  const seen: (string | null)[] = [];
  const answers = [
    new Response(null, {
      status: 303,
      headers: [
        ['Location', '/two'],
        ['Set-Cookie', 'sid=1; Path=/; HttpOnly'],
        ['Set-Cookie', 'other=x'],
      ],
    }),
    new Response('two', {
      headers: [
        ['Set-Cookie', 'sid=2; Path=/'],
        ['Set-Cookie', 'other=; Max-Age=0'],
      ],
    }),
    new Response(null, { status: 303, headers: [['Location', 'https://elsewhere.example/']] }),
  ];
  const ask = cookieFetch(async (_url, init) => {
    seen.push(new Headers(init?.headers).get('Cookie'));
    return answers.shift()!;
  });
  expect(await (await ask('https://forms.example/one', { method: 'POST', body: '{}' })).text()).toBe('two');
  expect((await ask('https://forms.example/three')).status).toBe(303);
  expect(seen).toEqual([null, 'sid=1; other=x', 'sid=2']);
});
