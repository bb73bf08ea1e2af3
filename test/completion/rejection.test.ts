import { expect, test } from '@jest/globals';
import { verdictOf } from '../../src/completion/rejection.ts';
import { orderWizard, submissionNamed } from '../support/submission.ts';

const definition = orderWizard(() => {});
const verdict = (returned: unknown) => verdictOf(definition, submissionNamed('a'), returned);

test('nothing is done, and so is what a last call gave', () => {
  const given = [{ acknowledged: true, insertedId: 7 }, [{ id: 1 }], [], {}, 7, true, new Map()];
  for (const returned of [undefined, null, ...given]) expect(verdict(returned)).toEqual({ kind: 'done' });
});

test.each([
  [
    { rejected: { item: { size: 'Sold out' } } },
    'run() returned an object with "rejected"; did you mean reject?',
  ],
  [{ item: { size: 'Sold out' } }, 'an object with "item"; did you mean reject?'],
  [{ errors: [] }, 'an object with "errors"; did you mean reject?'],
  [false, 'returned false; did you mean reject?'],
  ['Sold out', 'returned a text; did you mean reject?'],
  [['Sold out'], 'returned a list; did you mean reject?'],
  [new Error('Sold out'), 'returned an error; did you mean reject?'],
])('what was meant as a rejection is not taken for done: %j', (returned, fault) => {
  expect(verdict(returned)).toEqual({ kind: 'unclear', fault: expect.stringContaining(fault) });
});

test('a rejection keeps its messages by step and field, and for a step as a whole', () => {
  const reject = { item: { size: 'Sold out', '': 'Choose again' }, 'applicant/name': { first: 'Unknown' } };
  expect(verdict({ reject })).toEqual({ kind: 'rejected', rejection: reject });
});

test.each([
  ['nothing', {}, 'it must hold messages'],
  ['a text', 'no', 'it must hold messages'],
  ['a step that is not there', { itm: { size: 'x' } }, 'there is no step "itm"'],
  ['an inherited name', { constructor: { size: 'x' } }, 'there is no step "constructor"'],
  ['a field that is not there', { item: { sise: 'x' } }, 'step "item" has no field "sise"'],
  ['a step without messages', { item: {} }, 'step "item" needs messages'],
  ['an empty message', { item: { size: ' ' } }, 'the message must be a text'],
])('a rejection of %s is the author’s error, and says so', (_, reject, fault) => {
  expect(verdict({ reject })).toEqual({ kind: 'faulty', fault: expect.stringContaining(fault) });
});

test('a step that was not on the path cannot be rejected: its page would never open', () => {
  const short = submissionNamed('a', { answers: { item: { size: 'small' } } });
  const returned = { reject: { 'applicant/name': { first: 'x' } } };
  expect(verdictOf(definition, short, returned)).toMatchObject({ kind: 'faulty' });
});
