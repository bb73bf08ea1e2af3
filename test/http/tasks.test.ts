import { afterAll, expect, test } from '@jest/globals';
import { text, wizard } from '../../src/index.ts';
import { tasks } from '../support/grant.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const line = wizard({ id: 'line', title: 'Line', version: 1, start: false })
  .section('you', { title: 'About you' }, (section) =>
    section.step('name', { title: 'Your name', fields: { name: text('Name') } }),
  )
  .step('tasks', { title: 'Your tasks', fields: { tasks: text('Tasks') } })
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([tasks, line]);
afterAll(() => forms.close(0));

const list = '/grant/tasks';
/** The lines of the list, and where they lead. */
const listed = (html: string) =>
  (html.match(/<li class="stepway-task"[\s\S]*?<\/li>/g) ?? []).map(
    (item) => `${textOf(item)} ${/href="([^"]*)"/.exec(item)?.[1] ?? '-'}`,
  );
const backOf = (html: string) => /class="stepway-back" href="([^"]*)"/.exec(html)?.[1];
/** The list of steps, as it stands beside the form. */
const steps = (html: string) =>
  (
    html.split('stepway-steps--beside')[1]?.match(/<li class="stepway-steps-item"[\s\S]*?<\/(?:a|span)>/g) ??
    []
  ).map(textOf);
const isForm = (html: string) => html.includes('method="post"');

test('the start page leads to the list, which needs no answer and makes no session', async () => {
  const someone = visitor(app);
  const start = await someone.open('/grant');
  expect(start.text).toContain(`href="${list}"`);
  const page = await someone.open(list);
  expect(headingOf(page.text)).toBe('Apply for a grant');
  expect(textOf(page.text)).toContain('You have completed 0 of 3 sections.');
  expect(listed(page.text)).toEqual([
    'About your group Not started /grant/name',
    'Your project Not started /grant/idea',
    'The other group after: Your project Cannot start yet -',
  ]);
  expect(backOf(page.text)).toBe('/grant/start');
  expect(isForm(page.text)).toBe(false);
  const first = await someone.open('/grant/idea');
  expect(backOf(first.text)).toBe(list);
});

test('sections are done in any order, each leads back to the list, and the last one to check-your-answers', async () => {
  const someone = visitor(app);
  expect(await someone.answer('/grant/idea', { together: 'yes' })).toBe(list);
  expect(await someone.answer('/grant/other', { other: 'The Elms' })).toBe(list);
  expect(await someone.answer('/grant/name', { name: 'The Oaks', sells: 'no' })).toBe('/grant/place');
  const half = await someone.open('/grant');
  expect(textOf(half.text)).toContain('You have completed 2 of 3 sections.');
  expect(listed(half.text)).toEqual([
    'About your group In progress /grant/place',
    'Your project Completed /grant/idea',
    'The other group Completed /grant/other',
  ]);
  expect(half.text).not.toContain('href="/grant/check"');
  expect((await someone.open('/grant/check')).text).toContain('stepway-tasks');
  const place = await someone.open('/grant/place');
  expect(textOf(place.text)).toContain('Step 2 of 2 About your group');
  expect(backOf(place.text)).toBe('/grant/name');
  expect(steps(place.text)).toEqual(['Its name', 'Its place']);
  expect(await someone.answer('/grant/place', { town: 'Leeds' })).toBe(list);
  const done = await someone.open(list);
  expect(textOf(done.text)).toContain('You have completed 3 of 3 sections.');
  expect(done.text).toContain('href="/grant/check"');
  const check = await someone.open('/grant/check');
  expect(backOf(check.text)).toBe(list);
  expect((check.text.match(/<h2[^>]*>[\s\S]*?<\/h2>/g) ?? []).map(textOf)).toEqual(
    expect.arrayContaining(['About your group', 'Your project', 'The other group']),
  );
  expect((await someone.post('/grant/check')).headers['location']).toMatch(/^\/grant\/done\//);
  expect(headingOf((await someone.open(list)).text)).toBe('You have already sent this form');
});

test('a page that waits for another section leads to the list', async () => {
  const someone = visitor(app);
  await someone.answer('/grant/name', { name: 'The Oaks', sells: 'no' });
  const page = await someone.open('/grant/other');
  expect(listed(page.text)).toHaveLength(3);
});

test('one section is changed alone from check-your-answers; what becomes necessary is on the list', async () => {
  const someone = visitor(app);
  await someone.answer('/grant/name', { name: 'The Oaks', sells: 'no' });
  await someone.answer('/grant/place', { town: 'Leeds' });
  await someone.answer('/grant/idea', { together: 'no' });
  expect(await someone.answer('/grant/place?return=check', { town: 'York' })).toBe('/grant/check');
  expect(await someone.answer('/grant/idea?return=check', { together: 'yes' })).toBe(list);
  expect(listed((await someone.open(list)).text)[2]).toBe('The other group Not started /grant/other');
});

test('an exit page ends the journey, and leads back within its section', async () => {
  const someone = visitor(app);
  expect(await someone.answer('/grant/name', { name: 'Shop', sells: 'yes' })).toBe('/grant/no-shops');
  expect(listed((await someone.open(list)).text)).toEqual(['About your group In progress /grant/no-shops']);
  expect((await someone.open('/grant/no-shops')).text).toContain('href="/grant/name"');
});

test('a front end gets the list as JSON', async () => {
  const someone = visitor(app);
  await someone.answer('/grant/name', { name: 'The Oaks', sells: 'no' });
  const { body } = await someone.agent.get(list).set('Accept', 'application/json');
  expect(body).toMatchObject({
    kind: 'tasks',
    tasks: [
      { id: 'group', title: 'About your group', state: 'in-progress', links: { open: '/grant/place' } },
      { id: 'project', state: 'not-started', after: [], links: { open: '/grant/idea' } },
      { id: 'partner', state: 'cannot-start', after: ['project'], links: {} },
    ],
    progress: { completed: 0, of: 3 },
    complete: false,
    links: { tasks: list, self: list },
  });
  const idea = await someone.agent.get('/grant/idea').set('Accept', 'application/json');
  expect(idea.body.links.back).toBe(list);
});

test('in a line a section is a heading, and a step may be called as the list is', async () => {
  const someone = visitor(app);
  expect(await someone.answer('/line/name', { name: 'Ann' })).toBe('/line/tasks');
  expect(headingOf((await someone.open('/line/tasks')).text)).toBe('Your tasks');
  await someone.answer('/line/tasks', { tasks: 'None' });
  expect(textOf((await someone.open('/line/check')).text)).toContain('About you');
});
