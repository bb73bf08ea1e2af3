import { choice, date, fragment, integer, matrix, range, signature, text, wizard } from 'stepway';
import { connect, type Page, type StepPage } from 'stepway/client';

const trip = wizard({ id: 'trip', title: 'A trip', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name'), age: integer('Age').optional() } })
  .include(
    'home',
    fragment().step('where', { title: 'Where?', fields: { by: choice('By', { car: 'Car', boat: 'Boat' }) } }),
  )
  .repeat('kids', { title: 'Kids' }, (kid) =>
    kid.step('about', { title: 'About', fields: { born: date('Born') } }),
  )
  .complete({ action: 'Book' });

const client = connect<typeof trip>({ base: 'https://forms.example', id: 'trip' });
let page: Page<typeof trip> = await client.open();

// Each kind has its own actions, and each step its own values.
if (page.kind === 'start') page = await page.begin();
if (page.kind === 'step' && page.stepId === 'who') {
  const name: string | { readonly [part: string]: string } | undefined = page.values.name;
  void name;
  page = await page.send({ name: 'Ann', age: 7 });
}
if (page.kind === 'step' && page.stepId === 'home/where') {
  page = await page.send({ by: 'boat' });
  // @ts-expect-error no such option
  if (page.kind === 'step' && page.stepId === 'home/where') await page.send({ by: 'train' });
}
if (page.kind === 'step' && page.stepId === 'kids/about') await page.send({ born: '2020-01-31' });
if (page.kind === 'step' && page.stepId === 'who') {
  // @ts-expect-error an age is a number
  await page.send({ age: '7' });
  // @ts-expect-error no such field
  await page.send({ nam: 'Ann' });
  // @ts-expect-error no such field
  await page.check('nam', {});
}
// @ts-expect-error there is no such step
if (page.kind === 'step' && page.stepId === 'whom') await page.go('');
if (page.kind === 'conflict') page = await page.keepMine();
if (page.kind === 'expired') page = await page.takeOver();
if (page.kind === 'unavailable') page = await page.again();
if (page.kind === 'check') page = await page.submit();
// @ts-expect-error only a check page is submitted
if (page.kind === 'done') await page.submit();
await client.openStep('kids/k3f9/about');
// @ts-expect-error there is no such step
await client.openStep('whom');

// Without a wizard any step has any fields.
const any: Page<unknown> = await connect({ base: 'https://forms.example', id: 'trip' }).open();
if (any.kind === 'step') await any.send({ anything: 1 });
declare function show(page: StepPage<unknown>): void;
if (any.kind === 'step') show(any);

// A step is a step whatever its fields hold, in a part too.
const asked = {
  wishes: matrix('What matters?', { price: 'Price', taste: 'Taste' }, { much: 'Much', little: 'Little' }),
  dates: range('When?'),
  signed: signature('Sign'),
};
const survey = wizard({ id: 'survey', title: 'A survey', version: 1 })
  .step('matter', { title: 'What matters?', fields: asked })
  .include('more', fragment().step('matter', { title: 'And then?', fields: asked }))
  .complete({ action: 'Send' });
const answers = {
  wishes: { price: 'much', taste: 'little' },
  dates: { from: '2027-01-01', to: '2027-01-02' },
  signed: { name: 'Ann' },
} as const;
const opened = await connect<typeof survey>({ base: 'https://forms.example', id: 'survey' }).open();
if (opened.kind === 'step' && opened.stepId === 'matter') await opened.send(answers);
if (opened.kind === 'step' && opened.stepId === 'more/matter') await opened.send(answers);
// @ts-expect-error no such option
if (opened.kind === 'step' && opened.stepId === 'matter') await opened.send({ wishes: { price: 'none' } });
// @ts-expect-error a field is no step
if (opened.kind === 'step' && opened.stepId === 'matter/wishes') await opened.leave();

// How a field is asked is typed: the questions of a matrix, the words of a rating, the kinds of files.
if (opened.kind === 'step') {
  const wishes = opened.schema.properties['wishes'];
  const questions: readonly { readonly value: string; readonly label: string }[] = wishes?.questions ?? [];
  const said: readonly (string | undefined)[] = [wishes?.low, ...(wishes?.types ?? [])];
  // @ts-expect-error a question has no hint
  console.log(questions, said, wishes?.questions?.[0]?.hint);
  // What the step's helpers made: whatever that is.
  const total: unknown = opened.helpers?.['total'];
  console.log(total);
}
