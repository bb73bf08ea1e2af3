import { expect, test } from '@jest/globals';
import { file, text, wizard } from '../../../src/index.ts';
import { memoryApp } from '../../support/memory-app.ts';
import { heldIn, pdf, uploader } from '../../support/papers.ts';

test('each item of a list has a file of its own, and the handler can open both', async () => {
  const contents: string[] = [];
  const definition = wizard({ id: 'trips', title: 'Trips', version: 1, start: false })
    .repeat('legs', { title: 'Legs', item: '{ticket.name}', max: 3 }, (leg) =>
      leg.step('ticket', {
        title: 'Ticket',
        fields: { name: text('Name'), scan: file('Ticket', { types: ['application/pdf'] }) },
      }),
    )
    .complete({
      action: 'Send',
      run: async ({ answers }) => {
        for (const { ticket } of answers.legs) {
          for await (const chunk of ticket.scan.open()) contents.push(String(chunk));
        }
      },
    });
  const { app } = memoryApp([definition]);
  const visitor = uploader(app);
  const say = async (more: 'yes' | 'no') => {
    const list = Object.fromEntries(heldIn((await visitor.open('/trips/legs')).text));
    return visitor.agent
      .post('/trips/legs')
      .type('form')
      .send({ ...list, _more: more });
  };
  for (const name of ['out', 'back']) {
    const more = await say('yes');
    const page = String(more.headers['location']);
    await visitor.open(page);
    const scan = { name: `${name}.pdf`, content: pdf(name) };
    expect((await visitor.send(page, { name, scan })).headers['location']).toBe('/trips/legs');
    const [, item] = /\/legs\/(\w+)\//.exec(page) ?? [];
    expect((await visitor.agent.get(`/trips/legs/${item}/ticket/scan/1`)).status).toBe(200);
  }
  await say('no');
  const check = await visitor.open('/trips/check');
  expect(check.text).toContain('out.pdf');
  await visitor.agent
    .post('/trips/check')
    .type('form')
    .send(Object.fromEntries(heldIn(check.text)));
  expect(contents).toEqual(['%PDF-1.7\nout', '%PDF-1.7\nback']);
});
