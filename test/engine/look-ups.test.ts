import { expect, test } from '@jest/globals';
import type { ChoiceSource, SearchSource } from '../../src/definition/choice-source.ts';
import { optionLoader, type Loaded } from '../../src/engine/load-options.ts';
import { callsOfPage } from '../../src/engine/page-calls.ts';
import { silentLog, type Log } from '../../src/log.ts';

const values = Array.from({ length: 100 }, (_, n) => `f-${n}`);
const optionOf = (value: string) => ({ value, label: value.toUpperCase() });

/** Looks all values up for one page after the other, each of which has `ms` for it. */
function pages(source: Omit<SearchSource, 'find'>, log: Log = silentLog) {
  const load = optionLoader({ services: undefined, log, now: () => 0 });
  const whole: SearchSource = { find: async () => [], ...source };
  return async (leftMs = () => 10_000, wanted: readonly string[] = values) => {
    const calls = callsOfPage<Loaded>(leftMs);
    const place = { wizard: 'trade', step: 'firm', field: 'firm' };
    const found = wanted.map((value) => load({ source: whole, place, wanted: { value }, calls }));
    return (await Promise.all(found)).flatMap(({ options }) => options);
  };
}

test('the values of a page are looked up in one call, one alone as one, and what is kept not again', async () => {
  const asked: (string | readonly string[])[] = [];
  const page = pages({
    async get({ value }) {
      asked.push(value);
      return optionOf(value);
    },
    async getAll({ values: several }) {
      asked.push(several);
      return several.filter((value) => value !== 'f-1').map(optionOf);
    },
  });
  await page(undefined, ['f-7']);
  const found = await page();
  expect(found).toEqual(values.filter((value) => value !== 'f-1').map(optionOf));
  expect(await page()).toEqual(found);
  expect(asked).toEqual(['f-7', values.filter((value) => value !== 'f-7')]);
});

test('options that nobody asked for are an error of the author', async () => {
  const page = pages({ get: async () => undefined, getAll: async () => [optionOf('stranger')] });
  await expect(page()).rejects.toMatchObject({
    code: 'CHOICES_UNAVAILABLE',
    cause: { message: expect.stringContaining('no others') },
  });
});

/** A service of which each look-up takes 300 ms of a request's 3 s. */
function slow(more: Partial<SearchSource> = {}) {
  let leftMs = 0;
  let asked = 0;
  const source = {
    async get({ value }: { readonly value: string }) {
      asked += 1;
      leftMs -= 300;
      return optionOf(value);
    },
    ...more,
  };
  const nextRequest = () => {
    leftMs = 3_000;
    return () => leftMs;
  };
  return { source, nextRequest, asked: () => asked };
}

test('look-ups stop before the time of their request is over, and name the field and what to do', async () => {
  const { source, nextRequest, asked } = slow();
  const page = pages(source);
  await expect(page(nextRequest())).rejects.toMatchObject({
    code: 'CHOICES_UNAVAILABLE',
    message: expect.stringMatching(/wizard "trade", step "firm", field "firm": .*all the time.*"getAll"/),
  });
  const first = asked();
  expect(first).toBeLessThan(20);
  // Nothing was lost by it: what came is kept, and the next try goes on from there.
  await page(nextRequest()).catch(() => undefined);
  expect(asked()).toBeGreaterThan(first);
  expect(new Set(await page(() => 10_000)).size).toBe(100);
  expect(asked()).toBe(100);
});

test('what the time of a request does not suffice for is stood in for, where there is something', async () => {
  const warned: string[] = [];
  const log = { ...silentLog, warn: (_: object, message?: string) => void warned.push(message ?? '') };
  const { source, nextRequest } = slow({ whenUnavailable: [optionOf('f-0')] });
  await pages(source, log)(nextRequest());
  expect(warned[0]).toContain('"getAll"');
});

/** A service whose answer comes when the test says so. */
function held() {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const source: ChoiceSource = {
    load: () => answered.then(() => [optionOf('f-1')]),
    whenUnavailable: [optionOf('f-0')],
  };
  const load = optionLoader({ services: undefined, log: silentLog, now: () => 0 });
  const place = { wizard: 'trade', step: 'firm', field: 'firm' };
  const visit = async (leftMs: number) => {
    const { options } = await load({ source, place, calls: callsOfPage(() => leftMs) });
    return options;
  };
  return { visit, answer };
}

test('a visitor without time is stood in for alone: who waits on the same call gets what it brings', async () => {
  const { visit, answer } = held();
  const hurried = visit(10);
  const others = visit(3_000);
  expect(await hurried).toEqual([optionOf('f-0')]);
  answer();
  expect(await others).toEqual([optionOf('f-1')]);
  expect(await visit(10)).toEqual([optionOf('f-1')]);
});

test('what a page has not asked for, because another look-up took too long, is no failure for the next', async () => {
  let isSlow = true;
  const page = pages({
    get: ({ value }) => (isSlow ? new Promise<never>(() => {}) : Promise.resolve(optionOf(value))),
    timeoutMs: 10,
    whenUnavailable: [],
  });
  expect(await page(undefined, values.slice(0, 9))).toEqual([]);
  isSlow = false;
  expect(await page(undefined, ['f-8'])).toEqual([optionOf('f-8')]);
});

test('where the session took long to load, a fast look-up is made all the same', async () => {
  const page = pages({ get: async ({ value }) => optionOf(value) });
  expect(await page(() => 900, ['f-1'])).toEqual([optionOf('f-1')]);
});

test('where no time was left at all, the look-ups are not said to have taken it', async () => {
  const page = pages({ get: async ({ value }) => optionOf(value) });
  await expect(page(() => 0, ['f-1'])).rejects.toMatchObject({
    message: expect.stringContaining('no time left for loads'),
  });
});
