import { afterAll, expect, test } from '@jest/globals';
import { integer, text, wizard, yesNo } from '../../src/index.ts';
import { journey, memoryStorage } from '../../src/testing/index.ts';

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((each) => each.close())));
const begin = ((...given: Parameters<typeof journey>) => {
  const begun = journey(...given);
  opened.push(begun);
  return begun;
}) as typeof journey;

const means = [['html'], ['htmx'], ['json']] as const;

const grant = wizard({ id: 'grant', title: 'Grant', version: 1, start: false, keepFor: { days: 30 } })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('why', { title: 'Why?', fields: { why: text('Reason'), pounds: integer('Pounds') } })
  .complete({ action: 'Send' });

test.each(means)('as %s what is saved half-way is continued on another device by its link', async (as) => {
  const storage = memoryStorage();
  const laptop = begin({ wizards: [grant], storage }, { as });
  const { link = '' } = await laptop
    .start('grant')
    .answer('who', { name: 'Ann' })
    .save('why', { why: 'A boat' });
  expect(link).toMatch(/^\/grant\/saved\/[\w-]+$/);
  const phone = begin({ wizards: [grant], storage }, { as });
  await phone.visit(link).expectText('Grant').send().expectStep('why');
  await phone.answer('why', { pounds: 30 }).expectText('A boat').submit().expectPath(['who', 'why']);
  await laptop.start('grant').expectText(as === 'json' ? 'moved' : 'on another device');
});

test.each(means)('as %s a form is saved from check-your-answers too', async (as) => {
  const page = await begin({ wizards: [grant] }, { as })
    .start('grant')
    .answer('who', { name: 'Ann' })
    .answer('why', { why: 'A boat', pounds: 30 })
    .save();
  expect(page.link).toBeDefined();
});

const club = wizard({ id: 'club', title: 'Club', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Name'), other: yesNo('Any others?') } })
  .repeat('others', { title: 'Others', when: (earlier) => earlier.who.other.is(true) }, (each) =>
    each.step('about', { title: 'About them', fields: { name: text('Name'), age: integer('Age') } }),
  )
  .step('why', { title: 'Why?', fields: { why: text('Reason') } })
  .complete({ action: 'Send' });

test('a form that is not kept for days says that it is saved, and has no link', async () => {
  const someone = begin({ wizards: [club] })
    .start('club')
    .answer({ name: 'Ann', other: false });
  const page = await someone.save('why', { why: 'Fun' });
  expect([page.link, page.heading]).toEqual([undefined, 'Your answers are saved']);
  expect((await someone.start('club').expectStep('why')).held).toContainEqual(['why', 'Fun']);
});

test.each(means)('as %s an answer is changed from check-your-answers, in an item as well', async (as) => {
  await begin({ wizards: [club] }, { as })
    .start('club')
    .answer('who', { name: 'Ann', other: true })
    .more(true)
    .answer('others/item1/about', { name: 'Bea', age: 30 })
    .more(false)
    .answer('why', { why: 'Fun' })
    .change('others/item1/about', { name: 'Beatrice' })
    .expectStep('check')
    .expectText('Beatrice')
    .expectText('30')
    .change('who', { other: false })
    .expectStep('check')
    .submit()
    .expectPath(['who', 'why']);
});

test('a change that is refused stands at its step, and one that is not possible says why', async () => {
  const atCheck = () =>
    begin({ wizards: [club] })
      .start('club')
      .answer({ name: 'Ann', other: false })
      .answer({ why: 'Fun' });
  await atCheck()
    .change('why', { why: null })
    .expectStep('why')
    .expectIssue('why')
    .answer({ why: 'Joy' })
    .submit();
  await expect(atCheck().change('others/item1/about', { age: 3 })).rejects.toThrow(
    '.change("others/item1/about"): check-your-answers has no way to change "others/item1/about": who, why were answered',
  );
  await expect(atCheck().change('why', { whi: 'Joy' } as object)).rejects.toThrow('did you mean "why"?');
  await expect(
    begin({ wizards: [club] })
      .start('club')
      .change('who', {}),
  ).rejects.toThrow('.change("who"): check-your-answers is not open: the visitor is at /club/who');
});

test('what cannot be saved says why', async () => {
  await expect(
    begin({ wizards: [grant] })
      .start('grant')
      .save('why'),
  ).rejects.toThrow('another page is open');
  await expect(
    begin({ wizards: [grant] })
      .start('grant')
      .save({ nmae: 'Ann' }),
  ).rejects.toThrow('did you mean "name"?');
  const sent = begin({ wizards: [grant] })
    .start('grant')
    .answer({ name: 'Ann' })
    .answer({ why: 'A boat', pounds: 30 })
    .submit();
  await expect(sent.save()).rejects.toThrow('this page has no way to save the form');
});
