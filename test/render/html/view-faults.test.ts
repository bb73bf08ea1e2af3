import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { faultsOfViews } from '../../../src/render/html/view-faults.ts';

const root = mkdtempSync(join(tmpdir(), 'stepway-views-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What is said of these views of the wizard `w`: file, line, severity and message. */
function said(views: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(root, 'views-'));
  for (const [name, text] of Object.entries(views)) {
    const file = join(folder, `${name}.ejs`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return faultsOfViews({ folder, wizardIds: ['w'], elsewhere: [] }).map(
    ({ file, place, severity, message }) =>
      `${file.slice(folder.length + 1)}:${place.line} ${severity}: ${message}`,
  );
}

test.each([
  ['a name that is put together', "<%- include('parts/' + wizard.kind) %>"],
  ['one with values', "<%- include('parts/errors', { a: 1 }) %><%- include( `parts/form` ) %>"],
  ['a name as a path', "<%- include('./parts/errors') %><%- include('parts/../parts/form.ejs') %>"],
  ['one from the wizard up', "<%- include('../shared/own') %><%- include('own') %>"],
  ['a tag that is text', 'Write <%= 1 %> as <%%= 1 %%> or <%%'],
])('%s is no fault', (_what, text) => {
  expect(said({ 'w/steps/a': text, 'shared/own': '', 'w/own': '' })).toEqual([]);
});

test('what is included and not there is a warning, as no page may come to it; by a path out of the folder too', () => {
  expect(
    said({ 'w/steps/a': "\n<%- include('./parts/from') %>", 'w/b': "<%- include('../../own') %>" }),
  ).toEqual([
    'w/b.ejs:1 warning: includes "../../own", which is not there; add it to the folder of views',
    'w/steps/a.ejs:2 warning: includes "./parts/from", which is not there; did you mean "parts/form"?',
  ]);
});

test('what a view includes by a path of the wizard is looked at too', () => {
  expect(said({ 'w/a': "<%- include('../host/b') %>", 'host/b': '<%= wizard.heeding %>' })).toHaveLength(1);
});

test.each([
  ['at the end', 'A\n<% if (x) {', 2],
  ['before another one', '\n<% if (x) {\n<p>One</p>\n<% } %>', 2],
  ['behind one that is whole', '<% if (x) { %>\n<% y(\n<%= 1 %>\n<% } %>', 2],
  ['with the sign for a %> that is text', '<% } %%>\n', 1],
])('a tag that is not closed %s is said with its line, beside all other faults', (_where, text, line) => {
  expect(said({ 'w/a': text, 'w/b': '<% { %>' })).toEqual([
    `w/a.ejs:${line} error: its script cannot be read: a <% has no %>`,
    'w/b.ejs:1 error: its script cannot be read: a { or ( of a script is not closed before the end of the view',
  ]);
});

test('what EJS itself refuses is a fault of its view', () => {
  expect(said({ 'w/a': '<p><%=%></p> <%= 1 %>', 'w/b': '<% { %>' })).toEqual([
    expect.stringMatching(/^w\/a\.ejs:1 error: its script cannot be read: \S/),
    expect.stringMatching(/^w\/b\.ejs:1 error/),
  ]);
});
