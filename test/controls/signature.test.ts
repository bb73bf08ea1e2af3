import { expect, test } from '@jest/globals';
import { longestDrawing, signature as control } from '../../src/controls/signature.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { signature } from '../../src/index.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('signature');
const drawn = 'M10 20L30 40M1 1L2 2';

test.each([
  [{ name: ' Ann  ', drawing: '' }, { name: 'Ann' }],
  [
    { name: 'Ann', drawing: drawn },
    { name: 'Ann', drawing: drawn },
  ],
  [{ name: '', drawing: '' }, undefined],
])('%j is read as %j', (sent, becomes) => {
  expect(read(sent)).toEqual(becomes);
});

test('it stands there again, and the summary says that it is drawn', () => {
  expect(typed({ name: 'Ann' })).toEqual({ name: 'Ann', drawing: '' });
  expect(lines({ name: 'Ann', drawing: drawn })).toEqual(['Ann', 'Signature drawn']);
});

test.each([
  [{ drawing: drawn }, 'required.signature'],
  [{ name: 'Ann', drawing: 'M1 1"/><script>' }, 'invalid.signature'],
  [{ name: 'Ann', drawing: 'M1 1'.repeat(longestDrawing / 4 + 1) }, 'invalid.signature'],
  [{ name: 'Ann', drawing: drawn }, undefined],
])('%# is refused in words: %s', (value, key) => {
  expect(control.faultOf?.(value, introspect('it', signature('Sign')).field)?.fault.key).toBe(key);
});

test('nothing but a path comes back to the page', () => {
  const { field } = introspect('it', signature('Sign'));
  const own = (drawing: string) => control.own?.(field, { name: 'Ann', drawing }, undefined as never);
  expect(own('M1 1"/><script>')).toMatchObject({ drawing: '' });
  expect(own(drawn)).toMatchObject({ drawing: drawn });
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
