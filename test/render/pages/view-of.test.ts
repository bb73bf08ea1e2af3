import { expect, test } from '@jest/globals';
import type { Field } from '../../../src/definition/field.ts';
import { walk } from '../../../src/flow/walk.ts';
import type { Page } from '../../../src/render/pages/page.ts';
import { viewOf } from '../../../src/render/pages/view-of.ts';
import {
  answers,
  aField,
  aStep,
  aWizard,
  frame,
  now,
  sorry,
  stamp,
  stepPage,
  steps,
  visa,
  placeOf,
  sorryIn,
} from './sample.ts';

const keptUntil = now + 1_800_000;

/** What a view that was written for all kinds of page loops over. */
const lists =
  'eyebrow paragraphs issues links stepList sections items typed stored needs declaration next keptFor';

test('a view may ask any page for what another kind has: it finds an empty list', () => {
  const notFound: Page = { kind: 'not-found', status: 404 };
  for (const page of [notFound, stepPage(steps.contact)]) {
    const view = viewOf(page, frame);
    for (const list of lists.split(' ')) expect(Reflect.get(view, list)).toBeInstanceOf(Array);
    expect(Reflect.get(view, 'helpers')).toEqual({});
  }
});

test('what a view writes into its model is not seen by the next page', () => {
  const [one, other] = [1, 2].map(() => viewOf(stepPage(steps.contact), frame));
  Object.assign(one!, { name: 'Mine', sections: ['mine'] });
  expect([other!.name, Reflect.get(other!, 'sections')]).toEqual(['Apply for a visa', []]);
});

test('what is the same for everyone is made again for another theme, mount path or language', () => {
  const page = stepPage(steps.contact);
  const theme = { ...frame.theme, name: 'Other' };
  const seen = [frame, { ...frame, theme }, { ...frame, base: '/apply' }, frame].map((each) => {
    const { service, kept } = viewOf(page, each);
    return [service.name, service.href, kept?.delete.href];
  });
  expect(seen).toEqual([
    ['Visit Northland', '/', '/visa/end'],
    ['Other', '/', '/visa/end'],
    ['Visit Northland', '/apply/', '/apply/visa/end'],
    ['Visit Northland', '/', '/visa/end'],
  ]);
});

test('the title names the question, the step, the wizard and the service', () => {
  expect(viewOf(stepPage(steps.contact), frame).title).toBe(
    'How can we reach you? – Step 2 of 5 – Apply for a visa – Visit Northland',
  );
});

test('a page with issues begins its title with "Error: "', () => {
  const issues = [{ field: 'email', code: 'required', message: 'Enter your email address' }];
  const view = viewOf(stepPage(steps.contact, { issues }), frame);
  expect(view.title).toMatch(/^Error: How can we reach you\?/);
  expect(view.issues).toEqual([{ text: 'Enter your email address', href: '#contact-email' }]);
});

test('issues stand in the order of the fields, those of the whole step first', () => {
  const issue = (field: string) => ({ field, code: 'x', message: field });
  const issues = [issue('phone'), issue('email'), issue('')];
  const view = viewOf(stepPage(steps.contact, { issues }), frame);
  expect(view.issues.map(({ text }) => text)).toEqual(['', 'email', 'phone']);
});

test('no total is shown while it depends on an answer to come', () => {
  const later = { ...steps.contact, when: { op: 'eq', ref: ['name', 'full'], value: 'Bob' } as const };
  const definition = aWizard({ nodes: [steps.name, later] });
  const view = viewOf(stepPage(steps.name, { definition, walk: walk(definition, {}) }), frame);
  expect(view.progress).toEqual({ text: 'Step 1', n: 1 });
});

test('a journey that ends early is not counted to its exit page', () => {
  const definition = aWizard({ nodes: [steps.name, sorry] });
  const view = viewOf(stepPage(steps.name, { definition, walk: walk(definition, answers) }), frame);
  expect(view.progress).toEqual({ text: 'Step 1', n: 1 });
});

test('without progress the title has no step', () => {
  const definition = { ...visa, progress: false };
  expect(viewOf(stepPage(steps.contact, { definition }), frame).title).not.toContain('Step');
});

test("a single question's label is the heading, with the step's title", () => {
  const [field] = viewOf(stepPage(steps.name), frame).form!.fields;
  expect(field).toMatchObject({ heading: 'What is your name?', label: 'What is your name?' });
  const titled = aStep({ id: 't', title: 'May we write?', intro: ['Once.'], fields: steps.name.fields });
  const definition = aWizard({ nodes: [titled] });
  const view = viewOf(stepPage(titled, { definition, walk: walk(definition, {}) }), frame);
  expect(view).toMatchObject({ heading: 'May we write?', headingInField: true, paragraphs: [] });
  expect(view.form?.fields[0]).toMatchObject({ label: 'What is your name?', intro: ['Once.'] });
});

