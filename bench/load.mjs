import { Agent, request } from 'node:http';

/** How many visitors send at the same time, each with a session of their own. */
const visitorCount = 8;

const valid = {
  name: 'Ann Example',
  email: ' ann@example.com ',
  'arrival-day': '1',
  'arrival-month': '3',
  'arrival-year': '2099',
  guests: '1,000',
  country: 'fr',
  interests: ['music', 'food'],
  news: 'yes',
};

/** What is measured: each sends one request of a visitor, and knows the status that is right. */
export const kinds = {
  'POST, saved (303)': {
    method: 'POST',
    status: 303,
    bodyOf: (turn) => ({ ...valid, details: `Turn ${turn}` }),
  },
  'POST, refused (422, page)': {
    method: 'POST',
    status: 422,
    bodyOf: (turn) => ({ ...valid, email: `ann${turn}`, 'arrival-day': '31', 'arrival-month': '2' }),
  },
  'GET, the page again': { method: 'GET', status: 200, bodyOf: () => undefined },
};

/** Visitors of one server who have answered the step once and hold its page. */
export async function openVisitors(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: visitorCount });
  const visitors = [];
  for (let index = 0; index < visitorCount; index += 1) visitors.push(await openVisitor(url, agent));
  return { visitors, close: () => agent.destroy() };
}

/** Sends `count` requests of one kind, spread over the visitors. */
export async function send({ visitors }, kind, count) {
  let turn = 0;
  const work = async (visitor) => {
    while (turn < count) {
      turn += 1;
      const body = kind.bodyOf(turn);
      const sent = body === undefined ? undefined : encode({ ...visitor.stamp, ...body });
      const { status, text } = await exchange(visitor, kind.method, sent);
      if (status !== kind.status)
        throw new Error(`${kind.method} answered ${status}, not ${kind.status}: ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(visitors.map(work));
}

/**
 * The first line in which two pages differ, undefined when they say the same: ids, times, turns and blank lines aside. Only
 * servers that send the same page can be compared.
 */
export function firstDifference(one, other) {
  const linesOf = (page) =>
    page
      .replace(/ value="[\w-]{11,24}"/g, ' value="id"')
      .replace(/"\d{13}"/g, '"time"')
      .replace(/ datetime="[^"]*"/g, ' datetime="time"')
      .replace(/Turn \d+/g, 'Turn')
      .split('\n')
      .filter((line) => line.trim() !== '');
  const [a, b] = [linesOf(one), linesOf(other)];
  const at = a.findIndex((line, index) => line !== b[index]);
  if (at >= 0) return a[at];
  return a.length === b.length ? undefined : b[a.length];
}

/** The page of the step, for comparing what the two servers say. */
export async function pageOf({ visitors }, kind) {
  const body = kind.bodyOf(0);
  const sent = body === undefined ? undefined : encode({ ...visitors[0].stamp, ...body });
  return (await exchange(visitors[0], kind.method, sent)).text;
}

async function openVisitor(url, agent) {
  const visitor = { url: `${url}/visit/plan`, agent, cookie: '', stamp: {} };
  await exchange(visitor, 'GET');
  const first = await exchange(visitor, 'POST', encode({ ...valid, details: 'First' }));
  if (first.status !== 303)
    throw new Error(`the first POST answered ${first.status}: ${first.text.slice(0, 500)}`);
  const { text } = await exchange(visitor, 'GET');
  const hidden = text.matchAll(/<input type="hidden" name="(_\w+)" value="([^"]*)"/g);
  return { ...visitor, stamp: Object.fromEntries([...hidden].map(([, name, value]) => [name, value])) };
}

function exchange(visitor, method, body) {
  const { agent, url, cookie } = visitor;
  const headers = {
    Accept: 'text/html',
    'X-Forwarded-Proto': 'https',
    ...(cookie === '' ? {} : { Cookie: cookie }),
    ...(body === undefined
      ? {}
      : {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body),
          'Sec-Fetch-Site': 'same-origin',
        }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const given = response.headers['set-cookie']?.[0]?.split(';', 1)[0];
        if (given !== undefined) visitor.cookie = given;
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function encode(fields) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
  return new URLSearchParams(pairs).toString();
}
