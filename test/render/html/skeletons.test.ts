import { expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { controlOf } from '../../../src/controls/all.ts';
import type { RawValue, RawValues } from '../../../src/controls/raw.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import type { AnswersByStep } from '../../../src/definition/answers.ts';
import { findStep, placesOf } from '../../../src/definition/place.ts';
import { languageOf } from '../../../src/language/language.ts';
import { createRenderer, type Renderer } from '../../../src/render/html/engine.ts';
import { choiceResolver } from '../../../src/engine/choices.ts';
import { optionLoader } from '../../../src/engine/load-options.ts';
import { silentLog } from '../../../src/log.ts';
import { writeBySkeletons } from '../../../src/render/html/skeletons.ts';
import type { PageOf } from '../../../src/render/pages/common-view.ts';
import type { Frame } from '../../../src/render/pages/page.ts';
import { skeletonOf } from '../../../src/render/pages/skeleton-of.ts';
import { generateStep } from '../../../src/sample/generate-step.ts';
import { seeded } from '../../../src/sample/generate-value.ts';
import { answersUpTo } from '../../../src/studio/sample-answers.ts';
import { statesOfStep, statesOfWizard } from '../../../src/studio/page-states.ts';
import expenses from '../../../wizards/expenses.ts';
import feedback from '../../../wizards/feedback.ts';
import grant from '../../../wizards/grant.ts';
import household from '../../../wizards/household.ts';
import registration from '../../../wizards/registration.ts';
import visa from '../../../wizards/visa.ts';
import { definitionOf } from '../../support/definition.ts';
import { aField, aStep, frame, now, stepPage, steps } from '../pages/sample.ts';

type StepPage = PageOf<'step'>;
type EndPage = PageOf<'check' | 'done'>;

const bySkeletons = createRenderer({ viewFolders: [], cache: true });
/** Where changed files count at once, every page is written whole. */
const whole = createRenderer({ viewFolders: [], cache: false });

const writePage = ({ render }: Renderer, page: StepPage | EndPage, at: Frame) =>
  [false, true].map((fragment) => render(page, at, { fragment }));
const write = (renderer: Renderer, page: StepPage, at: Frame = frame) => writePage(renderer, page, at);

/** The same page for other visitors: they typed something else, at another time, from other pages. */
function others(page: StepPage): readonly { readonly page: StepPage; readonly frame: Frame }[] {
  return ['<b>"Ann" & \'Bob\'</b>', ' 0 ', '$& gap-0. \u{1f600}\n\n', ''].map((typed, n) => ({
    page: {
      ...page,
      raw: typedOver(page.raw, typed),
      stamp: { ...page.stamp, instance: typed, seen: `seen-${n}`, page: `page-${n}` },
      keptUntil: page.keptUntil === undefined ? undefined : page.keptUntil + n * 90_000_000,
    },
    frame: { ...frame, nonce: `nonce-${n}`, now: now + n * 61_000, run: n < 2 ? undefined : `~run${n}` },
  }));
}

function typedOver(raw: RawValues, typed: string): RawValues {
  const over = (value: RawValue): RawValue => {
    if (typeof value === 'string') return typed;
    if (Array.isArray(value)) return value.map(() => typed);
    return Object.fromEntries(Object.keys(value).map((part) => [part, typed]));
  };
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, over(value)]));
}

const samples: readonly [string, WizardDefinition][] = Object.entries({
  expenses,
  feedback,
  grant,
  household,
  registration,
  visa,
});

test.each(samples)('%s: a page by its skeleton is the page that is written whole', async (_, wizard) => {
  const resolve = choiceResolver(optionLoader({ services: {}, log: silentLog, now: () => now }));
  const definition = await Promise.resolve(resolve(wizard)).catch(() => wizard);
  let compared = 0;
  for (const place of placesOf(definition)) {
    if (place.kind !== 'step') continue;
    const before = (await answersUpTo(definition, place.key, { answers: {} })) ?? { answers: {} };
    const earlier = { live: before.answers, items: before.items };
    const made = await generateStep(place, { random: seeded(1), earlier, options: { timeZone: 'UTC' } });
    const answers = made.ok ? { ...before.answers, [place.key]: made.answers } : before.answers;
    const states = await statesOfStep(
      { definition, answers, items: before.items, now, timeZone: 'UTC' },
      place,
    );
    for (const { page } of states) {
      if (page.kind !== 'step') continue;
      for (const visitor of [{ page, frame }, ...others(page), { page, frame }]) {
        compared += 1;
        expect(write(bySkeletons, visitor.page, visitor.frame)).toEqual(
          write(whole, visitor.page, visitor.frame),
        );
      }
    }
  }
  expect(compared).toBeGreaterThan(10);
});

