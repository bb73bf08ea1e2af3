import { runInThisContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { floatingPromises } from '../../../src/cli/advice/floating.ts';
import type { Completion } from '../../../src/definition/model.ts';
import { orderWizard } from '../../support/submission.ts';

type Run = NonNullable<Completion['run']>;

/** A handler from its source: written here, it would be linted for the very mistake. */
function run(source: string): Run {
  return runInThisContext(`(${source})`) as Run;
}

const named = (source: string) =>
  floatingPromises(orderWizard(run(source))).map(({ message }) => /calls "([^"]+)"/.exec(message)?.[1]);

test.each([
  ['async ({ answers }) => { fetch("https://a.example"); }', 'fetch'],
  ['async () => { void fetch("https://a.example"); }', 'fetch'],
  ['async ({ services, signal }) => { services.mail.send({ to: "a" }, { signal }); }', 'services.mail.send'],
  ['async ({ services, idempotencyKey }) => { services.pay(idempotencyKey); }', 'services.pay'],
  ['async (given) => { given.services.pay({ key: given.idempotencyKey }); }', 'given.services.pay'],
  ['async ({ services }) => { services.mail?.send().then(() => 1); }', 'services.mail.send.then'],
  ['async () => { const save = async () => {}; if (1) { save(); } await save(); }', 'save'],
  ['async () => { async function save() {} save(); }', 'save'],
  ['async () => { (async () => {})(); }', '…'],
  ['() => { Promise.all([]); }', 'Promise.all'],
  ['async ({ answers }) => { answers.files.forEach(async (file) => file); }', 'answers.files.forEach'],
  ['async () => { import("./mail.ts"); }', 'import'],
  ['{ async run({ services, signal }) { services.pay({ signal }); } }.run', 'services.pay'],
  ['async ({ answers }) => { answers.mail && fetch("https://a.example"); }', 'fetch'],
  ['async ({ answers }) => { answers.mail ? fetch("https://a.example") : 0; }', 'fetch'],
  ['async ({ answers }) => { answers.files.forEach((file) => fetch(file)); }', 'answers.files.forEach'],
  ['async () => { const send = async () => {}; [1].forEach(send); }', '….forEach'],
  ['async () => { for (const one of [1]) { if (one) { try { fetch("a"); } catch {} } } }', 'fetch'],
  ['async () => { const sent = fetch("https://a.example"); }', 'fetch'],
  ['async () => { setTimeout(async () => {}, 5); }', 'setTimeout'],
  ['async () => { new Promise(() => {}); }', 'new Promise'],
  ['async () => { fetch("a").then((r) => r.json()).then(() => {}); }', 'fetch.then.then'],
  ['async () => { const inner = () => { fetch("a"); }; inner(); }', 'fetch'],
])('a promise that nobody waits for is found: %s', (source, name) => {
  expect(named(source)).toEqual([name]);
});

test.each([
  'async () => { await fetch("https://a.example"); }',
  'async () => { return fetch("https://a.example"); }',
  'async () => fetch("https://a.example")',
  'async ({ services }) => { const sent = services.send(); await sent; }',
  'async ({ services, log }) => { services.log.info("sent"); services.count.inc(); }',
  'async ({ services }) => { services.send().catch(() => 1); }',
  'async ({ services }) => { services.send().then(() => 1, () => 2); }',
  'async () => { const save = async () => {}; await save(); }',
  'async ({ answers }) => { answers.files.forEach((file) => file); }',
  'async ({ signal }) => { signal.throwIfAborted(); }',
  'async ({ answers }) => { await Promise.all(answers.files.map((file) => fetch(file))); }',
  'async ({ answers }) => { for (const file of answers.files) await fetch(file); }',
  'async ({ answers }) => { answers.mail && (await fetch("https://a.example")); }',
  'async ({ answers }) => { answers.files.forEach((file) => console.log(file)); }',
  'async () => { await new Promise((done) => { setTimeout(done, 5); }); }',
  'async () => { const sent = [fetch("a")]; await Promise.all(sent); }',
])('what is waited for, caught or no promise is silent: %s', (source) => {
  expect(named(source)).toEqual([]);
});

test('a source that cannot be had says nothing', () => {
  const bound: Run = run('async () => { fetch("https://a.example"); }').bind(undefined);
  expect(floatingPromises(orderWizard(bound))).toEqual([]);
});
