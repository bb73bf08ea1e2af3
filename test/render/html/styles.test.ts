import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const folder = new URL('../../../views/assets/style/', import.meta.url);
const styleOf = (name: string) =>
  readFileSync(new URL(name, folder), 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');
const files = readdirSync(folder);

test.each(files)('%s says nothing of what is not Stepway’s', (file) => {
  const css = styleOf(file);
  const names = [...css.matchAll(/(?<![\w-])--[\w-]+/g)].map(([name]) => name);
  expect(names.filter((name) => !name.startsWith('--stepway-'))).toEqual([]);
  // What stands before a brace is a selector, an at-rule, or a step of a keyframe.
  const selectors = [...css.matchAll(/([^{};]+)\{/g)].map(([, text = '']) => text.trim());
  const foreign = selectors.filter((each) => !/^@|^(?:from|to|[\d%, \n]+)/.test(each)).flatMap(aloneIn);
  expect(foreign).toEqual([]);
});

/** Of a list of selectors those that may meet an element outside. */
function aloneIn(list: string): readonly string[] {
  return list
    .split(/,(?![^()]*\))/)
    .map((each) => each.trim())
    .filter((each) => !each.includes('.stepway'));
}

test.each(files)('%s makes nothing as tall as the window but Stepway’s own document', (file) => {
  const css = styleOf(file).replaceAll(/\.stepway-document > \.stepway \{[^}]*\}/g, '');
  const tall = [...css.matchAll(/[\w-]+:[^;{}]*\d(?:[dls]?v(?:h|b|min|max))\b[^;}]*/g)].map(([each]) => each);
  // Inside a host's layout there is less than the window. A limit makes nothing taller.
  expect(tall.filter((each) => !each.startsWith('max-'))).toEqual([]);
});

test('browsers that do not know light-dark() get the light one of each two colours', () => {
  const base = styleOf('base.css');
  const twofold = [...base.matchAll(/(--stepway-[\w-]+): [^;]*?light-dark\(\s*([^;]*);/g)];
  const older = new Map(
    [...styleOf('older.css').matchAll(/(--stepway-[\w-]+): ([^;]*);/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  expect([...older.keys()].toSorted()).toEqual(twofold.map(([, name]) => name).toSorted());
  for (const [, name, value = ''] of twofold) {
    const light = older.get(name)!.replace(/^0 [\d.]+(?:px|rem) [\w.]+ /, '');
    expect(value.startsWith(light)).toBe(true);
  }
});
