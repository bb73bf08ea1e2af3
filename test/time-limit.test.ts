import { expect, jest, test } from '@jest/globals';
import { WizardError } from '../src/errors.ts';
import { limited, sleep, within, type Limit } from '../src/time-limit.ts';

const never = () => new Promise<never>(() => {});

test('work that ends in its time gives what it gives, and throws what it throws', async () => {
  expect(await within(1_000, async () => 'done')).toBe('done');
  await expect(within(1_000, () => Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  const thrower = (): Promise<never> => {
    throw new Error('at once');
  };
  await expect(within(1_000, thrower)).rejects.toThrow('at once');
});

test('work that takes longer ends with STORE_TIMEOUT, or with the error that is given', async () => {
  await expect(within(1, never)).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
  await expect(within(1, never, { late: () => new Error('too late') })).rejects.toThrow('too late');
});

test('work is not even started when no time is left', async () => {
  let isStarted = false;
  const work = async () => {
    isStarted = true;
  };
  await expect(within(0, work)).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
  expect(isStarted).toBe(false);
});

test('what is there at once is not waited for', async () => {
  const set = jest.spyOn(globalThis, 'setTimeout');
  expect(await within(1_000, () => 'there')).toBe('there');
  expect(set).not.toHaveBeenCalled();
  set.mockRestore();
});

test('limited work that is there at once is given without a promise, and what it throws at once is thrown', () => {
  expect(limited(1_000, () => 'there')).toBe('there');
  const thrower = () => {
    throw new Error('at once');
  };
  expect(() => limited(1_000, thrower)).toThrow('at once');
});

test('a signal that is asked for when the time is over has aborted', async () => {
  let given: Limit | undefined;
  const work = (limit: Limit) => {
    given = limit;
    return never();
  };
  const error: unknown = await within(1, work).catch((reason: unknown) => reason);
  expect(given?.signal.reason).toBe(error);
});

test('the signal of the work aborts at the limit, with the same error', async () => {
  let signal: AbortSignal | undefined;
  const work = (limit: Limit) => {
    signal = limit.signal;
    return never();
  };
  const error: unknown = await within(1, work).catch((reason: unknown) => reason);
  expect(signal?.aborted).toBe(true);
  expect(signal?.reason).toBe(error);
});

test('work is given one signal, however often it asks', async () => {
  await within(1_000, async (limit) => {
    expect(limit.signal).toBe(limit.signal);
  });
});

test('work that is part of something longer ends with it', async () => {
  const outer = new AbortController();
  const ended = within(1_000, never, {
    outer: outer.signal,
    late: (cause) => new Error('given up', { cause }),
  });
  outer.abort('the end');
  await expect(ended).rejects.toMatchObject({ message: 'given up', cause: 'the end' });
  const known = AbortSignal.abort(new WizardError('TOO_BUSY'));
  await expect(within(1_000, never, { outer: known })).rejects.toMatchObject({ code: 'TOO_BUSY' });
});

test('what work rejects with after its time is over is dropped', async () => {
  let fail: (error: Error) => void = () => {};
  const work = () => new Promise<never>((_, reject) => (fail = reject));
  await expect(within(1, work)).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
  fail(new Error('nobody hears this'));
  await new Promise((resolve) => setImmediate(resolve));
});

test('sleep ends early, without an error, when its signal aborts', async () => {
  const woken = new AbortController();
  const sleeping = sleep(100_000, woken.signal);
  woken.abort();
  await expect(sleeping).resolves.toBeUndefined();
  await expect(sleep(100_000, woken.signal)).resolves.toBeUndefined();
});
