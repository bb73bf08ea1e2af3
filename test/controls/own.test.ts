import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { control, openApiOf, text, wizard, type ControlOptions } from '../../src/index.ts';
import { generateAnswers, journey } from '../../src/testing/index.ts';
import { loadAssets } from '../../src/render/html/assets.ts';
import { findStep } from '../../src/definition/place.ts';
import { controlOf } from '../../src/controls/all.ts';
import { shownFields } from '../../src/form/validate.ts';
import { normalise, readRaw } from '../../src/form/read.ts';
import { pageScript } from '../support/page-script.ts';
import { stars } from './stars/control.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepway-control-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): URL {
  writeFileSync(join(folder, name), content);
  return pathToFileURL(join(folder, name));
}

const rating = wizard({ id: 'rating', title: 'Rate your visit', version: 1, start: false })
  .step('visit', {
    title: 'Your visit',
    fields: { score: stars('How was it?', { most: 7 }), better: text('What could be better?') },
    show: { better: (own) => own.score.lt(4) },
  })
  .step('food', {
    title: 'The food',
    when: (e) => e.visit.score.gte(2),
    fields: { food: stars('And the food?').optional() },
  })
  .complete({ action: 'Send' });

test.each([['html'], ['htmx'], ['json']] as const)(
  'as %s an own control is answered and read out',
  async (as) => {
    const begun = journey({ wizards: [rating] }, { as });
    try {
      const check = await begun
        .start('rating')
        .answer({ score: 8 })
        .expectIssue('score')
        .answer({ score: 3, better: 'The queue' })
        .expectStep('food')
        .answer({ food: 5 })
        .expectStep('check');
      if (as === 'json')
        expect(check.json).toMatchObject({ answers: { visit: { score: 3 }, food: { food: 5 } } });
      else expect(check.text).toMatch(/3 of 7 stars.*5 of 5 stars/);
    } finally {
      await begun.close();
    }
  },
);

test('its view gets what it can choose, and what was chosen', async () => {
  const begun = journey({ wizards: [rating] });
  try {
    const page = await begun.start('rating').answer({ score: 3, better: 'x' }).open('visit');
    expect(page.body).toMatch(/data-control="stars"/);
    expect(page.body.match(/<input type="radio"/g)).toHaveLength(7);
    expect(page.body).toMatch(/value="3" checked/);
  } finally {
    await begun.close();
  }
});

test('sample answers are made for it', async () => {
  const answers = await generateAnswers(rating, 1, { fixed: { visit: { score: 7 } } });
  expect(answers).toEqual({ visit: { score: 7 }, food: { food: expect.any(Number) as unknown as number } });
});

test('a front end and OpenAPI are told of it', () => {
  const { components } = openApiOf([rating], '') as { components: { schemas: { [name: string]: unknown } } };
  expect(components.schemas['rating.visit']).toMatchObject({
    properties: {
      score: { type: 'integer', minimum: 1, maximum: 7, control: 'stars', title: 'How was it?' },
    },
  });
});

const view = file('place.ejs', '');
const place = control({
  name: 'place',
  like: 'text',
  view,
  script: file(
    'place.js',
    "/** Degrees. */\nconst degrees = (text) => String(Number(text.replace(',', '.')));\nexport function read(raw) {\n  if (!raw || !raw.lat || !raw.lng) return undefined;\n  return `${degrees(raw.lat)} ${degrees(raw.lng)}`;\n}\n",
  ),
  inputs: ['lat', 'lng'],
  typed: (answer) => {
    const [lat = '', lng = ''] = String(answer).split(' ');
    return { lat, lng };
  },
  schema: () => z.string().regex(/^-?[\d.]+ -?[\d.]+$/),
});
const map = wizard({ id: 'map', title: 'Map', version: 1 })
  .step('here', {
    title: 'Here',
    fields: { asked: place('Where?'), shown: text('Why there?') },
    show: { shown: (own) => own.asked.is('53.3 -6.2') },
  })
  .complete({ action: 'Send' });

test('the server and the page read by the one reading of its script', () => {
  const place = findStep(map, 'here')!;
  const { step } = place;
  const onPage = pageScript(place, loadAssets([controlOf(step.fields[0]!)]));
  for (const typed of ['53,3', '53.3', '', '1']) {
    const sent = { 'asked-lat': [typed], 'asked-lng': ['-6.2'] };
    const onServer = shownFields(place, normalise(step, readRaw(step, sent)), { live: {} }).map(
      ({ name }) => name,
    );
    expect(onPage(sent)).toEqual(onServer);
    expect(onServer.includes('shown')).toBe(typed.startsWith('53'));
  }
});

function faultsOf(given: object): readonly string[] {
  // As an author without types could write it.
  const own = control({
    name: 'own',
    like: 'text',
    view,
    schema: () => z.string(),
    ...given,
  } as ControlOptions<Record<never, never>, z.ZodString>);
  const wrong = wizard({ id: 'wrong', title: 'Wrong', version: 1 })
    .step('one', { title: 'One', fields: { field: own('Field') } })
    .complete({ action: 'Send' });
  return checkDefinition(wrong).map(({ step, field, message }) => `${step}.${field}: ${message}`);
}

test.each([
  [{ name: 'date' }, '"name" in control({ name: "date" }) is wrong: is a name of ours; choose another'],
  [{ like: 'txt' }, '"like" in control({ name: "own" }) must be one of text, textarea'],
  [
    { view: './own.ejs' },
    '"view" in control({ name: "own" }) must be a file: new URL(\'./view.ejs\', import.meta.url)',
  ],
  [{ viw: view }, 'unknown property "viw" in control({ name: "own" }); did you mean "view"?'],
  [
    { style: new URL('gone.css', view) },
    `the style of its control({ name: "own" }) is not there: ${folder}/gone.css; add it, or correct "style"`,
  ],
  [
    { script: file('bad.js', 'export const x = 1;') },
    'bad.js: it exports "x"; a page asks for "read" and "prepare" only',
  ],
  [{ script: file('worse.js', '\nexport function read( {') }, 'worse.js:2: Unexpected token'],
])('%j is reported where a field uses it', (given, message) => {
  const [fault, ...others] = faultsOf(given);
  expect(fault).toContain('one.field: ');
  expect(fault).toContain(message);
  expect(others).toEqual([]);
});

test('a wrong option of its maker is reported with the one that was meant', () => {
  const wrong = wizard({ id: 'wrong', title: 'Wrong', version: 1 })
    .step('one', { title: 'One', fields: { field: stars('Field', { moist: 5 } as object) } })
    .complete({ action: 'Send' });
  expect(checkDefinition(wrong).map(({ message }) => message)).toEqual([
    'unknown property "moist" in its options; did you mean "most"?',
  ]);
});
