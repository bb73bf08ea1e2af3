import { Agent, request } from 'node:http';
import { answersOf } from './form.mjs';

/** How many visitors send at the same time, if nothing else is said. */
const usualVisitors = 8;

const agent = new Agent({ keepAlive: true });
let opened = 0;

/**
 * A visitor with answers that no other visitor of this run gives, and no cookie yet.
 *
 * @param urls the servers; with more than one, each request goes to the next
 */
export function newVisitor(...urls) {
  opened += 1;
  return { urls, answers: answersOf(opened), cookies: new Map(), page: undefined };
}

/** Lets each do a piece of work, some at a time. */
export async function eachOf(visitors, work, atOnce = usualVisitors) {
  const waiting = [...visitors];
  const next = async () => {
    for (let visitor = waiting.shift(); visitor !== undefined; visitor = waiting.shift()) await work(visitor);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

/** Gets a page, follows redirects as a browser does, and remembers the page. */
export async function get(visitor, path) {
  return land(visitor, await exchange(visitor, 'GET', path));
}

/** Sends fields with the hidden ones of the page that the visitor sees; redirects are not followed. */
export function post(visitor, path, fields) {
  return exchange(visitor, 'POST', path, { ...hiddenFieldsOf(visitor.page.html), ...fields });
}

/** Follows an answer's redirects to a page. */
export async function land(visitor, answer) {
  let last = answer;
  while (last.status >= 300 && last.status < 400) last = await exchange(visitor, 'GET', last.location);
  visitor.page = last;
  return last;
}

/** The text of a page without what HTML escapes. */
export const textOf = ({ html }) =>
  html.replace(/&(?:#39|quot|amp);/g, (each) => ({ '&#39;': "'", '&quot;': '"', '&amp;': '&' })[each]);

function hiddenFieldsOf(html) {
  const inputs = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries(Array.from(inputs, ([, name, value]) => [name, value]));
}

/** What Chromium says of itself, as far as a server looks at it. */
const browserHeaders = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en-GB,en;q=0.9',
  'sec-fetch-site': 'same-origin',
};

function exchange({ urls, cookies }, method, path, fields) {
  urls.push(urls.shift());
  const body = fields && new URLSearchParams(fields).toString();
  const headers = { ...browserHeaders };
  if (cookies.size > 0) headers.cookie = Array.from(cookies, (pair) => pair.join('=')).join('; ');
  if (body !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    headers['content-length'] = Buffer.byteLength(body);
  }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, urls[0]), { agent, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        keepCookies(cookies, response.headers['set-cookie'] ?? []);
        const { statusCode: status, headers: received } = response;
        const html = Buffer.concat(chunks).toString();
        resolve({ status, location: received.location, headers: received, html, method, path });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function keepCookies(cookies, lines) {
  for (const line of lines) {
    const [name, value] = line.split(';', 1)[0].split('=');
    cookies.set(name, value);
  }
}
