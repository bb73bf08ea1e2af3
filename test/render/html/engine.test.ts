import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { walk } from '../../../src/flow/walk.ts';
import { languageOf } from '../../../src/language/language.ts';
import { randomIds } from '../../../src/engine/ids.ts';
import { startRun } from '../../../src/engine/transition.ts';
import { createRenderer } from '../../../src/render/html/engine.ts';
import type { Page, PageKind } from '../../../src/render/pages/page.ts';
import { placesOf, type GroupPlace } from '../../../src/definition/place.ts';
import { rowPlace } from '../../../src/definition/rows.ts';
import { aGroup, aStep, definitionOf } from '../../support/definition.ts';
import {
  answers,
  aWizard,
  frame,
  now,
  placeOf,
  sorry,
  sorryIn,
  stamp,
  stepPage,
  steps,
  visa,
} from '../pages/sample.ts';

const { render } = createRenderer({ viewFolders: [], cache: true });
const keptUntil = now + 1_800_000;
const inVisa = { definition: visa, keptUntil };
const withSorry = aWizard({ nodes: [steps.name, sorry] });
const raw = { email: 'ada@', phone: '12' };

const open = startRun(1, now, randomIds);

/** One page of each kind. */
const family = definitionOf([aGroup('children', [])]);
const children = placesOf(family)[0] as GroupPlace;
const sheetWizard = definitionOf([aGroup('costs', [aStep('cost')], undefined, { rows: { totals: [] } })]);
const sheet = placesOf(sheetWizard)[0] as GroupPlace;

const pages: { readonly [K in PageKind]: Page } = {
  list: { kind: 'list', status: 200, definitions: [visa], started: { visa: 'open' } },
  runs: {
    kind: 'runs',
    status: 200,
    definition: { ...visa, several: { max: 3, name: undefined } },
    keptUntil,
    runs: [{ segment: '~1', state: open, walk: walk(visa, answers) }],
    away: [{ segment: '~2', until: now }],
    another: '~3',
  },
  full: { kind: 'full', status: 409, definition: visa, place: placeOf(steps.contact), raw },
  start: { kind: 'start', status: 200, ...inVisa, inProgress: false },
  step: stepPage(steps.contact),
  external: {
    kind: 'external',
    status: 200,
    ...inVisa,
    place: placeOf(steps.contact),
    walk: walk(visa, answers),
    stamp,
  },
  returned: {
    kind: 'returned',
    status: 200,
    definition: visa,
    place: placeOf(steps.contact),
    attempt: 'a1',
    query: 'a=b',
  },
  late: { kind: 'late', status: 410, definition: visa, place: placeOf(steps.contact), attempt: 'a1' },
  'in-progress': { kind: 'in-progress', status: 409, ...inVisa },
  exit: { kind: 'exit', status: 200, ...inVisa, place: sorryIn(withSorry), walk: walk(visa, answers) },
  tasks: { kind: 'tasks', status: 200, ...inVisa, walk: walk(visa, answers) },
  items: {
    kind: 'items',
    status: 200,
    ...inVisa,
    place: children,
    walk: walk(family, {}),
    stamp,
    issues: [],
  },
  rows: {
    kind: 'rows',
    status: 200,
    ...inVisa,
    place: sheet,
    walk: walk(sheetWizard, {}),
    rows: [{ item: 'k', seen: '', raw: {}, issues: [], place: rowPlace(sheet, 'k') }],
    stamp,
    issues: [],
  },
  'remove-item': {
    kind: 'remove-item',
    status: 200,
    ...inVisa,
    place: children,
    item: 'k',
    walk: walk(family, {}, { children: ['k'] }),
    stamp,
  },
  'saved-run': {
    kind: 'saved-run',
    status: 200,
    definition: visa,
    reference: 'K7PM-3WQX-9HTD-2RFV',
    until: now + 86_400_000,
    link: { url: 'https://forms.example/visa/saved/token', qr: '<svg></svg>' },
    mailing: { address: '', is: 'offered' },
    raw: {},
  },
  moved: { kind: 'moved', status: 200, definition: visa, since: now, raw: {} },
  'open-saved': { kind: 'open-saved', status: 200, ...inVisa, token: 'token', state: 'ready', until: now },
  check: { kind: 'check', status: 200, ...inVisa, walk: walk(visa, answers), stamp, issues: [] },
  done: {
    kind: 'done',
    status: 200,
    ...inVisa,
    reference: 'ABC-123',
    submission: 'done',
    submittedAt: now,
    sent: walk(visa, answers),
  },
  submitted: { kind: 'submitted', status: 409, ...inVisa, reference: 'ABC-123' },
  expired: { kind: 'expired', status: 410, definition: visa, place: placeOf(steps.contact), raw },
  'no-cookies': {
    kind: 'no-cookies',
    status: 400,
    definition: visa,
    place: placeOf(steps.contact),
    raw,
    stamp,
  },
  conflict: {
    kind: 'conflict',
    status: 409,
    ...inVisa,
    place: placeOf(steps.contact),
    raw,
    stored: answers.contact,
    walk: walk(visa, answers),
    stamp,
  },
  unavailable: {
    kind: 'unavailable',
    status: 503,
    definition: visa,
    place: placeOf(steps.contact),
    raw,
    stamp,
    finishing: false,
  },
  delete: { kind: 'delete', status: 200, ...inVisa },
  deleted: { kind: 'deleted', status: 200, definition: visa },
  saved: { kind: 'saved', status: 200, ...inVisa },
  unreadable: { kind: 'unreadable', status: 500 },
  'not-found': { kind: 'not-found', status: 404 },
  'too-large': { kind: 'too-large', status: 413, definition: visa, place: placeOf(steps.contact), raw },
  'bad-request': { kind: 'bad-request', status: 400 },
  refused: { kind: 'refused', status: 403 },
  error: { kind: 'error', status: 500 },
};

