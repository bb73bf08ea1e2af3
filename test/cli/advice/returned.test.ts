import { runInThisContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { unclearReturns } from '../../../src/cli/advice/returned.ts';
import type { Completion } from '../../../src/definition/model.ts';
import { orderWizard } from '../../support/submission.ts';

type Run = NonNullable<Completion['run']>;

/** A handler from its source: the compiler would refuse it here. */
const said = (source: string) =>
  unclearReturns(orderWizard(runInThisContext(`(${source})`) as Run)).map(
    ({ message }) => /returns (.+?), which nobody reads; did you mean reject\?/.exec(message)?.[1],
  );

test.each([
  ['() => ({ rejected: { item: { size: "Sold out" } } })', ['an object with "rejected"']],
  ['async () => { if (1) return { "": "Sold out" }; return false; }', ['an object with ""', 'false']],
  ['() => (1 ? undefined : "Sold out")', ['"Sold out"']],
  ['() => 1 && [1]', ['a list']],
  ['async () => await {}', ['an object']],
  ['{ async run() { try { return `no`; } finally { } } }.run', ['a text']],
])('a handler that returns no rejection is named: %s', (source, what) => {
  expect(said(source)).toEqual(what);
});

test.each([
  '() => {}',
  '() => { return; }',
  '() => null',
  '() => ({ reject: { item: { size: "Sold out" } } })',
  '() => ({ "reject": { item: { size: "Sold out" } } })',
  '(given) => ({ ...given.answers })',
  '(given) => given.services.save()',
  '(given) => { given.answers.files.map((file) => { return { file }; }); }',
])('what may be a rejection, or is another function’s, is left alone: %s', (source) => {
  expect(said(source)).toEqual([]);
});
