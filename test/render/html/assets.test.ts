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
  expect(gunzipSync(asset!.gzip()).equals(asset!.body)).toBe(true);
  expect(find('stepway.css')).toBeUndefined();
});

test('the style is at most 12.2 kB and everything a first page loads stays small', () => {
  const { urlName, find } = loadAssets();
  const size = (name: Parameters<typeof urlName>[0]) => find(urlName(name))!.gzip().length;
  expect(size('stepway.css')).toBeLessThanOrEqual(12_200);
  expect(size('stepway.css') + size('stepway.js') + size('htmx.js')).toBeLessThanOrEqual(41_000);
});

test("the page's script has no comment, and lost nothing else of its files with them", () => {
  const { urlName, find } = loadAssets();
  const served = read(String(find(urlName('stepway.js'))!.body));
  expect(served.comments).toEqual([]);
  for (const name of readdirSync('views/assets/script')) {
    const { tokens } = read(readFileSync(`views/assets/script/${name}`, 'utf8'));
    expect(served.tokens).toContain(tokens);
  }
});

function read(script: string): { readonly tokens: string; readonly comments: readonly Comment[] } {
  const comments: Comment[] = [];
  const tokens = [...tokenizer(script, { ecmaVersion: 'latest', onComment: comments })];
  return { tokens: tokens.map(({ start, end }) => script.slice(start, end)).join(' '), comments };
}
