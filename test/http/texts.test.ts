import { afterAll, expect, test } from '@jest/globals';
import request from 'supertest';
import {
  choice,
  choices,
  consent,
  content,
  group,
  text,
  wizard,
  type InferAnswers,
} from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const care = wizard({ id: 'care', title: 'Care', version: 1, stepList: true })
  .step('child', { title: 'Child', fields: { name: text('Name of the child') } })
  .step('school', {
    title: 'Where does {child.name|your child} go to school?',
    section: 'School of {child.name|your child}',
    fields: {
      school: text('School of {child.name}', {
        hint: 'Where {child.name} goes on weekdays',
        messages: { required: 'Say where {child.name} goes' },
      }),
      since: text('{child.name}’s first school'),
      days: choices(
        'Days',
        { all: 'All days', none: { label: '{child.name} goes on no day', exclusive: true } },
        { name: 'the days of {child.name}' },
      ),
    },
  })
  .repeat(
    'friends',
    {
      title: 'Friends of {child.name}',
      item: '{who.name} of {child.name}',
      add: 'Has {child.name} another friend?',
    },
    (friend) => friend.step('who', { title: 'Who?', fields: { name: text('Name') } }),
  )
  .exit('stop', { title: 'Stop, {child.name}', when: ({ friends }) => friends.count.gt(4) })
  .complete({
    action: 'Send for {child.name}',
    declaration: 'I may speak for {child.name}.',
    confirmation: '{child.name|Your child} is registered',
    next: 'We write to {child.name|you}.',
  });
const { app, forms } = memoryApp([care]);
afterAll(() => forms.close(0));

const name = '<b>Ana & *Co*</b>';
const escaped = '&lt;b&gt;Ana &amp; *Co*&lt;/b&gt;';

async function parent() {
  const someone = visitor(app);
  expect(await someone.answer('/care/child', { name })).toBe('/care/school');
  return someone;
}

