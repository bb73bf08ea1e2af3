import { expect, test } from '@jest/globals';
import { controlOf } from '../../src/controls/all.ts';
import type { RefusedFile } from '../../src/controls/file.ts';
import { english, languageOf } from '../../src/language/language.ts';
import { asked } from './asked.ts';

const ref = { id: 'x', name: 'me.png', type: 'image/png', bytes: 1_234_567, sha256: 'ab' };
const { field, read, typed, lines, samplesFit } = asked('file');
const kind = controlOf(field);

test('what a form carries is read as a reference, and nothing else of it', () => {
  const token = JSON.stringify({ ...ref, owner: 'run', more: 1 });
  expect(read([token])).toEqual(ref);
  expect(read(['', '[object File]', token])).toEqual(ref);
  expect(read([])).toBeUndefined();
  expect(read(undefined)).toBeUndefined();
});

test('of several the last counts where one is asked for, and all where a list is', () => {
  const tokens = [JSON.stringify(ref), JSON.stringify({ ...ref, id: 'y' })];
  expect(read(tokens)).toMatchObject({ id: 'y' });
  expect(asked('file', { shape: 'list' }).read(tokens)).toMatchObject([{ id: 'x' }, { id: 'y' }]);
});

test('a front end sends references', () => {
  expect(kind.readJson?.({ ...ref, owner: 'run' })).toEqual(ref);
  expect(kind.readJson?.([ref])).toEqual([ref]);
  expect(kind.readJson?.('me.png')).toEqual({});
});

test('a stored file is carried by the form, and reads with its name and size', () => {
  expect(typed(ref)).toEqual([JSON.stringify(ref)]);
  expect(typed([ref, ref])).toHaveLength(2);
  expect(lines(ref)).toEqual(['me.png, 1.2 MB']);
});

const refusals: readonly [RefusedFile, string][] = [
  [
    { why: 'kind', types: ['application/pdf', 'image/*', 'image/jpeg'] },
    'Scan must be one of these kinds of file: PDF, image or JPEG',
  ],
  [{ why: 'size', maxBytes: 10_000_000 }, 'Scan must be a file of 10 MB or less'],
  [{ why: 'room', maxBytes: 500_000 }, 'Scan – All your files together must be 500 kB or less'],
  [{ why: 'scan', message: 'It has {subject}' }, 'Scan – It has {subject}'],
  [{ why: 'gone' }, 'We no longer have the file for your scan. Choose it again'],
  [{ why: 'empty' }, 'Scan is an empty file. Choose another one'],
];

test.each(refusals)('%j is said in words', (refused, said) => {
  const fault = kind.faultOf?.({ refused }, field)?.fault;
  const named = { control: 'file', meta: { label: 'Scan' } };
  expect(english.sayFault(named, fault!)).toBe(said);
});

test('what a form invents is no fault of ours, and no file', () => {
  for (const odd of [{ refused: 1 }, { refused: { why: 'because' } }, { refused: null }]) {
    expect(kind.faultOf?.(odd, field)?.fault.key).toBe('invalid.file');
  }
});

test('a size is read in the language of the page', () => {
  const page = { say: languageOf('de').say, language: 'de' };
  expect(kind.lines(ref, field, page)[0]).toMatch(/^me\.png, 1,2\sMB$/);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