test('a question is the heading, too, where the other fields open under it', () => {
  const source = aField({ name: 'source', control: 'text', meta: { label: 'Who told you?' } });
  const show = { op: 'eq', ref: ['source', 'source'], value: 'other' } as const;
  const asked = aField({ name: 'other', control: 'text', meta: { label: 'Who was it?' } });
  const other: Field = { ...asked, show };
  const viewed = (step: ReturnType<typeof aStep>) => {
    const definition = aWizard({ nodes: [step] });
    return viewOf(stepPage(step, { definition, walk: walk(definition, {}), raw: {} }), frame);
  };
  const titled = (title: string, fields: readonly Field[]) => viewed(aStep({ id: 'source', title, fields }));
  expect(titled('Who told you?', [source, other]).headingInField).toBe(true);
  expect(titled('Your source', [source, other]).headingInField).toBe(false);
  expect(titled('Who told you?', [source, asked]).headingInField).toBe(false);
  expect(titled('Who was it?', [source, other]).headingInField).toBe(false);
});

test('the back link leads to the previous step of the path, then to the start page', () => {
  expect(viewOf(stepPage(steps.contact), frame).back?.href).toBe('/visa/name');
  expect(viewOf(stepPage(steps.name), frame).back?.href).toBe('/visa/start');
  const definition = aWizard({ ...visa, start: false });
  expect(viewOf(stepPage(steps.name, { definition }), frame).back).toBeUndefined();
});

test('back from a change leads to check-your-answers, and Continue as well', () => {
  const view = viewOf(stepPage(steps.contact, { stamp: { ...stamp, onward: 'check' } }), frame);
  expect(view.back?.href).toBe('/visa/check');
  expect(view.form?.hidden).toContainEqual({ name: '_return', value: 'check' });
});

test('every form carries its stamp', () => {
  expect(viewOf(stepPage(steps.contact), frame).form?.hidden).toEqual([
    { name: '_instance', value: 'i1' },
    { name: '_generation', value: '1' },
    { name: '_seen', value: 's1' },
    { name: '_page', value: 'p1' },
  ]);
});

test('the mount path stands before every address', () => {
  const view = viewOf(stepPage(steps.contact), { ...frame, base: '/apply' });
  expect([view.form?.action, view.back?.href, view.service.href, view.warning?.keepUrl]).toEqual([
    '/apply/visa/contact',
    '/apply/visa/name',
    '/apply/',
    '/apply/visa/keep',
  ]);
});

test('the list of steps says their state in words and links what can be opened', () => {
  const definition = aWizard({ ...visa, stepList: true });
  const live = walk(definition, { name: answers.name, contact: answers.contact });
  const { stepList } = viewOf(stepPage(steps.contact, { definition, walk: live }), frame);
  expect(stepList.map(({ stateText, href }) => [stateText, href])).toEqual([
    ['Completed', '/visa/name'],
    ['Current', undefined],
    ['Not started', '/visa/purpose'],
    ['Not started', undefined],
    ['Not started', undefined],
    ['Not started', undefined],
  ]);
});

test('an exit page leads back to the last question', () => {
  const definition = aWizard({ nodes: [steps.name, sorry] });
  const page: Page = {
    kind: 'exit',
    status: 200,
    definition,
    place: sorryIn(definition),
    walk: walk(definition, answers),
    keptUntil,
  };
  expect(viewOf(page, frame)).toMatchObject({
    heading: 'You cannot apply here',
    back: { href: '/visa/name' },
  });
});

test('an exit page offers to delete the answers, and not to save them for later', () => {
  const definition = aWizard({ nodes: [steps.name, sorry] });
  const place = sorryIn(definition);
  const page: Page = {
    kind: 'exit',
    status: 200,
    definition,
    place,
    walk: walk(definition, answers),
    keptUntil,
  };
  const { kept, links } = viewOf(page, frame);
  expect([kept?.save, kept?.delete.href]).toEqual([undefined, '/visa/end']);
  expect(links).toEqual([expect.objectContaining({ button: 'quiet' })]);
});

