import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/app/load-config.ts';
import { createLoader } from '../../src/app/load-wizards.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepway-own-'));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
function loaded(source: string) {
  written += 1;
  const file = join(folder, `config-${written}.ts`);
  writeFileSync(file, source);
  return loadConfig(createLoader(), [join(folder, 'not-there.ts'), file]);
}
const config = (inside: string) =>
  loaded(`import { defineConfig, nope } from 'stepway';\nexport default defineConfig({ ${inside} });`);

test('a project without the file has no settings of its own', async () => {
  expect(await loadConfig(createLoader(), [join(folder, 'none.ts')])).toEqual({});
});

test('settings are read from TypeScript; services are not made by reading', async () => {
  const own = await config(
    `theme: { name: 'Town Hall' }, public: 'public', services: async () => { throw new Error('made'); },
     guard: (req) => (req.path === '/' ? undefined : '/login')`,
  );
  expect(own).toMatchObject({ theme: { name: 'Town Hall' }, public: 'public' });
  expect(typeof own.services).toBe('function');
});

test.each([
  ["gaurd: () => '/login'", 'unknown property "gaurd" in ', '; did you mean "guard"?'],
  ["theme: { nmae: 'x' }", '"nmae" in theme of ', '; did you mean "name"?'],
  ['services: () => nope', 'imports "nope" from stepway', 'which does not export it'],
  ['services: { db: 1 }', '"services" in ', 'must be a function that makes them: async () => ({ … })'],
  ['wizards: []', 'unknown property "wizards" in ', ''],
  ["trustedOrigins: ['https://a.example/']", '"trustedOrigins.0" in ', 'did you mean https://a.example?'],
  [
    "contentSecurityPolicy: { 'scrpt-src': [] }",
    'has no directive "scrpt-src"',
    'did you mean "script-src"?',
  ],
])('%s is refused with the place and the fix', async (inside, place, fix) => {
  const refused = await config(inside).catch((error: unknown) => error as Error);
  expect(refused).toMatchObject({ code: 'CONFIG_INVALID' });
  expect((refused as Error).message).toContain(place);
  expect((refused as Error).message).toContain(fix);
  expect((refused as Error).message).toMatch(/config-\d+\.ts/);
});

test('a file that cannot be loaded says so', async () => {
  await expect(loaded("import 'nowhere-at-all';")).rejects.toThrow(/config-\d+\.ts could not be loaded: /);
});

test('a late import that is not there does not hide why the file cannot be loaded', async () => {
  const refused = loaded(
    `export const later = () => import('./gone.ts');\nthrow new Error('no such tenant');`,
  );
  await expect(refused).rejects.toThrow(/could not be loaded[^]*gone\.ts/);
});
