import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** A mistake in a file beside the wizards, and the line that `stepway check` says of it. */
type Mistake = readonly [name: string, said: string];

const files: Readonly<Record<string, string>> = {
  'wizards/w.ts': `import { text, wizard } from 'stepway';
export default wizard({ id: 'w', title: 'T', version: 1 })
  .step('a', { title: 'A', view: 'own', fields: { it: text('It') } })
  .step('b', { title: 'B', fields: { that: text('That') } })
  .complete({ action: 'Send' });
`,
  'stepway.config.ts': `import { defineConfig } from 'stepway';
export default defineConfig({
  theme: {
    properties: { '--stepway-acent': '#000' },
    words: { continu: 'Go on' },
  },
  public: 'pictures',
});
`,
  'views/w/own.ejs': `<h1><%= wizard.heeding %></h1>
<%# include('parts/never') %><%- include('parts/from') %>
<% // wizard.headin is what this comment is about %><%= wizard.say('continue') %>
<%- include('stepway/parts/errors') %><%- include('parts/ours') %>
`,
  'views/w/steps/b.ejs': `<p>One</p>
<% if (wizard.heading { %><p>Two</p><% } %>
`,
  'views/w/parts/ours.ejs': '<%= wizard.own %> <%= "wizard.headin" %>',
  // A page of the host's own that Stepway never shows.
  'views/host.ejs': "<%- await include('../partials/from') %>",
};

const mistakes: readonly Mistake[] = [
  [
    'a misspelt property of the theme',
    'stepway.config.ts:4:20: warning: theme.properties: nothing reads "--stepway-acent"; did you mean "--stepway-accent"? [doubtful-setting]',
  ],
  [
    'a misspelt key of its words',
    'stepway.config.ts:5:14: warning: theme.words: "continu" is no key of ours; did you mean "continue"? [doubtful-setting]',
  ],
  [
    'a folder of files that is not there',
    'stepway.config.ts:7:3: warning: public: there is no folder "pictures"; nothing is served of it [doubtful-setting]',
  ],
  [
    'a name that no page has',
    'views/w/own.ejs:1:9: warning: no page has wizard.heeding, which shows nothing; did you mean wizard.heading? [misspelt-name]',
  ],
  [
    'a part that is not there',
    'views/w/own.ejs:2:34: warning: includes "parts/from", which is not there; did you mean "parts/form"? [no-included-view]',
  ],
  [
    'a script that cannot be read',
    'views/w/steps/b.ejs:2:1: its script cannot be read: Unexpected token [unreadable-view]',
  ],
];

const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-project-')));
let said: readonly string[] = [];
afterAll(() => rmSync(root, { recursive: true }));

beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const { stdout } = spawnSync(process.execPath, [resolve('dist/cli/main.js'), 'check'], {
    cwd: root,
    encoding: 'utf8',
  });
  said = stdout.trim().split('\n');
}, 60_000);

test.each(mistakes)('%s is said with its place and the fix', (_name, line) => {
  expect(said).toContain(line);
});

test('nothing else is said', () => {
  const known = mistakes.map(([, line]) => line);
  expect(said.slice(0, -1).filter((line) => !known.includes(line))).toEqual([]);
});
