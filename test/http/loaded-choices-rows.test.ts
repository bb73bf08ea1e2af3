import { afterAll, expect, test } from '@jest/globals';
import { choiceFrom, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .repeat('stops', { title: 'Stops', item: '{stop.where}', rows: true, min: 1 }, (item) =>
    item.step('stop', {
      title: 'Stop',
      fields: {
        town: choiceFrom('Town', async () => [{ value: 't-1', label: 'Bergen' }]),
        where: text('Where'),
      },
    }),
  )
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([trip]);
afterAll(() => forms.close(0));

test('a list that is asked as rows offers the loaded options in each row, and takes one of them', async () => {
  const ann = visitor(app);
  const page = await ann.open('/trip/stops');
  expect(textOf(page.text)).toContain('Bergen');
  const [, row] = /name="(\w+)\._seen"/.exec(page.text)!;
  const refused = await ann.post('/trip/stops', { [`${row}.town`]: 't-9', [`${row}.where`]: 'Here' });
  expect(refused.status).toBe(422);
  expect((await ann.post('/trip/stops', { [`${row}.town`]: 't-1', [`${row}.where`]: 'Here' })).status).toBe(
    303,
  );
});
