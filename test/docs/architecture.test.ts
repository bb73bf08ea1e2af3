import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { choiceFrom, stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { visitor } from '../support/visitor.ts';

const page = readFileSync('docs/architecture.md', 'utf8');

/** One drawn way: its files in order, and where somebody else has a say. */
function wayOf(heading: string): { readonly files: readonly string[]; readonly hooks: readonly string[] } {
  const section = page.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';
  const files = [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map((match) => match[1]!);
  return { files, hooks: [...section.matchAll(/\*\*(\w+)\*\*/g)].map((match) => match[1]!) };
}

test('every room of src/ is drawn, and no other', () => {
  const drawn = [...page.matchAll(/^  ([a-z-]+)\/ /gm)].map(([, room]) => room);
  const rooms = readdirSync('src', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(drawn.toSorted()).toEqual(rooms.toSorted());
});

test('every decision is named', () => {
  const decisions = readdirSync('docs/decisions').map((name) => `decisions/${name}`);
  expect(decisions.filter((file) => !page.includes(`(${file})`))).toEqual([]);
});

/** What happened, in order, and through which of our files each came. */
let seen: { readonly hook: string; readonly files: readonly string[] }[] = [];
function see(hook: string): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  const stack = new Error(hook).stack ?? '';
  Error.stackTraceLimit = stackTraceLimit;
  const files = [...stack.matchAll(/src\/([\w/-]+\.ts)/g)].map((match) => match[1]!).toReversed();
  seen.push({ hook, files: [...new Set(files)] });
}

const load = async () => {
  see('choices');
  return [{ value: 'sea', label: 'Sea' }];
};

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .facts({ plan: text('Plan').optional() })
  .step('where', {
    title: 'Where?',
    fields: {
      to: choiceFrom('Where to', load, { cacheMs: 1 }),
      note: text('Note').optional(),
    },
    check: () => see('check'),
  })
  .step('who', {
    title: 'Who?',
    fields: { from: choiceFrom('From where', load, { cacheMs: 1 }) },
    helpers: async () => {
      see('helpers');
      return {};
    },
  })
  .complete({ action: 'Book' });

let time = Date.now();
const now = () => (time += 10);
const storage = memoryStorage({
  now,
  onOperation: (operation, moment) => {
    if (moment === 'before') see(operation === 'read' ? 'read' : 'write');
  },
});
const forms = stepway({
  wizards: [trip],
  storage,
  worker: false,
  log: pino({ level: 'silent' }),
  now,
  guard: () => {
    see('guard');
    return undefined;
  },
  facts: () => {
    see('facts');
    return {};
  },
  prefill: () => {
    see('prefill');
    return undefined;
  },
  onEvent: () => see('onEvent'),
  layout: ({ body }) => {
    see('layout');
    return `<!doctype html><html><body>${body}</body></html>`;
  },
});
afterAll(() => forms.close(0));
const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use(forms);

/** Files that hand out functions which those below them call: on a stack they stand where they are called. */
const calledBack = ['http/router.ts', 'http/exchange.ts', 'session/access.ts'];

/** A visitor who has a session already, as a way of ours begins with its load. */
async function someoneUnderWay() {
  const someone = visitor(host);
  await someone.answer('/trip/where', { to: 'sea' });
  return someone;
}

describe.each([
  [
    'One POST',
    async () => {
      const someone = await someoneUnderWay();
      await someone.open('/trip/where');
      seen = [];
      expect((await someone.post('/trip/where', { to: 'sea', note: 'A note' })).status).toBe(303);
    },
  ],
  [
    'One GET',
    async () => {
      const someone = await someoneUnderWay();
      seen = [];
      expect((await someone.open('/trip/who')).status).toBe(200);
    },
  ],
])('%s', (heading, send) => {
  const { files, hooks } = wayOf(heading);

  test('passes at most twenty files, which stand where they are drawn', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.length).toBeLessThanOrEqual(20);
    expect(files.filter((file) => !existsSync(join('src', file)))).toEqual([]);
  });

  test('each file is imported by one above it, or handed in: by the app, or by express-session to the store', () => {
    const importsOf = (file: string) =>
      [...readFileSync(join('src', file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map((match) =>
        join(dirname(file), match[1]!),
      );
    const handedIn = importsOf('app/stepway.ts');
    const strangers = files.filter(
      (file, index) =>
        !handedIn.includes(file) && !files.slice(0, index).some((above) => importsOf(above).includes(file)),
    );
    expect(strangers.filter((file) => !file.startsWith('storage/'))).toEqual([]);
  });

  test('the store, the host and the author have their say in the order that is drawn', async () => {
    await send();
    expect(seen.map(({ hook }) => hook)).toEqual(hooks);
  });

  test('whatever was under way then had been entered in the order that is drawn', async () => {
    await send();
    for (const { hook, files: under } of seen) {
      const drawn = under.filter((file) => files.includes(file) && !calledBack.includes(file));
      const inOrder = drawn.toSorted((one, other) => files.indexOf(one) - files.indexOf(other));
      expect([hook, drawn]).toEqual([hook, inOrder]);
    }
    expect(seen.find(({ hook }) => hook === 'guard')?.files).toContain('http/route.ts');
  });
});
