import { afterAll, expect, test } from '@jest/globals';
import { integer, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

let asked = 0;
const owners = wizard({ id: 'owners', title: 'Owners', version: 1, start: false })
  .step('firm', { title: 'The firm', fields: { shares: integer('Number of shares') } })
  .repeat(
    'owners',
    { title: 'The owners', item: '{about.name}', max: 3 },
    (owner) =>
      owner
        .step('about', { title: 'The owner', fields: { name: text('Name') } })
        .step('part', { title: 'Their part', fields: { share: integer('Shares') } }),
    {
      check: async (items, { earlier }) => {
        asked += 1;
        const none = items.findIndex(({ part }) => part.share === 0);
        if (none >= 0) return { [`${none}/part`]: { share: 'An owner has at least one share' } };
        const sum = items.reduce((all, { part }) => all + part.share, 0);
        return sum === earlier.firm.shares ? undefined : `The shares make ${sum}, not ${earlier.firm.shares}`;
      },
    },
  )
  .step('rest', { title: 'The rest', fields: { more: text('More') } })
  .complete({ action: 'Send' });

const strange = wizard({ id: 'strange', title: 'Strange', version: 1, start: false })
  .repeat(
    'pets',
    { title: 'Pets' },
    (pet) => pet.step('name', { title: 'Name', fields: { name: text('Name') } }),
    {
      check: () => ({ '7/name': { name: 'Not there' } }),
    },
  )
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([owners, strange]);
afterAll(() => forms.close(0));

/** A visitor who has added owners with so many shares each; an owner without any is not finished. */
async function firmOf(...shares: readonly (string | undefined)[]) {
  const someone = visitor(app);
  await someone.answer('/owners/firm', { shares: '10' });
  const urls: string[] = [];
  for (const share of shares) {
    const about = await someone.answer('/owners/owners', { _more: 'yes' });
    const part = await someone.answer(about, { name: `Owner of ${share}` });
    if (share !== undefined) await someone.answer(part, { share });
    urls.push(part);
  }
  await someone.open('/owners/owners');
  const done = () => someone.post('/owners/owners', { _more: 'no' });
  return { someone, urls, done };
}

test('a list is left when its check has nothing to say', async () => {
  const { someone } = await firmOf('4', '6');
  expect(await someone.answer('/owners/owners', { _more: 'no' })).toBe('/owners/rest');
});

test('what is said of the whole list stands on its page', async () => {
  const { done } = await firmOf('4', '5');
  const sent = await done();
  expect(sent.status).toBe(422);
  expect(headingOf(sent.text)).toBe('The owners');
  expect(textOf(sent.text)).toContain('The shares make 9, not 10');
});

test('what is said of a field stands at it, on the page of its item, from where the list is come to again', async () => {
  const { someone, urls, done } = await firmOf('10', '0');
  const sent = await done();
  expect(sent.status).toBe(422);
  expect(headingOf(sent.text)).toBe('Their part');
  expect(sent.text).toContain('An owner has at least one share');
  expect(sent.text).toContain(`action="${urls[1]}"`);
  await someone.answer(urls[0]!, { share: '9' });
  expect(await someone.answer(urls[1]!, { share: '1' })).toBe('/owners/owners');
});

test('the check waits for items that are not finished, and for there to be no more', async () => {
  const { someone, urls } = await firmOf('4', undefined);
  const before = asked;
  expect(await someone.answer('/owners/owners', { _more: 'yes' })).toMatch(/about$/);
  expect(await someone.answer('/owners/owners', { _more: 'no' })).toBe(urls[1]);
  expect(asked).toBe(before);
});

test('the check is asked again when the form is sent', async () => {
  const { someone, urls } = await firmOf('4', '6');
  await someone.answer('/owners/owners', { _more: 'no' });
  expect(await someone.answer('/owners/rest', { more: 'No' })).toBe('/owners/check');
  expect(await someone.answer(urls[1]!, { share: '7' })).toBe('/owners/owners');
  await someone.open('/owners/check');
  const sent = await someone.post('/owners/check');
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('The shares make 11, not 10');
});

test('a check that names what is not there is an error of the wizard', async () => {
  const someone = visitor(app);
  const first = await someone.answer('/strange/pets', { _more: 'yes' });
  await someone.answer(first, { name: 'Rex' });
  await someone.open('/strange/pets');
  expect((await someone.post('/strange/pets', { _more: 'no' })).status).toBe(500);
});