/** The pages at the end of a form for visitors who typed something else, at another time, under another reference. */
async function endPages(definition: WizardDefinition) {
  const { answers, items } = (await answersUpTo(definition, 'check', { answers: {} })) ?? { answers: {} };
  const typed = ['', '<b>"Ann"</b>', '$& gap-0.', '\u{1f600} & co', 'two\nlines'];
  return typed.flatMap((text, n) =>
    statesOfWizard({
      definition,
      answers: text === '' ? answers : withText(definition, answers, text),
      items,
      now: now + n * 90_000_000,
      timeZone: 'UTC',
    }).flatMap(({ page }): readonly { readonly page: EndPage; readonly at: Frame }[] => {
      const at = {
        ...frame,
        nonce: `nonce-${n}`,
        now: now + n * 61_000,
        run: n < 3 ? undefined : `~run${n}`,
      };
      if (page.kind === 'check') {
        const stamp = { ...page.stamp, instance: `instance-${n}`, seen: `seen-${n}`, page: `page-${n}` };
        return [{ page: { ...page, stamp }, at }];
      }
      return page.kind === 'done' ? [{ page: { ...page, reference: `AAAA-BBBB-CCCC-000${n}` }, at }] : [];
    }),
  );
}

/** The same answers with other words wherever some were typed. */
function withText(definition: WizardDefinition, answers: AnswersByStep, text: string): AnswersByStep {
  const isWords = (key: string, name: string) => {
    const field = findStep(definition, key)?.step.fields.find((each) => each.name === name);
    return field !== undefined && ['text', 'textarea'].includes(controlOf(field).view);
  };
  return Object.fromEntries(
    Object.entries(answers).map(([key, given]) => [
      key,
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          typeof value === 'string' && isWords(key, name) ? text : value,
        ]),
      ),
    ]),
  );
}

test.each(samples)('%s: the pages at its end are those that are written whole', async (_, wizard) => {
  const resolve = choiceResolver(optionLoader({ services: {}, log: silentLog, now: () => now }));
  const definition = await Promise.resolve(resolve(wizard)).catch(() => wizard);
  const visitors = await endPages(definition);
  // Each comes twice: the second time the page stands in gaps.
  for (const { page, at } of [...visitors, ...visitors]) {
    expect(writePage(bySkeletons, page, at)).toEqual(writePage(whole, page, at));
  }
  expect(visitors.length).toBeGreaterThan(10);
});

test('visitors with other answers share the pages at the end, unless a text there names one', async () => {
  const keysOf = async (definition: WizardDefinition) => {
    const visitors = await endPages(definition);
    return visitors.map(({ page, at }) => skeletonOf(page, { ...at, run: undefined })?.key);
  };
  const made = (title: string) =>
    definitionOf([
      steps.name,
      aStep({
        id: 'note',
        title,
        fields: [aField({ name: 'note', control: 'text', meta: { label: 'Note' } })],
      }),
    ]);
  const shared = new Set(await keysOf(made('A note')));
  // Check-your-answers as it is, as it was changed and as it was sent back, the receipt in five states; six of them with an answer of two lines.
  expect(shared.size).toBe(14);
  expect(shared.has(undefined)).toBe(false);
  expect(new Set(await keysOf(made('A note for {name.full}')))).toEqual(new Set([undefined]));
});

