import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { explainAnswers } from '../../src/cli/explain.ts';
import { printable, printing } from '../../src/cli/run.ts';

test.each([
  ['an escape sequence', '\u001b]0;owned\u0007\u001b[2J', '\\u001b]0;owned\\u0007\\u001b[2J'],
  ['the one-byte form of it', '\u009b2J', '\\u009b2J'],
  ['a deletion', 'a\u007fb', 'a\\u007fb'],
  ['a carriage return', 'safe\rdone', 'safe\\u000ddone'],
  ['a change of direction', 'a\u202eb\u2066', 'a\\u202eb\\u2066'],
  ['what is not seen', 'pay\u200bpal\ufeff', 'pay\\u200bpal\\ufeff'],
  ['other line ends', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['a tag beyond the first plane', '\u{e0041}', '\\udb40\\udc41'],
])('%s is written out', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('what people read stays: letters of every script, line breaks and tabs', () => {
  const text = 'Zoë 東京 عربي 🎉\n\tend\n';
  expect(printable(text)).toBe(text);
});

test('a JSON line stays the same data', () => {
  const data = { a: '\u001b[2J\u009b\u202e\u2028\u{e0041} Zoë', 'k\u0085': [1, null] };
  const line = printable(JSON.stringify(data));
  expect(JSON.parse(line)).toEqual(data);
  expect(line).toMatch(/^[\P{C}]+$/u);
});

test('what a command writes about answers goes through it', async () => {
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const { writeFile, mkdtemp, rm } = await import('node:fs/promises');
  const folder = await mkdtemp('/tmp/stepway-printable-');
  const answers = `${folder}/answers.json`;
  await writeFile(answers, JSON.stringify({ visit: { found: '\u001b]0;owned\u0007' } }));
  const terminal = printing(output as unknown as NodeJS.WriteStream);
  await explainAnswers('feedback', { answers, folder: 'wizards' }, terminal);
  await rm(folder, { recursive: true });
  expect(chunks.join('')).toContain('Waits at');
  expect(chunks.join('')).not.toContain('\u001b');
});
