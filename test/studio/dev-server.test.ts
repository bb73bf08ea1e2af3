import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { StepwayConfig } from '../../src/index.ts';
import { startDev, type DevServer, type Reloaded } from '../../src/studio/dev-server.ts';
import type { SettingsSource } from '../../src/studio/live-settings.ts';
import { journey } from '../../src/testing/index.ts';
import { settingsOfProject } from '../../src/studio/project.ts';

let folder: string;
let server: DevServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-dev-'));
  await mkdir(join(folder, 'wizards/parts'), { recursive: true });
  await mkdir(join(folder, 'views'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(folder, { recursive: true });
});

const source = (label: string) => `import { wizard, text } from 'stepway';
import { title } from './parts/title.ts';
export default wizard({ id: 'a', title, version: 1 })
  .step('one', { title: 'One', fields: { name: text('${label}') } })
  .complete({ action: 'Send' });
`;
const put = (file: string, content: string) => writeFile(join(folder, 'wizards', file), content);

/** Settings that stand in no file. */
const given = (own: StepwayConfig = {}): SettingsSource => ({
  load: async () => ({ views: join(folder, 'views'), ...own }),
  files: () => [],
});

/** Starts, and gives the loadings one after the other. */
async function start(settings = given()) {
  const waiting: ((reloaded: Reloaded) => void)[] = [];
  const ready: Reloaded[] = [];
  server = await startDev(
    join(folder, 'wizards'),
    { PORT: '0', STEPWAY_DATA: join(folder, 'data') },
    {
      settings,
      log: pino({ level: 'silent' }),
      onLoaded: (reloaded) => {
        const next = waiting.shift();
        if (next === undefined) ready.push(reloaded);
        else next(reloaded);
      },
    },
  );
  const loaded = () =>
    new Promise<Reloaded>((resolve) => {
      const first = ready.shift();
      if (first === undefined) waiting.push(resolve);
      else resolve(first);
    });
  const { url } = server;
  const page = async (path: string) => (await fetch(`${url}${path}`)).text();
  // The system may report one save twice on a busy machine: what is waited for is the page, not a count of loadings.
  const shown = async (path: string, text: string) => {
    while (!(await page(path)).includes(text)) await loaded();
  };
  return { loaded, shown };
}

test('a save is served at once, of a wizard, of what it imports, and of a mistake', async () => {
  await put('parts/title.ts', `export const title = 'First';`);
  await put('a.ts', source('Name'));
  const { loaded, shown } = await start();
  expect(await loaded()).toMatchObject({ wizards: 1, faults: [] });
  await shown('/a/one', 'First');

  await put('parts/title.ts', `export const title = 'Second';`);
  await shown('/a/one', 'Second');

  await put('a.ts', source(''));
  let { faults } = await loaded();
  while (faults.length === 0) ({ faults } = await loaded());
  expect(faults).toEqual([expect.stringMatching(/a\.ts:4, step "one", field "name": has no label/)]);
  await shown('/a/one', 'has no label');

  await put('a.ts', source('Your name'));
  await shown('/a/one', 'Your name');
});

test('listening beyond this machine is warned of', async () => {
  const warned: string[] = [];
  const say = () => {};
  const log = {
    debug: say,
    info: say,
    error: say,
    warn: (_: object, said: string) => void warned.push(said),
  };
  const env = { PORT: '0', STEPWAY_DATA: join(folder, 'data') };
  server = await startDev(
    join(folder, 'wizards'),
    { ...env, HOST: '0.0.0.0' },
    { settings: given(), log, onLoaded: say },
  );
  expect(warned).toEqual([expect.stringContaining('other machines can reach the development server')]);
});

test('production is refused, with the way on', async () => {
  const options = { settings: given(), log: pino({ level: 'silent' }), onLoaded: () => {} };
  await expect(startDev(folder, { NODE_ENV: 'production' }, options)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('use stepway start'),
  });
});

test('nothing but the command line reaches the development server, and only when it is called', async () => {
  const files = (await readdir('src', { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('studio/'),
  );
  const reaching: string[] = [];
  for (const name of files) {
    const text = await readFile(join('src', name), 'utf8');
    if (/from '[^']*\/studio\/|from '\.\/dev\.ts'/.test(text)) reaching.push(name);
  }
  expect(reaching).toEqual(['cli/dev.ts']);
});

test('the theme and the services are those of the settings', async () => {
  await put(
    'a.ts',
    `import { choiceFrom, wizard } from 'stepway';
type Services = { berths: readonly string[] };
export default wizard({ id: 'a', title: 'A', version: 1, start: false })
  .uses<Services>()
  .step('one', {
    title: 'One',
    fields: {
      berth: choiceFrom('Berth', async ({ services }: { services: Services }) =>
        services.berths.map((label) => ({ value: label.toLowerCase(), label })),
      ),
    },
  })
  .complete({ action: 'Send' });
`,
  );
  const { loaded, shown } = await start(
    given({
      theme: { name: 'Harbour office' },
      services: async () => ({ berths: ['North', 'South'] }),
    }),
  );
  await loaded();
  await shown('/a/one', 'Harbour office');
  await shown('/a/one', 'value="south"');
});

test('the settings are read again when they are saved, and answers stay', async () => {
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  // What a file imports is known to jiti's own cache, in whose place Jest puts its own: the settings stand in one file.
  const brand = (name: string) =>
    write(
      'stepway.config.ts',
      `export default { theme: { name: '${name}' }, services: async () => ({ berths: ['${name}'] }) };`,
    );
  await brand('First');
  await put(
    'a.ts',
    `import { choiceFrom, text, wizard } from 'stepway';
const load = async ({ services }: { services: { berths: readonly string[] } }) =>
  services.berths.map((label) => ({ value: label, label }));
export default wizard({ id: 'a', title: 'A', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('one', { title: 'One', fields: { berth: choiceFrom('Berth', load) } })
  .complete({ action: 'Send' });
`,
  );
  const { loaded, shown } = await start(settingsOfProject([join(folder, 'stepway.config.ts')]));
  await loaded();
  const someone = journey(new URL(server!.url));
  await someone.start('a').answer({ name: 'Ann' }).expectText('First');

  await brand('Second');
  await shown('/a/who', 'Second');
  await someone.open('one').expectText('Second').open('who').expectStep('who');
  expect(Object.fromEntries((await someone).held)).toMatchObject({ name: 'Ann' });

  await write('stepway.config.ts', `export default { tehme: { name: 'Third' } };`);
  let { faults } = await loaded();
  while (faults.length === 0) ({ faults } = await loaded());
  expect(faults).toEqual([expect.stringContaining('did you mean "theme"')]);
  await shown('/a/who', 'Second');

  await brand('Third');
  await shown('/a/who', 'Third');
  await someone.close();
});

test('a choice that cannot be loaded is a page that names its field', async () => {
  await put(
    'a.ts',
    `import { choiceFrom, wizard } from 'stepway';
const load = async ({ services }: { services: { berths: string[] } }) =>
  services.berths.map((label) => ({ value: label, label }));
export default wizard({ id: 'a', title: 'A', version: 1, start: false })
  .step('one', { title: 'One', fields: { berth: choiceFrom('Berth', load) } })
  .complete({ action: 'Send' });
`,
  );
  const { loaded, shown } = await start();
  await loaded();
  await shown('/a/one', 'field &#34;berth&#34;: the options of the choice could not be loaded');
});