test('an author’s summary that gives other lines each time puts no answer under another question', async () => {
  let count = 0;
  const summary = (value: string) => ((count += 1) % 3 === 0 ? value : `${value}\nagain`);
  const field = (name: string, more = {}) =>
    aField({ name, control: 'text', meta: { label: `Label ${name}`, ...more } });
  const definition = definitionOf([
    aStep({ id: 'pair', title: 'Pair', fields: [field('one', { summary }), field('other')] }),
  ]);
  const visitors = await endPages(definition);
  const under = />Label other<\/dt>\s*<dd><bdi>([^<]*)</;
  for (const { page, at } of [...visitors, ...visitors, ...visitors]) {
    const asked = under.exec(whole.render(page, at, { fragment: true }))?.[1];
    expect(under.exec(bySkeletons.render(page, at, { fragment: true }))?.[1]).toBe(asked);
  }
});

test('a page at the end whose address has a query, in several languages, or with many questions, is written whole', async () => {
  const languages = { offered: [], address: '/visa/check', typedIn: 'en' };
  const short = (await endPages(definitionOf([steps.name])))[0]!;
  const keyIn = (address: string) =>
    skeletonOf(short.page, { ...short.at, languages: { ...languages, address } })?.key;
  expect(keyIn('/visa/check')).toBeDefined();
  expect(keyIn('/visa/check?lang=de&x=1')).toBeUndefined();
  const many = Array.from({ length: 41 }, (_, n) =>
    aField({ name: `f${n}`, control: 'text', meta: { label: `Label ${n}` } }),
  );
  const long = (await endPages(definitionOf([aStep({ id: 'many', title: 'Many', fields: many })])))[0]!;
  expect(skeletonOf(long.page, long.at)).toBeUndefined();
});

test('from right to left, with a theme of its own and under another path too', () => {
  const theme = { ...frame.theme, direction: 'rtl' as const, properties: { '--stepway-accent': '#0b5c8c' } };
  const there = { ...frame, base: '/apply', language: languageOf('ar'), theme };
  for (const step of Object.values(steps)) {
    // Whatever kinds of control there are: a control that loses its pages their skeleton is noticed.
    const hasSkeleton = step.fields.every(({ show }) => show === undefined);
    expect(skeletonOf(stepPage(step), frame) !== undefined).toBe(hasSkeleton);
    for (const visitor of others(stepPage(step))) {
      const at = { ...there, nonce: visitor.frame.nonce };
      expect(write(bySkeletons, visitor.page, at)).toEqual(write(whole, visitor.page, at));
      expect(write(bySkeletons, visitor.page)).toEqual(write(whole, visitor.page));
    }
  }
});

test('visitors who typed different words into the same page share its skeleton', () => {
  const visitors = others(stepPage(steps.contact, { raw: { email: 'ada@example.org' } }));
  const keys = visitors.map(({ page, frame: at }) => skeletonOf(page, at)?.key);
  expect(keys[0]).toBeDefined();
  expect(keys[1]).toBe(keys[0]);
  // So do those of different runs.
  const ofRuns = [0, 1].map((n) => skeletonOf(visitors[n]!.page, { ...frame, run: `~run${n}` })?.key);
  expect(ofRuns[1]).toBe(ofRuns[0]);
  expect(ofRuns[0]).not.toBe(keys[0]);
});

test('a page on which earlier answers may stand has no skeleton', () => {
  const note = aField({ name: 'note', control: 'text', meta: { label: 'Note' } });
  const ofStep = (step: Parameters<typeof aStep>[0]) => {
    const made = aStep(step);
    return skeletonOf({ ...stepPage(made), definition: definitionOf([made]) }, frame);
  };
  const plain = { id: 'note', title: 'Note', fields: [note] };
  expect(ofStep(plain)).toBeDefined();
  expect(ofStep({ ...plain, title: 'A note for {name.full}' })).toBeUndefined();
  expect(ofStep({ ...plain, helpers: () => ({ total: 3 }) })).toBeUndefined();
});

const ownViews: readonly [string, string][] = [
  ['step.ejs', '<p><%= wizard.form.fields[0].value.length %> letters</p>'],
  // What a view of ours includes, by a fixed name and by one that it works out.
  ['parts/form.ejs', '<p><%= wizard.form.fields[0].value.length %> letters</p>'],
  ['fields/text.ejs', '<p><%= field.value.length %> letters</p>'],
  ['contact/fields/text.ejs', '<p><%= field.value.length %> letters</p>'],
];

