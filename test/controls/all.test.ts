import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { controlNames, ourControls } from '../../src/controls/all.ts';
import { metaShape } from '../../src/definition/schema/field-meta.ts';

test.each(controlNames)('%s has a file of its own, a view and a test', (name) => {
  const control = ourControls[name as keyof typeof ourControls];
  expect(control.name).toBe(name);
  expect(existsSync(`src/controls/${name}.ts`)).toBe(true);
  expect(existsSync(`test/controls/${name}.test.ts`)).toBe(true);
  expect(control.isHidden === true || existsSync(`views/fields/${control.view}.ejs`)).toBe(true);
});

test('what a control declares, a meta may say', () => {
  const declared = Object.values(ourControls).flatMap(({ options }) => Object.keys(options));
  expect(declared.filter((option) => !Object.hasOwn(metaShape, option))).toEqual([]);
});
