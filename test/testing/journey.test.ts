import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import {
  choice,
  consent,
  date,
  integer,
  matrix,
  range,
  stepway,
  text,
  wizard,
  yesNo,
} from '../../src/index.ts';
import {
  coverage,
  journey,
  memoryStorage,
  movableClock,
  type JourneyOptions,
  type JourneyTarget,
} from '../../src/testing/index.ts';
import { services } from '../../wizards/parts/services.ts';
import stay from '../../wizards/stay.ts';
import feedback from '../../wizards/feedback.ts';
import { memoryApp } from '../support/memory-app.ts';

const { app, forms } = memoryApp([feedback]);
const opened: { close(): Promise<void> }[] = [];
const begin = (target: JourneyTarget = app, options: JourneyOptions = {}) => {
  const begun = journey(target, options);
  opened.push(begun);
  return begun;
};
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await forms.close(0);
});

const means = [['html'], ['htmx'], ['json']] as const;

test.each(means)('a journey as %s goes through an app to its receipt', async (as) => {
  const page = await begin(app, { as })
    .start('feedback')
    .answer({ found: 'no' })
    .expectStep('missing')
    .answer({ what: 'a map' })
    .answer({ email: 'ann@example.com' })
    .expectStep('check')
    .expectText('a map')
    .submit()
    .expectPath(['visit', 'missing', 'contact'])
    .expectStep('done');
  expect(page.reference).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
});

test.each(means)('a list that is searched is answered as %s by a value', async (as) => {
  const house = { house: 'H1013', guests: 2, kids: 0, days: { from: '2027-01-02', to: '2027-01-05' } };
  const at = { now: () => Date.parse('2027-01-10T12:00:00Z') };
  await begin({ wizards: [stay], services, ...at }, { as })
    .start('stay')
    .answer({ ...house, house: 'H1' })
    .expectIssue('house')
    .answer(house)
    .expectStep('how')
    .open('when')
    .answer({ ...house, house: 'H1014' })
    .expectStep('how');
});

test.each(means)('a refused answer as %s shows its issue, and can be sent again', async (as) => {
  await begin(app, { as })
    .start('feedback')
    .answer()
    .expectIssue('found')
    .answer({ found: 'yes' })
    .answer({ email: 'ann' })
    .expectIssue('email', /email address/)
    .answer({})
    .expectIssue('email')
    .answer({ email: null })
    .expectStep('check');
});

test.each(means)('as %s a changed answer closes its branch', async (as) => {
  await begin(app, { as })
    .start('feedback')
    .answer({ found: 'no' })
    .answer({ what: 'a map' })
    .answer()
    .open('visit?return=check')
    .answer({ found: 'yes' })
    .expectStep('check')
    .submit()
    .expectPath(['visit', 'contact']);
});

const controls = wizard({ id: 'controls', title: 'Controls', version: 1, start: { intro: 'Hello' } })
  .step('all', {
    title: 'All of them',
    fields: {
      from: date('From'),
      away: yesNo('Away?'),
      count: integer('Count').min(2),
      terms: consent('I agree').optional(),
      name: text('Name').optional(),
    },
  })
  .step('about', { title: 'About this', intro: 'Nothing to fill in.' })
  .exit('away', { title: 'Away', when: (earlier) => earlier.all.away.is(true) })
  .complete({ action: 'Send' });

test.each(means)('as %s dates, numbers and booleans are sent as their controls want them', async (as) => {
  const storage = memoryStorage();
  const page = await begin({ wizards: [controls], storage }, { as })
    .start('controls')
    .expectStep('all')
    .answer({ from: '2027-03-04', away: false, count: 3, terms: true, name: null })
    .answer()
    .submit()
    .expectPath(['all', 'about']);
  const submission = await storage.submissions.findByReference(page.reference ?? '');
  expect(submission?.answers).toEqual({
    all: { from: '2027-03-04', away: false, count: 3, terms: true },
  });
});

test.each(means)('as %s an exit page ends the path', async (as) => {
  const seen = coverage(controls);
  await begin({ wizards: [controls] }, { as, coverage: seen })
    .start('controls')
    .answer({ from: '2027-03-04', away: true, count: 3 })
    .answer()
    .expectStep('away')
    .expectPath(['all', 'about', 'away']);
  expect((await seen.report()).missing).toEqual([['all', 'about']]);
});

