import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { connect, cookieFetch, type Page } from '../../../src/client/index.ts';
import type { WizardDefinition } from '../../../src/index.ts';
import { answers } from '../../../src/render/front-end/answers/answers.ts';
import { openApiOf } from '../../../src/render/front-end/openapi.ts';
import { movableClock, walk } from '../../../src/testing/index.ts';
import { serve } from '../../../src/testing/own-app.ts';
import expenses from '../../../wizards/expenses.ts';
import feedback from '../../../wizards/feedback.ts';
import grant from '../../../wizards/grant.ts';
import household from '../../../wizards/household.ts';
import permit from '../../../wizards/permit.ts';
import registration from '../../../wizards/registration.ts';
import { services } from '../../../wizards/parts/services.ts';
import stay from '../../../wizards/stay.ts';
import visa from '../../../wizards/visa.ts';
import { follow } from '../../support/follow-by-client.ts';

const samples = [expenses, feedback, grant, household, permit, registration, stay, visa];

interface Response {
  readonly content?: { readonly [type: string]: { readonly schema: object } };
}
type Operation = { readonly responses: { readonly [status: string]: Response & { readonly $ref?: string } } };

const document = JSON.parse(JSON.stringify(openApiOf(samples, ''))) as {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: {
    readonly schemas: { readonly [name: string]: object };
    readonly responses: { readonly [name: string]: Response };
  };
};

/** Schemas that name all that there is: what an answer has besides is described nowhere. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const inner = Object.fromEntries(Object.entries(schema).map(([name, each]) => [name, closed(each)]));
  const isOpen = 'properties' in schema && !('additionalProperties' in schema);
  return isOpen && 'type' in schema && schema.type === 'object'
    ? { ...inner, additionalProperties: false }
    : inner;
}

// Keywords of ours, such as `control`, are no mistakes.
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, code: { optimize: false } });
// Its types say CommonJS; what is imported is its function.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'api', components: closed(document.components) });

const templates = Object.keys(document.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/** The operation of a request; an address without parameters is told from one with. */
function operationOf(
  method: string,
  pathname: string,
): { readonly path: string; readonly operation: Operation | undefined } {
  const found = templates.filter(({ pattern }) => pattern.test(pathname));
  const { path } = found.find((each) => each.path === pathname) ?? found[0] ?? { path: pathname };
  return { path, operation: document.paths[path]?.[method.toLowerCase()] };
}

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a real answer by its description. */
function faultsOf(method: string, pathname: string, response: globalThis.Response, body: unknown): string[] {
  const { path, operation } = operationOf(method, pathname);
  const where = `${method} ${path} ${response.status}`;
  const said = operation?.responses[response.status];
  if (said === undefined) return [`${where}: not described`];
  const known = said.$ref === undefined ? said : document.components.responses[said.$ref.split('/').at(-1)!]!;
  const type = (response.headers.get('Content-Type') ?? '').split(';')[0]!;
  if (known.content === undefined) return [];
  const schema = known.content[type]?.schema;
  if (schema === undefined) return [`${where}: no ${type}`];
  const validate =
    compiled.get(where + type) ??
    ajv.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components', '"api#/components')));
  compiled.set(where + type, validate);
  if (validate(body)) return [];
  const kind = (body as { kind?: string }).kind;
  return (validate.errors ?? []).map((error) =>
    [where, kind, error.instancePath, error.message, JSON.stringify(error.params)].join(' '),
  );
}

const faults = new Set<string>();
const seen = new Set<string>();

/** A visitor each of whose answers is held against the description. */
function watched(): typeof fetch {
  return cookieFetch(async (input, init = {}) => {
    const response = await fetch(input, init);
    const { method = 'GET' } = init;
    const { pathname } = new URL(String(input));
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
    const body: unknown = isJson ? await response.clone().json() : undefined;
    for (const fault of faultsOf(method, pathname, response, body)) faults.add(fault);
    seen.add([response.status, (body as { kind?: string } | undefined)?.kind ?? ''].join(' '));
    return response;
  });
}

const outbox = mkdtempSync(join(tmpdir(), 'stepway-outbox-'));
const clock = movableClock();
let served: Awaited<ReturnType<typeof serve>>;
let guarded: 401 | 403 | undefined;
beforeAll(async () => {
  process.env['STEPWAY_OUTBOX'] = outbox;
  served = await serve({
    wizards: samples,
    services,
    now: clock.now,
    guard: () => (guarded === undefined ? undefined : { to: '/login', status: guarded }),
  });
});
afterAll(async () => {
  await served.close();
  delete process.env['STEPWAY_OUTBOX'];
  rmSync(outbox, { recursive: true });
});

// Compiling the schemas takes so long that a connection can be closed in between: that is tried again.
const visitor = (id: string, ask = watched()) =>
  connect<unknown>({ base: served.origin, id, fetch: ask, tries: 3 });

