import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { tokenizer, type Comment } from 'acorn';
import { loadAssets } from '../../../src/render/html/assets.ts';

test('assets have names that follow from their content, and are found by them alone', () => {
  const { urlName, find } = loadAssets();
  expect(urlName('stepway.css')).toMatch(/^stepway\.[0-9a-f]{12}\.css$/);
  const asset = find(urlName('htmx.js'));
  expect(asset?.type).toBe('text/javascript; charset=utf-8');
  expect(gunzipSync(asset!.gzip()).equals(asset!.body())).toBe(true);
  expect(find('stepway.css')).toBeUndefined();
});

test('the style is at most 12.5 kB and everything a first page loads stays small', () => {
  const { urlName, find } = loadAssets();
  const size = (name: Parameters<typeof urlName>[0]) => find(urlName(name))!.gzip().length;
  expect(size('stepway.css')).toBeLessThanOrEqual(12_500);
  expect(size('stepway.css') + size('stepway.js') + size('htmx.js')).toBeLessThanOrEqual(39_200);
});

const folder = 'views/assets/script';
const namesIn = (within: string) => readdirSync(within).filter((name) => name.endsWith('.js'));

test.each([
  ...namesIn(folder).map((name) => ['stepway.js', `${folder}/${name}`] as const),
  ...namesIn(`${folder}/on-demand`).map(
    (name) => [name as 'files.js', `${folder}/on-demand/${name}`] as const,
  ),
])('%s has all of %s but its comments', (served, file) => {
  const { urlName, find } = loadAssets();
  const whole = String(find(urlName(served))!.body());
  // In front of the search stands a library, whose licence is one of its comments.
  const own = served === ('search.js' as string) ? whole.slice(whole.lastIndexOf('\nlet shared;')) : whole;
  expect(read(own).comments).toEqual([]);
  expect(read(whole).tokens).toContain(read(readFileSync(file, 'utf8')).tokens);
});

test("the page's script names each module that it fetches as it is served", () => {
  const { urlName, find } = loadAssets();
  const script = String(find(urlName('stepway.js'))!.body());
  for (const name of namesIn(`${folder}/on-demand`)) expect(script).toContain(urlName(name as 'files.js'));
});

function read(script: string): { readonly tokens: string; readonly comments: readonly Comment[] } {
  const comments: Comment[] = [];
  const tokens = [...tokenizer(script, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments })];
  return { tokens: tokens.map(({ start, end }) => script.slice(start, end)).join(' '), comments };
}
