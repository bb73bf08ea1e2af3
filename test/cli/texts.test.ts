import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Config } from '../../src/app/config.ts';
import type { LanguagesOption } from '../../src/app/languages.ts';
import { loadWizards } from '../../src/app/load-wizards.ts';
import { withFaultsOfTexts, withTextFiles } from '../../src/app/with-text-files.ts';
import type { Texts } from '../../src/definition/in-language.ts';
import { check } from '../../src/cli/check.ts';
import { UsageError } from '../../src/cli/run.ts';
import { writeTexts } from '../../src/cli/texts.ts';
import { viewFinder } from '../../src/render/html/views.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'stepway-texts-')), 'wizards');
  await mkdir(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const written = (title: string) => `import { wizard, text } from 'stepway';
export default wizard({ id: 'a', title: 'Ask', version: 1 })
  .step('one', { title: '${title}', fields: { name: text('Name') } })
  .step('two', { title: 'Hello {one.name}', fields: { more: text('More') } })
  .complete({ action: 'Send', confirmation: 'Sent' });
`;

const save = (name: string, content: string) => writeFile(join(folder, name), content);
const saveTexts = (texts: object, name = 'a.cy.json') => save(name, JSON.stringify(texts, undefined, 2));
const read = async (name = 'a.cy.json') =>
  JSON.parse(await readFile(join(folder, name), 'utf8')) as { [key: string]: unknown };

async function said(run: (out: PassThrough) => Promise<unknown>): Promise<string> {
  const out = new PassThrough();
  await run(out);
  out.end();
  return textOf(out);
}

const update = (name: string | undefined, more: { readonly words?: boolean; readonly to?: string } = {}) =>
  said((out) => writeTexts(name, { to: 'cy', folder, ...more }, out));

describe('stepway texts', () => {
  test('writes each text beside an empty place for its translation, and what is to do', async () => {
    await save('a.ts', written('One'));
    expect(await update('a')).toMatch(/a\.cy\.json: 7 texts, 7 to translate\nto show it, name it in/);
    expect(await read()).toMatchObject({
      title: { en: 'Ask', cy: '' },
      'steps.one.fields.name.label': { en: 'Name', cy: '' },
      'steps.two.title': { en: 'Hello {one.name}', cy: '' },
      'complete.action': { en: 'Send', cy: '' },
    });
  });

  test('keeps what is translated, says what changed, and names keys of no text', async () => {
    await save('a.ts', written('First'));
    await saveTexts({
      title: 'Gofyn',
      'steps.one.title': { en: 'One', cy: 'Un' },
      'steps.old.fields.more.label': { en: 'More', cy: 'Mwy' },
      'messages.Too late': 'Rhy hwyr',
    });
    const output = await update('a');
    expect(output).toContain('7 texts, 4 to translate, 1 to look at again');
    expect(output).toContain('"steps.old.fields.more.label" belongs to no text any more');
    expect(output).not.toContain('messages');
    expect(await read()).toMatchObject({
      title: { en: 'Ask', cy: 'Gofyn' },
      'steps.one.title': { en: 'First', was: 'One', cy: 'Un' },
      'steps.two.fields.more.label': { en: 'More', cy: 'Mwy' },
      'steps.old.fields.more.label': { en: 'More', cy: 'Mwy' },
      'messages.Too late': 'Rhy hwyr',
    });
    expect(await update('a')).toContain('1 to look at again');
  });

  test('writes one wizard’s and the words, where both are asked for, and the words alone', async () => {
    await save('a.ts', written('One'));
    expect(await update(undefined, { words: true })).toMatch(/^[^\n]*words\.cy\.json: \d+ texts/);
    expect(await update('a', { words: true })).toMatch(
      /a\.cy\.json: 7 texts.*\n.*words\.cy\.json: \d+ texts/,
    );
  });

  test('without a name writes those of all wizards, and the words that Stepway does not have in the language', async () => {
    await save('a.ts', written('One'));
    await update(undefined);
    expect(await read('words.cy.json')).toMatchObject({ continue: { en: 'Continue', cy: '' } });
  });

  test('overwrites no file that it cannot read', async () => {
    await save('a.ts', written('One'));
    await save('a.cy.json', '{ "title": ');
    await expect(update('a')).rejects.toThrow(UsageError);
    expect(await readFile(join(folder, 'a.cy.json'), 'utf8')).toBe('{ "title": ');
  });

  test.each([
    ['a wizard that is not there', 'b', 'cy'],
    ['a language that is none', 'a', 'Welsh language'],
    ['the language that the texts are written in', 'a', 'en'],
  ])('refuses %s', async (_what, name, to) => {
    await save('a.ts', written('One'));
    await expect(update(name, { to })).rejects.toThrow(UsageError);
  });
});

describe('files beside a wizard', () => {
  const texts = { 'steps.two.title': 'Helo {one.nmae}' };
  const faultsWith = async (languages: LanguagesOption) => {
    const loaded = await loadWizards(folder, viewFinder([]));
    return withFaultsOfTexts(loaded, languages)
      .flatMap(({ faults }) => faults)
      .filter(({ code }) => code !== 'untranslated')
      .map(({ code, severity, textFile }) => `${severity} ${code} ${/[^/]*$/.exec(textFile ?? '')?.[0]}`);
  };

  test('are files of texts where their name has a language; of one that the settings lack they are advised on', async () => {
    await save('a.ts', written('One'));
    for (const name of ['config', 'old', 'schema', 'cy', 'min']) await saveTexts(texts, `a.${name}.json`);
    await saveTexts({ kind: 'x' }, 'words.config.json');
    const advice = ['warning unknown-field a.cy.json', 'warning unknown-field a.min.json'];
    expect(await faultsWith({})).toEqual(advice);
    expect(await faultsWith({ cy: {} })).toEqual(['error unknown-field a.cy.json', advice[1]]);
    expect(await said((out) => check([folder], {}, out))).not.toContain('config.json');
  });

  test('are put together with the texts of the settings, and judged so', async () => {
    await save('a.ts', written('One'));
    await saveTexts({ title: 'Gofyn', ...texts });
    const config = (own: Texts) =>
      ({ own: { languages: { cy: { texts: { a: own } } } } }) as unknown as Config;
    const loaded = await loadWizards(folder, viewFinder([]));
    const { own: merged } = withTextFiles(config({ 'steps.one.title': 'Un' }), folder, loaded);
    expect(merged.languages?.['cy']?.texts?.['a']).toEqual({
      title: 'Gofyn',
      'steps.one.title': 'Un',
      ...texts,
    });
    expect(await faultsWith({ cy: { texts: { a: { 'steps.two.title': 'Helo' } } } })).toEqual([]);
    const own = { 'steps.two.title': 'Helo {one.nmea}' };
    expect(await faultsWith({ cy: { texts: { a: own } } })).toEqual(['error unknown-field ']);
  });

  test('may have more languages in an entry, and own words in a language that Stepway has', async () => {
    await save('a.ts', written('One'));
    await saveTexts({ title: { en: 'Ask', fr: 'Demander', cy: 'Gofyn' } });
    await saveTexts({ continue: 'Los' }, 'words.de.json');
    const output = await said((out) => check([folder], {}, out));
    expect(output).not.toContain('changed-text');
    expect(output).not.toContain('unknown-text');
  });
});

test('check says what is wrong in a file of texts at its line, and what is to do there', async () => {
  await save('a.ts', written('One'));
  await saveTexts({
    title: 'Gofyn',
    'steps.two.title': 'Helo {one.nmae}',
    'steps.one.titel': 'Un',
    'steps.one.title': { en: 'Two', cy: 'Un' },
  });
  await save('words.cy.json', '[]');
  const lines = (await said((out) => check([folder], {}, out))).split('\n');
  const line = (code: string) => lines.filter((each) => each.endsWith(`[${code}]`));
  expect(line('unknown-field')).toEqual([
    expect.stringMatching(
      /a\.cy\.json:3:3, step "two": warning: "steps\.two\.title" in "cy": .*did you mean "name"\?/,
    ),
  ]);
  expect(line('unknown-text')).toEqual([
    expect.stringMatching(/a\.cy\.json:4:3: warning: .*did you mean "steps\.one\.title"/),
  ]);
  expect(line('changed-text')).toEqual([expect.stringMatching(/a\.cy\.json:5:3: warning/)]);
  expect(line('untranslated')).toEqual([
    expect.stringMatching(
      /4 of 7 texts are not there in "cy", the first is "steps\.one\.fields\.name\.label"/,
    ),
    expect.stringMatching(/words\.cy\.json: warning: \d+ of \d+ texts/),
  ]);
  expect(line('unreadable-texts')).toEqual([
    expect.stringMatching(/words\.cy\.json: warning: cannot be read/),
  ]);
});