test.each(samples.map((definition): [string, WizardDefinition] => [definition.id, definition]))(
  'each answer on the ways through %s is as OpenAPI describes it',
  async (id, definition) => {
    const { paths } = await walk(definition, {
      fixed: id === 'registration' ? { workshops: { chosen: ['forms'] } } : {},
    });
    for (const path of paths.filter((_, index) => index % Math.ceil(paths.length / 2) === 0)) {
      for (const step of path.steps) served.own?.giveFromSite(id, step, path.answers[step] ?? {});
      const ask = watched();
      await follow(visitor(id, ask), path, {
        // Each page is sent wrongly first, and looked at again.
        before: async (page) => {
          if (page.kind !== 'step') return;
          const wrong = await page.send(
            Object.fromEntries(Object.keys(page.schema.properties).map((name) => [name, { no: 1 }])),
          );
          if (wrong.kind === 'step') await wrong.go(wrong.links.self);
        },
      });
      await visitor(id, ask).open();
    }
    expect([...faults]).toEqual([]);
  },
);

function step(page: Page<unknown>): Extract<Page<unknown>, { kind: 'step' }> {
  if (page.kind !== 'step') throw new Error(`no step: ${JSON.stringify(page)}`);
  return page;
}

test('so are conflicts, drafts, checks of a field, ended sessions, deletions and refusals', async () => {
  const client = visitor('feedback');
  const stale = step(await client.openStep('visit'));
  await step(await client.openStep('visit')).send({ found: 'yes' });
  const conflict = await stale.send({ found: 'no' });
  if (conflict.kind !== 'conflict') throw new Error(conflict.kind);
  const contact = step(await client.openStep('contact'));
  await contact.check('email', { email: 'ann' });
  await contact.draft({ email: 'ann' });
  await client.openStep('contact');
  await client.keep();
  await client.deleteAnswers();
  await client.go('/feedback/end');
  await client.go('/');

  const late = visitor('feedback');
  await step(await late.openStep('visit')).send({ found: 'yes' });
  const open = step(await late.openStep('contact'));
  clock.advance({ hours: 25 });
  const expired = await open.send({ email: 'ann@example.com' });
  if (expired.kind !== 'expired') throw new Error(expired.kind);
  await expired.takeOver();
  await late.keep();

  const withoutCookies = connect<unknown>({
    base: served.origin,
    id: 'feedback',
    tries: 1,
    fetch: unkept(watched),
  });
  const first = await withoutCookies.openStep('visit');
  await step(first).send({ found: 'yes' });
  for (guarded of [401, 403] as const) await client.open();
  guarded = undefined;

  expect([...faults]).toEqual([]);
  expect([...seen]).toEqual(
    expect.arrayContaining([
      '409 conflict',
      '410 expired',
      '422 step',
      '200 deleted',
      '200 list',
      '400 no-cookies',
      '401 log-in',
      '403 forbidden',
    ]),
  );
});

test('so are lists, rows, saved runs and their links, and bodies that cannot be read', async () => {
  const home = watched();
  const { paths } = await walk(household);
  const longest = paths.reduce((one, other) => (other.steps.length > one.steps.length ? other : one));
  let looked = 0;
  await follow(visitor('household', home), longest, {
    before: async (page) => {
      if (page.kind !== 'items' || page.items.length === 0) return;
      looked += 1;
      await page.go(page.links.self);
      const asking = await page.go(page.items[0]!.links.remove);
      expect(asking.kind).toBe('remove-item');
      await post(home, page.links.self, page.stamp);
    },
  });
  expect(looked).toBeGreaterThan(0);

  const away = watched();
  const visaRun = visitor('visa', away);
  const first = await visaRun.open();
  const one = step(first.kind === 'start' ? await first.begin() : first);
  await one.send({ ...sampleOf(one) });
  await post(away, one.links.self, { ...one.stamp, _save: '1' });
  const saved = await visaRun.open();
  if (saved.kind !== 'saved-run') throw new Error(saved.kind);
  await one.send({ ...sampleOf(one) });
  await visaRun.go(String(saved.link));
  const elsewhere = visitor('visa');
  const link = await elsewhere.go(String(saved.link));
  if (link.kind !== 'open-saved') throw new Error(link.kind);
  await link.openRun();
  await visaRun.go('/visa/saved');
  await elsewhere.go(String(saved.link));
  await visaRun.openStep(one.step.key);

  await post(away, '/feedback/visit', 'not JSON').catch(() => undefined);
  await post(away, '/feedback/visit', { found: 'x'.repeat(1_100_000) });
  await post(away, '/feedback/visit', { found: 'yes' }, { 'Sec-Fetch-Site': 'cross-site' });
  await post(away, '/feedback/visit', { found: 'yes' });
  await visaRun.go('/feedback/end');
  await visaRun.go('/feedback/saved');

  expect([...faults]).toEqual([]);
  const kinds = new Set([...seen].map((each) => each.split(' ')[1]));
  // What needs a fault of the store or of the host, or another site, is made as others are.
  expect(Object.keys(answers).filter((kind) => !kinds.has(kind))).toEqual([
    'late',
    'in-progress',
    'full',
    'unavailable',
    'not-found',
    'unreadable',
    'error',
  ]);
});

/** Posts JSON as it is. */
async function post(ask: typeof fetch, path: string, body: object | string, headers = {}): Promise<void> {
  await ask(new URL(path, served.origin), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The first option of each choice of a page. */
function sampleOf({ schema }: Extract<Page<unknown>, { kind: 'step' }>): {
  readonly [field: string]: string;
} {
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, field]) => [name, field.options?.[0]?.value ?? 'Ann']),
  );
}

/** A visitor whose cookies are kept by nobody. */
function unkept(made: () => typeof fetch): typeof fetch {
  return (input, init) => made()(input, init);
}