test('a page names what was answered before: in its title, labels, hints, options and headings', async () => {
  const someone = await parent();
  const { text: html } = await someone.open('/care/school');
  expect(headingOf(html)).toBe(`Where does ${escaped} go to school?`);
  expect(html).toContain(`<title>Where does ${escaped} go to school? –`);
  for (const words of [
    `School of ${escaped}`,
    `Where ${escaped} goes on weekdays`,
    `${escaped} goes on no day`,
  ])
    expect(textOf(html)).toContain(words);
  expect(html).not.toMatch(/\{child/);
});

test('what is wrong is said in words that name it too', async () => {
  const someone = await parent();
  await someone.open('/care/school');
  const empty = await someone.post('/care/school');
  expect(textOf(empty.text)).toContain(`Say where ${escaped} goes`);
  expect(textOf(empty.text)).toContain(`Enter ${escaped}’s first school`);
  const both = await someone.post('/care/school', { school: 'Hill', days: ['all', 'none'] });
  expect(textOf(both.text)).toContain(`${escaped} goes on no day”`);
});

test('before the answer is given its place is taken by what the author says', async () => {
  const { text: html } = await visitor(app).open('/care/child');
  expect(textOf(html)).toContain('Where does your child go to school?');
});

test('the list, its items, check-your-answers and the receipt name it, and a stranger is told nothing', async () => {
  const someone = await parent();
  await someone.answer('/care/school', { school: 'Hill', since: 'Dale', days: 'none' });
  const url = await someone.answer('/care/friends', { _more: 'yes' });
  await someone.answer(url, { name: 'Ben' });
  const list = textOf((await someone.open('/care/friends')).text);
  expect(list).toContain(`Ben of ${escaped}`);
  expect(list).toContain(`Has ${escaped} another friend?`);
  await someone.answer('/care/friends', { _more: 'no' });
  const check = textOf((await someone.open('/care/check')).text);
  for (const words of [
    `Friends of ${escaped}`,
    `Send for ${escaped}`,
    `I may speak for ${escaped}.`,
    `School of ${escaped}`,
  ])
    expect(check).toContain(words);
  const json = await someone.agent.get('/care/check').accept('json');
  expect(json.body.action).toBe(`Send for ${name}`);
  expect(json.body.steps[1].title).toBe(`Where does ${name} go to school?`);
  const sent = await someone.post('/care/check');
  const receipt = await someone.open(sent.headers['location']!);
  expect(headingOf(receipt.text)).not.toContain('Your child');
  const stranger = await request(app).get(sent.headers['location']!);
  expect(stranger.text).not.toContain('Ana');
});

test('a front end gets the same words', async () => {
  const someone = await parent();
  const { body } = await someone.agent.get('/care/school').accept('json');
  expect(body.step).toMatchObject({
    title: `Where does ${name} go to school?`,
    section: `School of ${name}`,
  });
  expect(body.schema.properties.school).toMatchObject({
    title: `School of ${name}`,
    description: `Where ${name} goes on weekdays`,
  });
  expect(body.schema.properties.days).toMatchObject({ name: `the days of ${name}` });
});

test('what one visitor reads is not shown to the next', async () => {
  await (await parent()).open('/care/school');
  const other = visitor(app);
  await other.answer('/care/child', { name: 'Bo' });
  expect((await other.open('/care/school')).text).not.toContain('Ana');
});

const prose = wizard({
  id: 'prose',
  title: 'Prose',
  version: 1,
  start: { intro: 'See [all](/all).', needs: ['a *pen*'] },
})
  .step('name', { title: 'Name', fields: { name: text('Name', { hint: '**Bold** & plain' }) } })
  .step('more', {
    title: 'More',
    intro: ['Dear *{name.name}*, see [this](https://a.example):', '- one\n- two'],
    fields: {
      one: choices('One', { a: { label: '*A*', hint: 'An *a*' } }),
      rules: consent('I agree to the [rules](/rules) of *{name.name}*'),
    },
  })
  .complete({ action: 'Send', declaration: '*True*', next: ['See [pay](/pay)'] });
const { app: proseApp, forms: proseForms } = memoryApp([prose]);
afterAll(() => proseForms.close(0));

test('longer texts have links, lists and emphasis; an answer in them has none, nor has a label', async () => {
  const someone = visitor(proseApp);
  const start = (await someone.open('/prose/start')).text;
  expect(start).toContain('<p>See <a href="/all" hx-boost="false">all</a>.</p>');
  expect(start).toContain('<li>a <em>pen</em></li>');
  expect((await someone.open('/prose/name')).text).toContain('<strong>Bold</strong> &amp; plain</div>');
  await someone.answer('/prose/name', { name: '*x* [y](z) <i>' });
  const { text: html } = await someone.open('/prose/more');
  expect(html).toContain('Dear <em>*x* [y](z) &lt;i&gt;</em>');
  expect(html).toContain('rel="noopener noreferrer">this (opens in a new tab)</a>');
  expect(html).toContain('<ul class="stepway-bullets">');
  expect(html).toContain('>*A*</label>');
  expect(html).toContain('An <em>a</em></div>');
  expect(html).toMatch(
    /I agree to the <a href="\/rules"[^>]*>rules \(opens in a new tab\)<\/a> of <em>\*x\*/,
  );
  const refused = await someone.post('/prose/more', { one: 'a' });
  expect(textOf(refused.text)).toContain('I agree to the rules of *x*');
  const { body } = await someone.agent.get('/prose/more').accept('json');
  expect(body.step.intro).toEqual(['Dear *x* [y](z) <i>, see this (https://a.example):', 'one', 'two']);
  expect(body.step.introHtml).toContain('<em>*x* [y](z) &lt;i&gt;</em>');
  await someone.answer('/prose/more', { one: 'a', rules: 'yes' });
  const check = await someone.open('/prose/check');
  expect(check.text).toContain('<p><em>True</em></p>');
  const sent = await someone.post('/prose/check');
  expect((await someone.open(sent.headers['location']!)).text).toContain(
    'See <a href="/pay" hx-boost="false">pay</a>',
  );
});

const between = wizard({ id: 'between', title: 'Between', version: 1 })
  .step('one', { title: 'One', fields: { name: text('Name') } })
  .step('two', {
    title: 'Two',
    help: { summary: 'Why, {one.name}?', text: 'For *you*, {one.name}' },
    fields: {
      plays: choice('Plays', { yes: 'Yes', no: 'No' }, { help: { summary: 'What?', text: '**That**' } }),
      watch: content('Just *watch*, {one.name}'),
      ...group(
        'Call {one.name}',
        { caller: text('Caller'), agree: content('# Note'), phone: text('Phone') },
        { hint: 'If *ill*' },
      ),
      end: content('The end'),
    },
    show: { watch: (own) => own.plays.is('no'), phone: (own) => own.caller.isAnswered() },
  })
  .complete({ action: 'Send' });
const { app: betweenApp, forms: betweenForms } = memoryApp([between]);
afterAll(() => betweenForms.close(0));

test('texts stand between the fields, fields under a heading, and help opens under its summary', async () => {
  const someone = visitor(betweenApp);
  await someone.answer('/between/one', { name: '*A*' });
  const { text: html } = await someone.open('/between/two');
  const main = textOf(/<main[\s\S]*<\/main>/.exec(html)![0]);
  const words =
    'Why, *A*? For you , *A* Plays What? That Yes No Just watch , *A* Call *A* If ill Caller Note Phone The end';
  expect(main).toContain(words);
  expect(html).toMatch(/<legend class="stepway-fields-legend"><h2>Call \*A\*<\/h2><\/legend>/);
  expect(html).toMatch(
    /<div class="stepway-under">\s*<div class="stepway-field stepway-content" data-field="watch" data-show=/,
  );
  const { body } = await someone.agent.get('/between/two').accept('json');
  expect(body.step.help).toEqual({
    summary: 'Why, *A*?',
    html: '<p>For <em>you</em>, *A*</p>\n'.replace('*A*', '*A*'),
  });
  expect(
    body.step.contents.map(({ name, before }: { name: string; before: string }) => [name, before]),
  ).toEqual([
    ['watch', 'caller'],
    ['agree', 'phone'],
    ['end', null],
  ]);
  expect(Object.keys(body.schema.properties)).toEqual(['plays', 'caller', 'phone']);
  expect(body.schema.properties.caller.group).toEqual({ heading: 'Call *A*', hintHtml: 'If <em>ill</em>' });
  const sent = await someone.post('/between/two', { plays: 'no', caller: 'B', phone: '1', watch: 'x' });
  expect(sent.headers['location']).toBe('/between/check');
  const check = textOf((await someone.open('/between/check')).text);
  expect(check).not.toContain('watch');
});

test('a text that earlier answers show is shown to nobody else', async () => {
  const hint = wizard({ id: 'hint', title: 'Hint', version: 1 })
    .step('one', { title: 'One', fields: { name: text('Name') } })
    .step('two', {
      title: 'Two',
      fields: { ann: content('For Ann alone'), more: text('More') },
      show: { ann: (_own, earlier) => earlier.one.name.is('Ann') },
    })
    .complete({ action: 'Send' });
  const { app: hintApp, forms: hintForms } = memoryApp([hint]);
  const seen = [];
  for (const who of ['Ann', 'Ben', 'Ann']) {
    const someone = visitor(hintApp);
    await someone.answer('/hint/one', { name: who });
    seen.push((await someone.open('/hint/two')).text.includes('For Ann alone'));
  }
  await hintForms.close(0);
  expect(seen).toEqual([true, false, true]);
});

test('the title of a receipt, which is kept in histories and bookmarks, names no answer', async () => {
  const told = wizard({ id: 'told', title: 'Tell', version: 1, start: false })
    .step('one', { title: 'One', fields: { name: text('Name') } })
    .complete({ action: 'Send', confirmation: 'Thank you, {one.name|for that}' });
  const own = memoryApp([told]);
  const someone = visitor(own.app);
  await someone.answer('/told/one', { name: 'Ann' });
  const { text: html } = await someone.open(await someone.answer('/told/check'));
  await own.forms.close(0);
  expect(headingOf(html)).toBe('Thank you, Ann');
  expect(html).toContain('<title>Thank you, for that –');
});

test.each([
  ['Pay for {car.name}', ''],
  ['Pay for {car.name|your car}', 'Pay for your car'],
])('back from another site, where nobody is known yet, %s reads %j', async (title, eyebrow) => {
  const paid = wizard({ id: 'paid', title: 'Paid', version: 1, start: false })
    .step('car', { title: 'Car', fields: { name: text('Name') } })
    .external('pay', {
      title,
      origins: ['https://pay.example'],
      begin: () => 'https://pay.example/',
      finish: () => undefined,
    })
    .complete({ action: 'Send' });
  const own = memoryApp([paid]);
  const { text: html } = await visitor(own.app).open('/paid/pay/return/a1');
  await own.forms.close(0);
  expect(html).toContain('<title>You are back – Paid');
  expect(html.includes('stepway-eyebrow')).toBe(eyebrow !== '');
  expect(html).toContain(eyebrow);
  expect(html).not.toContain('Pay for …');
});

test('the answers of a page do not have the texts between its fields, for the compiler too', () => {
  type Answers = InferAnswers<typeof between>['two'];
  const asked: keyof Answers = 'caller';
  // @ts-expect-error -- a text is no answer
  const unasked: keyof Answers = 'watch';
  expect([asked, unasked]).toEqual(['caller', 'watch']);
});