for (const [kind, page] of Object.entries(pages)) {
  test(`a page of kind ${kind} has one h1, a title with the service's name, and one main`, () => {
    const html = render(page, frame, { fragment: false });
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html).toMatch(/<title>[^<]+Visit Northland<\/title>/);
    expect(html).not.toMatch(/ style="| on\w+="|undefined|\[object/);
  });
}

const whole = { fragment: false };

test('a fragment is the swapped region with its title, a page is the same within the layout', () => {
  const fragment = render(pages.step, frame, { fragment: true });
  expect(fragment).toMatch(/^<title>How can we reach you\? – .*<\/title><div id="wizard".*<\/div>$/s);
  expect(fragment).not.toContain('<html');
  const region = fragment.slice(fragment.indexOf('<div id="wizard"'));
  expect(render(pages.step, frame, whole)).toContain(region);
});

test('a fragment of a step is at most 6 kB gzipped even with every control', () => {
  expect(gzipSync(render(stepPage(steps.every), frame, { fragment: true })).length).toBeLessThan(6000);
});

const nasty = '"><script>alert(1)</script><%= wizard.nonce %>{{x}}${1}`\'&amp;\u202eabc\u0301\u{1f600}';

test('HTML and template code in answers are shown back to the letter and do nothing', () => {
  const html = render(stepPage(steps.every, { raw: { notes: nasty, code: nasty } }), frame, whole);
  expect(html).not.toContain('<script>alert');
  const escaped = nasty
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
  expect(html).toContain(`value="${escaped}"`);
  expect(html).toContain(`\n${escaped}</textarea>`);
});

test('the same holds in summaries, held values and titles', () => {
  const given = { ...answers, name: { full: nasty } };
  const check = { ...(pages.check as Extract<Page, { kind: 'check' }>), walk: walk(visa, given) };
  const held = { ...(pages.expired as Extract<Page, { kind: 'expired' }>), raw: { email: nasty } };
  const titled = stepPage({ ...steps.contact, title: nasty });
  for (const page of [check, held, titled]) {
    expect(render(page, frame, { fragment: true })).not.toContain('<script>alert');
  }
});

test('a first newline in a long text survives', () => {
  const html = render(stepPage(steps.every, { raw: { notes: '\n\nhello' } }), frame, whole);
  expect(html).toMatch(/<textarea[^>]*>\n\n\nhello<\/textarea>/);
});

test('the back link stands before main, the error summary first in it, and takes the focus', () => {
  const issues = [{ field: 'email', code: 'required', message: 'Enter your email address' }];
  const html = render(stepPage(steps.contact, { issues }), frame, whole);
  expect(html.indexOf('stepway-back')).toBeLessThan(html.indexOf('<main'));
  expect(html).toMatch(
    /<main[^>]*>\s*<div id="stepway-errors" class="stepway-errors" tabindex="-1" autofocus data-title="Error: \{title\}">/,
  );
  expect(html).toContain('<a href="#contact-email">Enter your email address</a>');
  expect(html).toMatch(/id="contact-email--error">.*<span data-message>Enter your email address<\/span>/);
  expect(html).toMatch(
    /<input[^>]*id="contact-email"[^>]*aria-describedby="contact-email--error" aria-invalid="true"/,
  );
});

