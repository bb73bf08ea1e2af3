import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import session from 'express-session';
import type { Log } from '../../src/log.ts';
import { stepway, text, wizard, type StepwayOptions, type Theme } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';

const begun = wizard({ id: 'hire', title: 'Hire', version: 1 }).step('who', {
  title: 'Who?',
  fields: { name: text('Name') },
});
const hire = begun.complete({ action: 'Send' });
const storage = memoryStorage();

/** As JavaScript calls it, or a cast. */
const call = (options: unknown) => {
  const { close } = stepway(options as StepwayOptions);
  void close(0);
};

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'the options of stepway() must be an object'],
  [
    'no wizards',
    { storage },
    '"wizards" is missing in the options of stepway(); it must be a list of wizards',
  ],
  [
    'origins by another name',
    { wizards: [hire], storage, origins: ['https://a.example'] },
    'unknown property "origins" in the options of stepway(); did you mean "trustedOrigins"?',
  ],
  [
    'any origin',
    { wizards: [hire], storage, trustedOrigins: ['https://*.a.example'] },
    '"https://*.a.example" is no origin: name each one in full, such as https://app.example',
  ],
  [
    'a host as an origin',
    { wizards: [hire], storage, trustedOrigins: ['a.example'] },
    '"a.example" is no origin, which is scheme and host alone; did you mean https://a.example?',
  ],
  [
    'a list as an origin',
    { wizards: [hire], storage, origin: ['https://a.example'] },
    '"origin" in the options of stepway() must be an origin, such as "https://app.example"',
  ],
  [
    'one wizard',
    { wizards: hire, storage },
    '"wizards" in the options of stepway() must be a list of wizards',
  ],
  [
    'an unfinished wizard',
    { wizards: [begun], storage },
    '"wizards.0" in the options of stepway() must be a finished wizard: end its chain with .complete({ … })',
  ],
  [
    'a module',
    { wizards: [hire, { default: hire }], storage },
    '"wizards.1" in the options of stepway() must be a finished wizard, and is its module: import the default export',
  ],
  [
    'a file',
    { wizards: ['hire.js'], storage },
    'must be a finished wizard, as wizard({ … }).step(…).complete({ … }) gives',
  ],
  ['a wizard to come', { wizards: [Promise.resolve(hire)], storage }, 'and is a promise: await it'],
  [
    'no storage',
    { wizards: [hire] },
    '"storage" is missing in the options of stepway(); it must be a storage, such as await embeddedStorage',
  ],
  [
    'a storage to come',
    { wizards: [hire], storage: Promise.resolve(storage) },
    '"storage" in the options of stepway() must be a storage, and is a promise of one: await it',
  ],
  [
    'a session store',
    { wizards: [hire], storage: new session.MemoryStore() },
    'must be a storage, and is a session store',
  ],
  [
    'a guard that is none',
    { wizards: [hire], storage, guard: '/login' },
    '"guard" in the options of stepway() must be a function, such as (req) => ',
  ],
  [
    'a misspelt option',
    { wizards: [hire], storage, onevent: () => {} },
    'unknown property "onevent" in the options of stepway(); did you mean "onEvent"?',
  ],
  [
    'a misspelt theme',
    { wizards: [hire], storage, theme: { nmae: 'X' } },
    'unknown property "nmae" in theme of the options of stepway(); did you mean "name"?',
  ],
  [
    'a language that is none',
    { wizards: [hire], storage, theme: { language: 'en_GB' } },
    '"theme.language" in the options of stepway() must be a language tag (BCP 47), such as "en"',
  ],
  [
    'a time as text',
    { wizards: [hire], storage, lifetime: { idleMs: '30m', absoluteMs: 1 } },
    '"lifetime.idleMs" in the options of stepway() must be a number of milliseconds',
  ],
  [
    'a relative base',
    { wizards: [hire], storage, basePath: 'forms' },
    '"basePath" in the options of stepway() must be a path that begins with one "/", such as "/forms"',
  ],
  [
    'a base path that is another host',
    { wizards: [hire], storage, basePath: '//evil.example' },
    '"basePath" in the options of stepway() must be a path that begins with one "/", such as "/forms"',
  ],
  [
    'a time zone that is none',
    { wizards: [hire], storage, timeZone: 'Europe/Londn' },
    '"timeZone" in the options of stepway() must be a time zone such as "Europe/London"; did you mean "Europe/London"?',
  ],
  [
    'a log that is none',
    { wizards: [hire], storage, log: {} },
    '"log" in the options of stepway() must have debug, info, warn and error',
  ],
])('%s is refused with the fix', (_, options, message) => {
  expect(() => call(options)).toThrow(message);
  expect(() => call(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
});

test('everything that is wrong is said at once', () => {
  expect(() => call({ wizards: [begun], guard: '/login', onevent: 1 })).toThrow(
    /^stepway\(\) cannot be called like this:(\n {2}.*){4}$/,
  );
});

test('options that are undefined count as left out', () => {
  const names = ['views', 'theme', 'layout', 'guard', 'basePath', 'log', 'lifetime', 'worker', 'now'];
  const absent = Object.fromEntries(names.map((name) => [name, undefined]));
  expect(() => call({ wizards: [hire], storage, ...absent })).not.toThrow();
});

const warningsOf = (options: Partial<StepwayOptions>) => {
  const lines: string[] = [];
  const none = () => {};
  const log: Log = { debug: none, info: none, warn: (_facts, line) => void lines.push(line), error: none };
  call({ wizards: [hire], storage, log, ...options });
  return lines;
};

test('what may be meant is a warning: a folder that is not there, and names that are nearly ours', () => {
  const theme: Partial<Theme> = {
    properties: { '--stepway-acent': 'red', '--stepway-accent': 'red', '--acme-x': '1' },
    words: { contineu: 'Next', continue: 'Next', 'acme.greeting': 'Hello' },
  };
  const worded = wizard({ id: 'worded', title: 'W', version: 1, words: { chagne: 'Edit' } })
    .step('who', { title: 'Who?', words: { 'required.txt': 'Say it' } })
    .complete({ action: 'Send' });
  expect(warningsOf({ theme, views: 'no-such-folder', wizards: [worded] })).toEqual([
    'views: there is no folder "no-such-folder"; the default views are shown',
    'theme.properties: nothing reads "--stepway-acent"; did you mean "--stepway-accent"?',
    'theme.words: "contineu" is no key of ours; did you mean "continue"?',
    'wizard "worded", words: "chagne" is no key of ours; did you mean "change"?',
    'wizard "worded", step "who", words: "required.txt" is no key of ours; did you mean "required.text"?',
  ]);
});

test('views of a wizard that stand where the ready-made server looks are not left unused in silence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepway-'));
  const before = process.cwd();
  process.chdir(folder);
  try {
    mkdirSync('views/other', { recursive: true });
    expect(warningsOf({})).toEqual([]);
    mkdirSync(`views/${hire.id}`);
    expect(warningsOf({})).toEqual([
      `views/${hire.id} is not used, as views is left out; name it: views: 'views'`,
    ]);
    expect(warningsOf({ views: 'views' })).toEqual([]);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
});

test('sound options are silent', () => {
  expect(warningsOf({ views: 'views', theme: { name: 'Acme', words: { back: 'Return' } } })).toEqual([]);
});