test('an expired page holds what was typed, and passwords are asked for again', () => {
  const raw = { notes: 'a\nb', before: 'yes', help: ['reading', 'moving'], secret: 'hunter2' };
  const page: Page = { kind: 'expired', status: 410, definition: visa, place: placeOf(steps.every), raw };
  const { form, typed } = viewOf(page, frame);
  expect(form?.hidden).toEqual([
    { name: '_carry', value: '1' },
    { name: 'before', value: 'yes' },
    { name: 'notes', value: 'a\nb' },
    { name: 'help', value: 'reading' },
    { name: 'help', value: 'moving' },
  ]);
  expect(form?.fields.map(({ name, value }) => [name, value])).toEqual([['secret', '']]);
  expect(typed.map(({ label }) => label)).toContain('Anything else we should know?');
});

test('the conflict page offers both answers', () => {
  const page: Page = {
    kind: 'conflict',
    status: 409,
    definition: visa,
    place: placeOf(steps.travel),
    raw: { arrival: { day: '1', month: '2', year: '2027' } },
    stored: answers.travel,
    walk: walk(visa, answers),
    stamp: { ...stamp, onward: 'check' },
  };
  const view = viewOf(page, frame);
  expect(view.typed[0]?.lines).toEqual(['1 February 2027']);
  expect(view.stored[0]?.lines).toEqual(['27 March 2026']);
  expect(view.form?.hidden).toEqual(
    expect.arrayContaining([
      { name: '_seen', value: 's1' },
      { name: '_return', value: 'check' },
      { name: 'arrival-month', value: '2' },
    ]),
  );
  expect(view.links[0]?.href).toBe('/visa/check');
});

test('an outage posts the same again; the finishing one posts to check-your-answers', () => {
  const page = {
    kind: 'unavailable',
    status: 503,
    definition: visa,
    place: placeOf(steps.name),
    raw: { full: 'Ada' },
    stamp,
    finishing: false,
  } as const;
  expect(viewOf(page, frame).form).toMatchObject({ action: '/visa/name', button: 'Try again' });
  expect(viewOf(page, frame).form?.hidden).toContainEqual({ name: 'full', value: 'Ada' });
  const { place: _place, ...whole } = page;
  expect(viewOf({ ...whole, finishing: true }, frame).form?.action).toBe('/visa/check');
});

test('words of a step replace those of the wizard and of the theme', () => {
  const step = { ...steps.contact, words: { continue: 'Save and go on' } };
  const definition = aWizard({ nodes: [steps.name, step], words: { back: 'Previous question' } });
  const view = viewOf(stepPage(step, { definition, walk: walk(definition, answers) }), frame);
  expect([view.form?.button, view.back?.text]).toEqual(['Save and go on', 'Previous question']);
});

test('a theme property that could end its declaration is left out', () => {
  const properties = { '--stepway-accent': '#123456', '--x': 'red;}body{display:none', color: 'red' };
  const view = viewOf(stepPage(steps.name), { ...frame, theme: { ...frame.theme, properties } });
  expect(view.themeCss).toBe('.stepway{--stepway-accent:#123456}');
});

test('a hidden field is carried along but neither shown nor the single question', () => {
  const source = aField({ name: 'source', control: 'hidden', meta: { label: 'Source' } });
  const step = aStep({ ...steps.name, fields: [...steps.name.fields, source] });
  const definition = aWizard({ nodes: [step] });
  const view = viewOf(
    stepPage(step, { definition, walk: walk(definition, {}), raw: { source: 'leaflet' } }),
    frame,
  );
  expect(view.headingInField).toBe(true);
  expect(view.form?.hidden).toContainEqual({ name: 'source', value: 'leaflet' });
});

test('a hidden field carries the value that its author gave', () => {
  const meta = { label: 'Source', value: 'website' };
  const step = aStep({ ...steps.name, fields: [aField({ name: 'source', control: 'hidden', meta })] });
  const definition = aWizard({ nodes: [step] });
  const view = viewOf(stepPage(step, { definition, walk: walk(definition, {}), raw: {} }), frame);
  expect(view.form?.hidden).toContainEqual({ name: 'source', value: 'website' });
});

test('a page that says what happened leads to the form that the address names, else to all forms', () => {
  const about = (page: Page) => viewOf(page, frame).links.map(({ text, href }) => `${text} ${href}`);
  expect(about({ kind: 'not-found', status: 404, definition: visa })).toEqual(['Go to the form /visa']);
  expect(about({ kind: 'not-found', status: 404 })).toEqual(['See all forms /']);
});

test('an end that the store cannot date any more is said to be so', () => {
  const expired = { kind: 'expired', status: 410, definition: visa, raw: {} } as const;
  expect(viewOf(expired, frame).paragraphs).toContain('We can no longer tell when that was.');
  expect(viewOf({ ...expired, endedAt: now }, frame).paragraphs.join(' ')).toContain(
    'That was on 21 November 2026',
  );
});
