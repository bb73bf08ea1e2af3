import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/app/config.ts';
import { weakSettings } from '../../src/app/weak-settings.ts';

const strong = { NODE_ENV: 'production', SESSION_SECRET: 'q3Zr8vXw2LkT9mYb7NcJ4hGd' };
const warned = (env: Readonly<Record<string, string>>) =>
  weakSettings(readConfig({ SESSION_SECRET: strong.SESSION_SECRET, ...env }));

test('sound settings are silent, of production and of one machine', () => {
  expect(warned({ ...strong, HOST: '0.0.0.0', TRUST_PROXY: '1' })).toEqual([]);
  for (const HOST of ['127.0.0.1', 'localhost', '::1']) expect(warned({ HOST })).toEqual([]);
});

test.each([
  'aaaaaaaaaaaaaaaa',
  'changeme-changeme',
  'my-very-secret-text',
  'abababababababab',
  'xyzzyplughxyzzyplugh',
])('a secret that can be guessed is warned of, and not shown: %s', (SESSION_SECRET) => {
  const [line] = warned({ ...strong, SESSION_SECRET });
  expect(line).toMatch(/^SESSION_SECRET .*openssl rand/);
  expect(line).not.toContain(SESSION_SECRET);
});

test.each([
  [{ HOST: '0.0.0.0' }, 'NODE_ENV=production'],
  [{ HOST: '203.0.113.9', NODE_ENV: 'staging' }, 'NODE_ENV=production'],
  [{ ...strong, TRUST_PROXY: 'true' }, 'TRUST_PROXY=true'],
  [{ ...strong, LOG_LEVEL: 'debug' }, 'LOG_LEVEL=debug'],
])('what others can make use of is warned of: %p', (env, words) => {
  expect(warned(env)).toEqual([expect.stringContaining(words)]);
});
