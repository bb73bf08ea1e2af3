import { expect, test } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { loadAssets } from '../../../src/render/html/assets.ts';

test('assets have names that follow from their content, and are found by them alone', () => {
  const { urlName, find } = loadAssets();
  expect(urlName('stepway.css')).toMatch(/^stepway\.[0-9a-f]{12}\.css$/);
  const asset = find(urlName('htmx.js'));
  expect(asset?.type).toBe('text/javascript; charset=utf-8');
  expect(gunzipSync(asset!.gzip).equals(asset!.body)).toBe(true);
  expect(find('stepway.css')).toBeUndefined();
});

test('the style is at most 12 kB and everything a first page loads stays small', () => {
  const { urlName, find } = loadAssets();
  const size = (name: Parameters<typeof urlName>[0]) => find(urlName(name))!.gzip.length;
  expect(size('stepway.css')).toBeLessThanOrEqual(12_000);
  expect(size('stepway.css') + size('stepway.js') + size('htmx.js')).toBeLessThanOrEqual(40_000);
});
