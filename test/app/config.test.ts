import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readConfig, readStoreConfig } from '../../src/app/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepway-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const base = { STEPWAY_DATA: folder };

test('without settings the server listens on port 3000 of this machine, with the embedded store', () => {
  expect(readConfig(base)).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    mongodbUrl: undefined,
    production: false,
    trustProxy: false,
    idleMs: 1_800_000,
    absoluteMs: 86_400_000,
    logLevel: 'info',
  });
});

test('in development one secret is made and kept, readable for its owner alone', () => {
  const [first] = readConfig(base).secrets;
  expect(readConfig(base).secrets).toEqual([first]);
  expect(readFileSync(join(folder, 'session-secret'), 'utf8')).toBe(first);
});

test('secrets are a list: the first signs', () => {
  const SESSION_SECRET = 'sixteen characters!, another sixteen chars';
  expect(readConfig({ ...base, SESSION_SECRET }).secrets).toEqual([
    'sixteen characters!',
    'another sixteen chars',
  ]);
});

test.each([
  ['true', true],
  ['2', 2],
  ['10.0.0.0/8', '10.0.0.0/8'],
])('TRUST_PROXY=%s is handed to Express as %p', (TRUST_PROXY, expected) => {
  expect(readConfig({ ...base, TRUST_PROXY }).trustProxy).toBe(expected);
});

test('every wrong setting is listed at once, by name', () => {
  const wrong = {
    ...base,
    NODE_ENV: 'production',
    PORT: '70000',
    MONGODB_URL: 'http://user:secret@host',
    IDLE_MINUTES: 'soon',
    LOG_LEVEL: 'loud',
  };
  const listed = (() => {
    try {
      readConfig(wrong);
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was thrown');
  })();
  expect(listed).toMatchObject({ code: 'CONFIG_INVALID' });
  for (const name of ['PORT', 'MONGODB_URL', 'IDLE_MINUTES', 'LOG_LEVEL', 'SESSION_SECRET']) {
    expect(listed.message).toContain(`${name}:`);
  }
  expect(listed.message).not.toContain('secret@');
});

test('an idle time longer than the absolute limit is refused', () => {
  expect(() => readConfig({ ...base, IDLE_MINUTES: '120', ABSOLUTE_HOURS: '1' })).toThrow('IDLE_MINUTES');
});

test('what the project sets, a deployment may override', () => {
  const own = {
    lifetime: { idleMs: 600_000, absoluteMs: 7_200_000 },
    rateLimits: { starts: 5 },
    trustedOrigins: ['https://a.example', 'https://b.example'],
    timeZone: 'Europe/Paris',
    concurrency: 3,
  };
  expect(readConfig(base, own)).toMatchObject({
    idleMs: 600_000,
    absoluteMs: 7_200_000,
    rateLimits: { starts: 5, rechecks: 300, searches: 300, submits: 60 },
    trustedOrigins: ['https://a.example', 'https://b.example'],
    timeZone: 'Europe/Paris',
    concurrency: 3,
  });
  const env = { ...base, IDLE_MINUTES: '20', TIME_ZONE: 'UTC', STARTS_PER_MINUTE: '0', HANDLER_PLACES: '' };
  expect(readConfig(env, own)).toMatchObject({
    idleMs: 1_200_000,
    absoluteMs: 7_200_000,
    rateLimits: { starts: undefined },
    timeZone: 'UTC',
    concurrency: 3,
  });
  expect(readStoreConfig(base, own).idleMs).toBe(600_000);
});

test('a folder of views that is named and not there is refused; the default need not be there', () => {
  expect(() => readConfig(base, { views: 'veiws' })).toThrow(
    'views in stepway.config.ts: there is no folder veiws',
  );
  expect(readConfig(base, { views: folder }).viewsFolder).toBe(folder);
  expect(readConfig(base).viewsFolder).toBe('views');
});

test.each([
  ['TRUSTED_ORIGINS', 'not an origin'],
  ['TRUSTED_ORIGINS', '*'],
  ['TRUSTED_ORIGINS', 'null'],
  ['TRUSTED_ORIGINS', 'https://app.example/'],
  ['TRUSTED_ORIGINS', 'https://app.example, https://APP.example'],
  ['TRUSTED_ORIGINS', 'ftp://app.example'],
  ['TRUST_PROXY', 'garbage'],
  ['TRUST_PROXY', '1.5'],
  ['TRUST_PROXY', 'yes'],
  ['NODE_ENV', 'prod'],
  ['NODE_ENV', 'Production'],
  ['NODE_ENV', 'producton'],
  ['ABSOLUTE_HOURS', '1e9'],
  ['IDLE_MINUTES', 'Infinity'],
])('%s=%s is refused at the start', (name, value) => {
  expect(() => readConfig({ ...base, [name]: value })).toThrow(`${name}: `);
});

test.each([
  ['TRUSTED_ORIGINS', 'https://app.example, http://localhost:5173'],
  ['TRUST_PROXY', 'loopback, 10.0.0.0/8'],
  ['NODE_ENV', 'staging'],
  ['NODE_ENV', 'test'],
])('%s=%s is fine', (name, value) => {
  expect(() => readConfig({ ...base, [name]: value })).not.toThrow();
});

test('the settings of the store need no secret, make none, and mind nothing of the server', () => {
  const STEPWAY_DATA = join(folder, 'not-made');
  const env = { STEPWAY_DATA, NODE_ENV: 'production', PORT: 'none', ABSOLUTE_HOURS: '2' };
  expect(readStoreConfig(env)).toMatchObject({ dataFolder: STEPWAY_DATA, absoluteMs: 7_200_000 });
  expect(existsSync(STEPWAY_DATA)).toBe(false);
  expect(() => readStoreConfig({ MONGODB_URL: 'http://host' })).toThrow('MONGODB_URL: ');
});

test('the secret of development is whole when it is there, and leaves no draft behind', () => {
  const STEPWAY_DATA = mkdtempSync(join(folder, 'fresh-'));
  const [secret] = readConfig({ STEPWAY_DATA }).secrets;
  expect(secret?.length).toBeGreaterThanOrEqual(32);
  expect(readdirSync(STEPWAY_DATA)).toEqual(['session-secret']);
});

test('the time zone is a known one', () => {
  expect(readConfig({ ...base, TIME_ZONE: 'Europe/London' }).timeZone).toBe('Europe/London');
  expect(readConfig(base).timeZone).toBeUndefined();
  expect(() => readConfig({ ...base, TIME_ZONE: 'Europe/Londn' })).toThrow(
    'TIME_ZONE: must be a time zone such as "Europe/London"; did you mean "Europe/London"?',
  );
});

test('the size of the embedded store can be limited, for the server and for the commands alike', () => {
  const env = { STEPWAY_MAX_BYTES: '50000000' };
  expect(readStoreConfig(env).maxBytes).toBe(50_000_000);
  expect(readStoreConfig({}).maxBytes).toBeUndefined();
  expect(() => readStoreConfig({ STEPWAY_MAX_BYTES: '10' })).toThrow('STEPWAY_MAX_BYTES');
});

test('a limit of 0 a minute is none', () => {
  const secret = 'a-secret-of-16-characters-or-more';
  const { rateLimits } = readConfig({
    SESSION_SECRET: secret,
    STARTS_PER_MINUTE: '0',
    SUBMITS_PER_MINUTE: '5',
  });
  expect(rateLimits).toEqual({
    starts: undefined,
    rechecks: 300,
    searches: 300,
    submits: 5,
    links: 60,
    mails: 5,
  });
});
