import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createApp } from '../../src/app/server.ts';
import { text, wizard } from '../../src/index.ts';
import type { WizardView } from '../../src/render/pages/view.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { silentLog } from '../../src/log.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf, visitor } from '../support/visitor.ts';
import { blocksOf } from './blocks.ts';

const page = readFileSync('docs/views.md', 'utf8');
const viewsFolder = mkdtempSync(join(tmpdir(), 'stepway-views-'));
afterAll(() => rmSync(viewsFolder, { recursive: true, force: true }));

const samples = blocksOf('docs/views.md').filter(({ language }) => language === 'ejs');
const helpers = () => ({ total: 160, perNight: () => '£80' });

test('every view in docs/views.md has one h1, with one question, with several and with none', async () => {
  expect(samples).toHaveLength(2);
  mkdirSync(join(viewsFolder, 'trip'));
  samples.forEach((sample, index) => writeFileSync(join(viewsFolder, 'trip', `v${index}.ejs`), sample.text));
  for (const index of samples.keys()) {
    const view = `v${index}`;
    const name = text('Name');
    const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
      .step('one', { title: 'Who?', view, helpers, fields: { name } })
      .step('two', { title: 'Who else?', view, helpers, fields: { name, other: text('Other') } })
      .step('none', { title: 'The price', view, helpers })
      .complete({ action: 'Book' });
    const config = { ...testConfig, viewsFolder };
    const { app, forms } = createApp({ config, wizards: [trip], storage: memoryStorage(), log: silentLog });
    const someone = visitor(app);
    const seen: string[] = [];
    const look = async (url: string) => {
      const html = (await someone.open(url)).text;
      expect(html.match(/<h1/g)).toHaveLength(1);
      seen.push(headingOf(html));
    };
    await look('/trip/one');
    await someone.answer('/trip/one', { name: 'Ann' });
    await look('/trip/two');
    await someone.answer('/trip/two', { name: 'Ann', other: 'Ben' });
    await look('/trip/none');
    expect(seen).toEqual(['Who?', 'Who else?', 'The price']);
    await forms.close(0);
  }
});

type NameIn<View> = View extends unknown ? keyof View : never;

/** All that a view can read, by name: TypeScript wants each here. */
const everyProperty: { readonly [Name in NameIn<WizardView>]: true } = {
  kind: true,
  status: true,
  title: true,
  heading: true,
  headingInField: true,
  prose: true,
  phase: true,
  cookieBanner: true,
  help: true,
  needsHtml: true,
  declarationHtml: true,
  nextHtml: true,
  handOvers: true,
  calendar: true,
  copy: true,
  progress: true,
  eyebrow: true,
  language: true,
  direction: true,
  hasLanguages: true,
  languages: true,
  nonce: true,
  service: true,
  footerLinks: true,
  scheme: true,
  styles: true,
  scripts: true,
  themeCss: true,
  warning: true,
  id: true,
  name: true,
  step: true,
  helpers: true,
  back: true,
  paragraphs: true,
  issues: true,
  form: true,
  links: true,
  stepList: true,
  sections: true,
  items: true,
  tasks: true,
  list: true,
  lists: true,
  columns: true,
  rows: true,
  totals: true,
  add: true,
  full: true,
  removed: true,
  notice: true,
  around: true,
  typed: true,
  stored: true,
  needs: true,
  declaration: true,
  next: true,
  reference: true,
  outcome: true,
  sentText: true,
  answersText: true,
  answersUntil: true,
  deleteCopy: true,
  moment: true,
  kept: true,
  keptFor: true,
  link: true,
  newLink: true,
  mail: true,
  say: true,
};

test('docs/views.md names all that a view gets, every kind of page and every part', () => {
  const properties = Object.keys(everyProperty).map((name) => `\`wizard.${name}`);
  const parts = readdirSync('views/parts').map((file) => `\`parts/${basename(file, '.ejs')}\``);
  const kinds = readdirSync('views')
    .filter((file) => file.endsWith('.ejs') && file !== 'layout.ejs' && file !== 'page.ejs')
    .map((file) => `\`${basename(file, '.ejs')}\``);
  expect([...properties, ...parts, ...kinds].filter((name) => !page.includes(name))).toEqual([]);
});

test('the texts and types that docs/views.md sends a reader to are in the package', () => {
  const named = [...page.matchAll(/`(?:node_modules\/stepway\/)?(dist\/[\w/-]+)\.d\.ts`/g)];
  expect(named.length).toBeGreaterThan(1);
  for (const [, built] of named) expect(existsSync(`${built!.replace(/^dist/, 'src')}.ts`)).toBe(true);
});
