import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import { findPlace, type ExitPlace } from '../../src/definition/place.ts';
import { answerIntent } from '../../src/http/intent.ts';
import { aField, anExit, aStep, definitionOf, stepAt } from '../support/definition.ts';

const code = aField('code', { control: 'text', shape: 'string', meta: { label: 'Code' } });
const definition = definitionOf([aStep('one', undefined, { fields: [code] }), anExit('out')]);
const place = stepAt(definition, 'one');

const inEnglish = { from: 'en', to: 'en', isAsked: false };

/** What Express gives for a form with these fields. */
function sent(body: object, headers: { readonly [name: string]: string } = {}): Request {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return { body, headers: { ...type, ...headers } } as unknown as Request;
}

test('a form answers its step, and says where Continue leads', () => {
  const stamped = { _instance: 'i', _generation: '2', _seen: 's', _page: 'p', _return: 'check' };
  expect(answerIntent({ req: sent({ code: ' x ', ...stamped }), place }, inEnglish)).toEqual({
    kind: 'answer',
    place,
    form: { raw: { code: ' x ' }, candidate: { code: 'x' } },
    stamp: { instance: 'i', generation: 2, seen: 's', page: 'p', onward: 'check' },
  });
});

test('what is malformed in a stamp counts as absent', () => {
  const malformed = { _instance: ['i'], _generation: '-1', _page: 'p'.repeat(65), _return: 'elsewhere' };
  expect(answerIntent({ req: sent(malformed), place }, inEnglish)).toMatchObject({
    stamp: { instance: '', generation: 1, seen: '', page: '', onward: 'next' },
  });
});

test.each([
  ['carry', { _carry: '1', _save: '1' }],
  ['save', { _save: '1' }],
  ['answer', { _save: 'yes' }],
])('a form asks to %s by its hidden fields', (kind, body) => {
  expect(answerIntent({ req: sent(body), place }, inEnglish).kind).toBe(kind);
});

test('a page asks about one field by a header, whatever else its form says', () => {
  const req = sent({ _save: '1', code: 'x' }, { 'x-stepway-validate': 'code' });
  expect(answerIntent({ req, place }, inEnglish)).toMatchObject({ kind: 'validate', field: 'code' });
});

test('an exit page has nothing to answer', () => {
  const exit = findPlace(definition, 'out') as ExitPlace;
  expect(answerIntent({ req: sent({ code: 'x' }), place: exit }, inEnglish)).toMatchObject({
    form: { raw: {}, candidate: {} },
  });
});