test.each(means)('as %s a form is sent with what it holds, and null takes a value out', async (as) => {
  const storage = memoryStorage();
  const all = { from: '2027-03-04', away: false, count: 3, terms: true, name: 'Ann <b>' };
  const page = await begin({ wizards: [controls], storage }, { as })
    .start('controls')
    .answer(all)
    .answer()
    .open('all?return=check')
    .answer({ count: 4, terms: null })
    .expectStep('check')
    .submit();
  const submission = await storage.submissions.findByReference(page.reference ?? '');
  const { terms: _, ...rest } = all;
  expect(submission?.answers).toMatchObject({ all: { ...rest, count: 4 } });
});

test('an answer may name its step, which has to be open', async () => {
  const someone = () => begin({ wizards: [feedback] }).start('feedback');
  await someone().answer('visit', { found: 'yes' }).expectStep('contact');
  await expect(someone().answer('contact', { email: 'ann@example.com' })).rejects.toThrow(
    'another page is open: the visitor is at /feedback/visit',
  );
});

test('an expectation that fails says where the visitor is and what stands there', async () => {
  const at = begin().start('feedback').answer();
  await expect(at.expectIssue('found', 'Say something')).rejects.toThrow(
    /the visitor is at \/feedback\/visit \(422, .*\n {2}expected: found: Say something\n {2}actual: {3}found: /,
  );
  await expect(begin().start('feedback').submit()).rejects.toThrow(
    'check-your-answers is not reached: the visitor is at /feedback/visit (200, "Did you find what you came for?")',
  );
  await expect(begin().start('feedback').expectPath(['visit'])).rejects.toThrow('expected: visit');
  await expect(begin().answer({})).rejects.toThrow('call .start(wizard)');
});

test('with a clock that is moved, a session ends and the visitor begins again', async () => {
  const clock = movableClock();
  const storage = memoryStorage({ now: clock.now });
  const someone = begin({ wizards: [feedback], storage, now: clock.now });
  await someone.start('feedback').answer({ found: 'no' }).expectStep('missing');
  clock.advance({ minutes: 29 });
  await someone.start('feedback').expectStep('missing');
  clock.advance({ minutes: 31 });
  await someone.start('feedback').expectStep('visit');
});

test('a journey visits wizards that a host mounts below a path', async () => {
  const storage = memoryStorage();
  const mounted = stepway({ wizards: [feedback], storage, log: pino({ level: 'silent' }) });
  const host = express();
  host.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
  host.use('/apply', mounted);
  await begin(host, { at: '/apply' })
    .start('feedback')
    .answer({ found: 'yes' })
    .answer()
    .submit()
    .expectStep('done');
  await mounted.close(0);
});

const kinds = wizard({ id: 'kinds', title: 'Kinds', version: 1 })
  .step('kind', { title: 'Kind', fields: { kind: choice('Kind', { a: 'A', b: 'B' }) } })
  .complete({ action: 'Send' });

test.each(means)('as %s each start of a wizard with several runs begins another one', async (as) => {
  const claim = wizard({ id: 'claim', title: 'Claim', version: 1, several: true, start: { intro: 'Hello' } })
    .step('what', { title: 'What?', fields: { what: text('What') } })
    .step('where', { title: 'Where?', fields: { where: text('Where') } })
    .complete({ action: 'Send' });
  const at = begin({ wizards: [claim] }, { as })
    .start('claim')
    .answer('what', { what: 'A taxi' })
    .start('claim')
    .answer('what', { what: 'A hotel' })
    .answer('where', { where: 'Rome' })
    .open('what')
    .answer('what', { what: 'An inn' })
    .open('check')
    .expectText('An inn')
    .submit()
    .expectPath(['what', 'where']);
  expect((await at).reference).toBeDefined();
});

test('a wizard that is not served is said so, with the one that was meant', async () => {
  await expect(begin({ wizards: [kinds] }).start('kind')).rejects.toThrow(
    /^\.start\("kind"\): there is no wizard "kind"; did you mean "kinds"\?$/,
  );
  await expect(begin({ wizards: [kinds, feedback] }).start('kind')).rejects.toThrow(
    'there is no wizard "kind"; did you mean "kinds"? (known: "kinds", "feedback")',
  );
  await expect(begin(app).start('kind')).rejects.toThrow(
    /^\.start\("kind"\): it led to an error, .*: the visitor is at \/kind \(404, /,
  );
});

test('an answer to a field that the step does not have is refused, with the one that was meant', async () => {
  const at = begin({ wizards: [kinds] }).start('kinds');
  await expect(at.answer({ knid: 'a' })).rejects.toThrow(
    'step "kind" has no field "knid"; did you mean "kind"?',
  );
});

test('a date can be answered by its three controls', async () => {
  await begin({ wizards: [controls] })
    .start('controls')
    .answer({ 'from-day': '31', 'from-month': '2', 'from-year': '2027', away: false, count: 3 })
    .expectIssue('from');
});

const hotel = wizard({ id: 'hotel', title: 'Hotel', version: 1, start: false })
  .step('stay', {
    title: 'Your stay',
    fields: {
      dates: range('Dates'),
      wishes: matrix('Wishes', { meals: 'Meals', room: 'Room' }, { yes: 'Yes', no: 'No' }),
      born: date('Born'),
    },
  })
  .complete({ action: 'Send' });
const stayed = { dates: { from: '2027-03-01', to: '2027-03-01' }, born: '1990-03-27' };

test.each(means)('an issue of a part of an answer as %s is one of its field', async (as) => {
  const at = () => begin({ wizards: [hotel] }, { as }).start('hotel');
  await at()
    .answer({ ...stayed, wishes: { meals: 'yes' } } as never)
    .expectIssue('wishes', /room/i);
  await at()
    .answer({
      ...stayed,
      dates: { from: '2027-03-02', to: '2027-03-01' },
      wishes: { meals: 'yes', room: 'no' },
    })
    .expectIssue('dates');
});

test('a page says which part an issue is of, and so does an expectation that fails', async () => {
  const at = begin({ wizards: [hotel] })
    .start('hotel')
    .answer({ born: '1990-03-27', dates: stayed.dates, wishes: { meals: 'yes' } } as never);
  const { issues } = await at.expectIssue('wishes-room').page();
  expect(issues).toEqual([{ field: 'wishes', part: 'room', message: expect.any(String) }]);
  await expect(at.expectIssue('wishes-meals')).rejects.toThrow(
    /expected: wishes-meals\n {2}actual: {3}wishes-room: /,
  );
});

test('a view written with single quotes, or with none, is read and sent as a browser does', async () => {
  const views = await mkdtemp(join(tmpdir(), 'stepway-quotes-'));
  await writeFile(
    join(views, 'step.ejs'),
    `<h1 class=big>Who are you?</h1>
    <ul class='stepway-errors'><% for (const { href, text } of wizard.issues) { %><li><a href='<%= href %>'><%= text %></a></li><% } %></ul>
    <FORM method=POST action='<%= wizard.form.action %>'>
    <% for (const { name, value } of wizard.form.hidden) { %><input type=hidden name='<%= name %>' value='<%= value %>'><% } %>
    <input id='you-name' name=name value='Ann &amp; Ben'>
    <input name='born-day'><input name='born-month'><input name='born-year'>
    <input type=radio name='far' value='yes'><input type=radio name='far' value='no'>
    <select name='by'><option>bus</option><option selected>car</option></select>
    <textarea name=note>
 a "note"</textarea>
    </FORM>`,
  );
  const quoted = wizard({ id: 'quoted', title: 'Quoted', version: 1, start: false })
    .step('you', {
      title: 'Who are you?',
      fields: {
        name: text('Name').max(10),
        born: date('Born'),
        far: yesNo('Far'),
        by: choice('By', { bus: 'Bus', car: 'Car' }),
        note: text('Note'),
      },
    })
    .complete({ action: 'Send' });
  const page = await begin({ wizards: [quoted], views })
    .start('quoted')
    .answer({ name: 'A name that is too long' })
    .expectIssue('name')
    .answer({ born: '1990-03-27', far: false })
    .expectStep('check')
    .page();
  for (const answer of ['Ann & Ben', '27 March 1990', 'No', 'Car', 'a "note"']) {
    expect(page.text).toContain(answer);
  }
  await rm(views, { recursive: true });
});
