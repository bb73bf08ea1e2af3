import { setTimeout as pause } from 'node:timers/promises';
import { hiddenOf } from '../../support/visitor.ts';
import type { Client, Reply, Sent } from './client.ts';
import type { SharedHome } from './shared-home.ts';

export const stepCount = 8;

/** What one visitor was told, and may expect to find. */
export interface Visitor {
  readonly name: string;
  cookie: string;
  instance: string;
  /** By step: the value acknowledged last, and those sent since, whose outcome nobody knows. */
  readonly ledger: Map<string, { acknowledged: string | undefined; unknown: Set<string> }>;
}

/** How a visitor asks again: which server, and how long until the next try. */
export interface Trying {
  readonly client: Client;
  /** The port for the nth try. */
  readonly portFor: (attempt: number) => number;
  /** No more tries once it says so. */
  readonly isOver?: () => boolean;
}

/** What a visitor sends, whichever server gets it. */
export type Sending = Omit<Sent, 'port'>;

const longestTryMs = 60_000;

/**
 * Sends again until an answer is what was hoped for, as a visitor who presses the button again.
 *
 * @returns undefined when it is over
 */
export async function insist(
  { client, portFor, isOver = () => false }: Trying,
  sent: Sending,
  isGood: (reply: Reply) => boolean,
): Promise<Reply | undefined> {
  const started = performance.now();
  for (let attempt = 0; !isOver(); attempt += 1) {
    const reply = await client.send({ ...sent, port: portFor(attempt) }).catch(() => undefined);
    if (reply !== undefined && isGood(reply)) return reply;
    if (performance.now() - started > longestTryMs) {
      const last = reply === undefined ? 'no answer' : `${reply.status} ${reply.location}`;
      throw new Error(`${sent.path}: still ${last} after ${longestTryMs / 1000} s`);
    }
    await pause(20 + attempt * 10);
  }
  return undefined;
}

/** What a browser that keeps cookies brings back from its first page. */
export const triedCookie = 'stepway-cookies=1';

/** A visitor who has answered every step of the wizard `many` once. */
export async function openVisitor(name: string, trying: Trying): Promise<Visitor> {
  const first = await insist(
    trying,
    { path: '/many/s0', cookie: triedCookie, form: { value: 'first', _page: 'page-of-s0' } },
    ({ status, cookie }) => status === 303 && cookie !== undefined,
  );
  const cookie = first?.cookie ?? '';
  const page = await insist(trying, { path: '/many/s1', cookie }, ({ status }) => status === 200);
  const instance = hiddenOf(page?.text ?? '')['_instance'] ?? '';
  const visitor: Visitor = { name, cookie, instance, ledger: new Map() };
  for (let step = 0; step < stepCount; step += 1) {
    const form = formOf(visitor, `s${step}`, 'first');
    await insist(trying, { path: `/many/s${step}`, cookie, form }, ({ status }) => status === 303);
    visitor.ledger.set(`s${step}`, { acknowledged: 'first', unknown: new Set() });
  }
  return visitor;
}

/** Answers a step once, and notes in the ledger what the answer says. */
export async function answer(
  { client, port }: { readonly client: Client; readonly port: number },
  visitor: Visitor,
  step: string,
  value: string,
): Promise<Reply | undefined> {
  const noted = visitor.ledger.get(step) ?? { acknowledged: undefined, unknown: new Set<string>() };
  visitor.ledger.set(step, noted);
  noted.unknown.add(value);
  const { cookie } = visitor;
  const sent = { port, path: `/many/${step}`, cookie, form: formOf(visitor, step, value) };
  const reply = await client.send(sent).catch(() => undefined);
  if (reply?.status === 303) {
    noted.acknowledged = value;
    noted.unknown.clear();
  }
  return reply;
}

/** How many of a visitor's acknowledged answers are not there, nor anything that they sent later. */
export async function lostAnswers(home: SharedHome, visitor: Visitor): Promise<readonly string[]> {
  const state = await home.stateOf(sessionIdOf(visitor.cookie));
  const lost: string[] = [];
  for (const [step, { acknowledged, unknown }] of visitor.ledger) {
    const found = state?.wizards['many']?.answers[step]?.['value'];
    const stored = typeof found === 'string' ? found : 'nothing';
    if (acknowledged === undefined || stored === acknowledged || unknown.has(stored)) continue;
    lost.push(`${visitor.name} ${step}: ${acknowledged} was acknowledged, ${stored} is stored`);
  }
  return lost;
}

/** The session's id in a signed cookie. */
export function sessionIdOf(cookie: string): string {
  return /=s%3A([^.]+)\./.exec(cookie)?.[1] ?? '';
}

// The same page name each time, so that a visitor's own next answer is no conflict.
function formOf({ instance }: Visitor, step: string, value: string): Record<string, string> {
  return { value, _instance: instance, _page: `page-of-${step}` };
}
