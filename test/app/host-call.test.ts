import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import { answersOf, runsOf, text, wizard } from '../../src/index.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .complete({ action: 'Book' });
// Only what the session middleware adds to a request is read.
const seen = { session: {}, sessionStore: {} } as unknown as Request;
const unseen = {} as Request;

test('a wizard in the place of the request is named', async () => {
  const swapped = answersOf(trip as unknown as Request, seen as unknown as typeof trip);
  await expect(swapped).rejects.toThrow(
    'answersOf(req, wizard) was given the wizard first; the request comes first',
  );
});

test('a route before the session middleware is told to come after it', async () => {
  const said = 'there is no session on the request; put this route after app.use(session({ … }))';
  await expect(answersOf(unseen, trip)).rejects.toThrow(`answersOf(req, wizard): ${said}`);
  expect(() => runsOf(unseen, trip)).toThrow(`runsOf(req, wizard): ${said}`);
});

test('who has no session any more has answered nothing', async () => {
  expect(await answersOf({ sessionStore: {} } as unknown as Request, trip)).toBeUndefined();
});