test.each(ownViews)('where an author’s %s takes part, every page is written whole', (name, view) => {
  const folder = mkdtempSync(join(tmpdir(), 'stepway-views-'));
  try {
    const page = (email: string) => stepPage(steps.contact, { raw: { email } });
    const file = join(folder, name.replace('contact', page('').definition.id));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, view);
    const own = createRenderer({ viewFolders: [folder], cache: true });
    const lengths = ['a', 'abc', 'ab', 'abcd'].map(
      (email) => />(\d+) letters</.exec(own.render(page(email), frame, { fragment: true }))?.[1],
    );
    expect(lengths).toEqual(['1', '3', '2', '4']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('from its third visitor on, a page that only our views write is not written again', () => {
  const written: string[] = [];
  const fill = writeBySkeletons(({ page }) => {
    const { email } = (page as StepPage).raw;
    written.push(String(email));
    return { html: `<p>${String(email)}</p>`, hasAuthors: false };
  });
  const got = ['ann', 'bob', 'cat', 'dan'].map((email) =>
    fill(stepPage(steps.contact, { raw: { email } }), frame, true),
  );
  expect(got).toEqual(['<p>ann</p>', '<p>bob</p>', '<p>cat</p>', '<p>dan</p>']);
  expect(written).toEqual(['ann', expect.stringContaining('gap-')]);
});

test('a view of an author’s takes part at one step, and the pages of the others keep their skeletons', () => {
  const written: string[] = [];
  const fill = writeBySkeletons(({ page }) => {
    const { place } = page as StepPage;
    written.push(place.key);
    return { html: '', hasAuthors: place.key === 'contact' };
  });
  for (const step of [steps.contact, steps.name, steps.contact, steps.name, steps.contact, steps.name])
    fill(stepPage(step), frame, true);
  expect(written.filter((key) => key === 'contact')).toHaveLength(3);
  expect(written.filter((key) => key === 'name')).toHaveLength(2);
});

test('what a step’s page is made of is known to its skeleton', () => {
  // The compiler asks when a page has something new: give it a place in the key, or a gap.
  const ways = {
    kind: 'key',
    status: 'key',
    place: 'key',
    issues: 'key',
    isAskedAgain: 'key',
    raw: 'gaps, and in the key what they are not for',
    stamp: 'gaps, and in the key what they are not for',
    keptUntil: 'gaps',
    walk: 'what is shown of it in the key',
    definition: 'each has skeletons of its own',
    stored: 'not shown',
    found: 'a page with a list that is searched is nobody else’s',
    searched: 'the same',
    helpers: 'a page that has them is written whole',
  } satisfies { readonly [Property in keyof Required<StepPage>]: string };
  expect(Object.keys(ways)).toEqual(expect.arrayContaining(Object.keys(stepPage(steps.name))));
});

test('what the pages at the end are made of is known to their skeletons', async () => {
  const ofBoth = { kind: 'key', definition: 'each has skeletons of its own', keptUntil: 'gaps' } as const;
  const onCheck = {
    ...ofBoth,
    status: 'key',
    walk: 'the summary: gaps, and in the key what they are not for; a text that names an answer has none',
    stamp: 'gaps, and in the key what they are not for',
    issues: 'key',
  } satisfies { readonly [Property in keyof Required<PageOf<'check'>>]: string };
  const onReceipt = {
    ...ofBoth,
    status: 'always the same',
    reference: 'gap',
    submission: 'key',
    submittedAt: 'gaps',
    sent: 'as the walk of check-your-answers; in the key whether it is there, and whether there is a calendar',
    copy: 'a page that offers one is written whole',
  } satisfies { readonly [Property in keyof Required<PageOf<'done'>>]: string };
  for (const { page } of await endPages(definitionOf([steps.name]))) {
    const known = Object.keys(page.kind === 'check' ? onCheck : onReceipt);
    expect(known).toEqual(expect.arrayContaining(Object.keys(page)));
  }
});