test('ids are unique and everything that is pointed to is there, on every kind of page', () => {
  const issues = steps.every.fields.map(({ name }) => ({ field: name, code: 'x', message: name }));
  const [why] = steps.purpose.fields;
  const hinted = { ...steps.purpose, fields: [{ ...why!, meta: { ...why!.meta, hint: 'Choose one' } }] };
  const more = [stepPage(steps.every, { issues }), stepPage(steps.travel), stepPage(hinted)];
  for (const page of [...Object.values(pages), ...more]) {
    const html = render(page, frame, whole);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]!);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const targets = html.matchAll(
      / (?:for|aria-describedby|aria-labelledby|aria-controls|href="#)="?([^"]*)"/g,
    );
    for (const [, list] of targets) for (const id of list!.split(' ')) expect(ids).toContain(id);
  }
});

test('the key that enters leads to the next field, and behind the last one sends', () => {
  const hints = (html: string) => [...html.matchAll(/enterkeyhint="(\w+)"/g)].map(([, hint]) => hint);
  expect(hints(render(pages.step, frame, whole))).toEqual(['next', 'go']);
});

test('a theme is light or dark where it says so, on a page of ours and in a host’s document', () => {
  const own = createRenderer({ viewFolders: [], cache: false });
  const themed = (scheme?: 'light') => ({ ...frame, theme: { ...frame.theme, scheme } });
  const light = own.render(pages.list, themed('light'), whole);
  expect(light).toMatch(/<html [^>]*data-scheme="light">/);
  expect(light).toContain('<meta name="color-scheme" content="light">');
  expect(own.pieces(pages.list, themed('light')).body).toContain('data-scheme="light"');
  expect(own.render(pages.list, themed(), whole)).toContain(
    '<meta name="color-scheme" content="light dark">',
  );
  expect(own.pieces(pages.list, themed()).body).not.toContain('data-scheme');
});

test('the way back stands in a landmark with a name', () => {
  expect(render(pages.step, frame, whole)).toContain('<nav class="stepway-nav" aria-label="Back">');
});

test('the bar is as long as what is answered, and counts check-your-answers', () => {
  expect(render(pages.step, frame, whole)).toContain('<progress class="stepway-progress" value="1" max="6"');
});

test('forms are not validated by the browser and post without scripts', () => {
  expect(render(pages.step, frame, whole)).toMatch(
    /<form id="stepway-form" class="stepway-form" method="post" action="\/visa\/contact" novalidate/,
  );
});

test("the theme's language, direction, logo, links and colours are on every page", () => {
  const theme = {
    ...frame.theme,
    direction: 'rtl',
    logo: '/logo.svg',
    properties: { '--stepway-accent': 'teal' },
  } as const;
  const html = render(pages.list, { ...frame, theme, language: languageOf('ar') }, whole);
  expect(html).toMatch(/<html [^>]*lang="ar" dir="rtl">/);
  expect(html).toContain('<img class="stepway-logo" src="/logo.svg" alt="">');
  expect(html).toContain('<style nonce="n0nce">.stepway{--stepway-accent:teal}</style>');
  expect(html).toContain('<a href="/privacy">Privacy</a>');
});

const folder = mkdtempSync(join(tmpdir(), 'stepway-views-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, view: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), view);
}

test("an author's views win: the step's own, the step's by key, the wizard's, then all wizards'", () => {
  const own = createRenderer({ viewFolders: [folder], cache: false });
  const main = (step = steps.contact) =>
    /<main[^>]*>\s*(.*?)\s*<\/main>/s.exec(own.render(stepPage(step), frame, whole))?.[1];
  write('step.ejs', 'all <%= wizard.heading %>');
  expect(main()).toBe('all How can we reach you?');
  write('visa/step.ejs', 'wizard');
  expect(main()).toBe('wizard');
  write('visa/steps/contact.ejs', 'key');
  expect(main()).toBe('key');
  write('visa/special.ejs', 'view');
  expect(main({ ...steps.contact, view: 'special' })).toBe('view');
  write('shared/special.ejs', 'shared');
  write('shared/many.ejs', 'shared by many');
  expect(main({ ...steps.contact, view: 'special' })).toBe('view');
  expect(main({ ...steps.contact, view: 'many' })).toBe('shared by many');
});

test("a wizard's own partial and layout win as well", () => {
  const own = createRenderer({ viewFolders: [folder], cache: false });
  write('visa/parts/kept.ejs', '<p>mine</p>');
  write('visa/layout.ejs', '<!doctype html><title><%= wizard.title %></title><%- wizard.content %>');
  const html = own.render(pages.check, frame, whole);
  expect(html).toContain('<p>mine</p>');
  expect(html).toMatch(/^<!doctype html><title>/);
  expect(own.render(pages.list, frame, whole)).toContain('<html');
});

test.each([true, false])(
  'what replaces a view may include what it replaces, and another one of ours (cache: %j)',
  (cache) => {
    write('visa/parts/kept.ejs', "<b>mine <%- include('stepway/parts/kept') %></b>");
    const html = createRenderer({ viewFolders: [folder], cache }).render(pages.check, frame, whole);
    const plain = createRenderer({ viewFolders: [], cache }).render(pages.check, frame, whole);
    const kept = /<div class="stepway-kept">[^]*?<\/div>/.exec(plain)?.[0] ?? 'none';
    expect(html).toMatch(/<b>mine <div class="stepway-kept">/);
    expect(html).toContain(kept);
    write('visa/parts/kept.ejs', "<%- include('stepway/parts/keptt') %>");
    const own = createRenderer({ viewFolders: [folder], cache });
    expect(() => own.render(pages.check, frame, whole)).toThrow('there is no view "stepway/parts/keptt.ejs"');
    rmSync(join(folder, 'visa/parts/kept.ejs'));
  },
);

test.each([true, false])(
  "one field's own view is before its control's, of this wizard before all wizards' (cache: %j)",
  (cache) => {
    // In a folder of its own: a view that another test wrote would show the page.
    const views = mkdtempSync(join(tmpdir(), 'stepway-field-views-'));
    const put = (name: string, view: string) => {
      mkdirSync(dirname(join(views, name)), { recursive: true });
      writeFileSync(join(views, name), view);
    };
    const html = () =>
      createRenderer({ viewFolders: [views], cache }).render(stepPage(steps.contact), frame, whole);
    put('fields/contact/email.ejs', 'for all');
    put('fields/text.ejs', "<u><%- include('stepway/fields/text', { field }) %></u>");
    expect(html()).toContain('for all');
    put(
      'visa/fields/contact/email.ejs',
      '<b><%= field.name %><%- include(`fields/${field.partial}`, { field }) %></b>',
    );
    expect(html()).toMatch(/<b>email<u><div class="stepway-field[^]*name="email"[^]*<\/u><\/b>/);
    expect(html()).not.toContain('for all');
    rmSync(views, { recursive: true });
  },
);

test.each([true, false])(
  'a fault in a view names its file and line, also within partials (cache: %j)',
  (cache) => {
    const own = createRenderer({ viewFolders: [folder], cache });
    write('visa/done.ejs', "<p>\n<%- include('parts/outer', { rows: [] }) %></p>");
    write('visa/parts/outer.ejs', "one\n<%- include('parts/broken') -%>\n");
    write('visa/parts/broken.ejs', 'one\ntwo\n<%= wizard.nothing.there %>');
    const at = (place: RegExp) =>
      expect.objectContaining({ code: 'VIEW_FAILED', message: expect.stringMatching(place) });
    expect(() => own.render(pages.done, frame, whole)).toThrow(
      at(/visa\/parts\/broken\.ejs:3: Cannot read properties of undefined/),
    );
  },
);

test('a view written by one function reads as its parts do', () => {
  write('visa/parts/deep.ejs', '<i><%= locals.rows %> <%= locals.more %></i>\n');
  write('visa/parts/mid.ejs', "<% const name = 'parts/deep'; -%>\n<%- include(name, { more: 2 }) -%>\n");
  write('visa/parts/early.ejs', '<% if (wizard.id) return __output; %>never');
  write(
    'visa/saved.ejs',
    "<% const name = 1; %><%# none %>\n<%- include('parts/mid', { rows: 1 }) -%>\n" +
      "<b><%- include('parts/deep', { rows: [3, 4].map((n) => n) }) %></b><%- include('parts/early') %><%= name %>",
  );
  const [one, each] = [true, false].map((cache) =>
    createRenderer({ viewFolders: [folder], cache }).render(pages.saved, frame, whole),
  );
  expect(each).toContain('<i>1 2</i>');
  expect(one).toBe(each);
});

test.each([
  ['<p>\n<% const = 5 %>\n', /visa\/done\.ejs:2: Unexpected token/],
  ['<p>\n<% if (wizard) { %>\nhello', /visa\/done\.ejs:3: a { or \( of a script is not closed/],
  ['<p>\n\n<%= wizard.heading', /visa\/done\.ejs:3: a <% has no %>/],
  [
    "<p>\n<%- include('nowhere') %>",
    /visa\/done\.ejs:2: there is no view "visa\/nowhere\.ejs" or "nowhere\.ejs"; add it/,
  ],
  ["<%- include('parts/fom') %>", /visa\/done\.ejs:1: there is no view .*; did you mean "parts\/form"\?/],
])('what is wrong with the view %j is said with its file and line', (view, said) => {
  const own = createRenderer({ viewFolders: [folder], cache: false });
  write('visa/done.ejs', view);
  expect(() => own.render(pages.done, frame, whole)).toThrow(said);
});
