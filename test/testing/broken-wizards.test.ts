import { afterAll, expect, test } from '@jest/globals';
import type { Log } from '../../src/log.ts';
import type { CompleteOptions } from '../../src/index.ts';
import { choiceFrom, text, wizard } from '../../src/index.ts';
import { coverage, journey, memoryStorage, walk, type JourneyTarget } from '../../src/testing/index.ts';

type Run = NonNullable<CompleteOptions<{ readonly who: { readonly name: string } }, unknown>['run']>;
type Check = (values: { readonly name: string }) => never;

const opened: { close(): Promise<void> }[] = [];
const begin = (target: JourneyTarget, as: 'html' | 'htmx' | 'json' = 'html') => {
  const begun = journey(target, { as });
  opened.push(begun);
  return begun;
};
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
});

const withRun = (run: unknown, options: { readonly timeoutMs?: number } = {}) =>
  wizard({ id: 'hire', title: 'Hire', version: 1 })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .complete({ action: 'Send', run: run as Run, ...options });

const means = [['html'], ['htmx'], ['json']] as const;

test.each(means)('a journey as %s fails at submit with what the handler threw, and where', async (as) => {
  const fault = new Error('no boat is free');
  const someone = begin({ wizards: [withRun(() => Promise.reject(fault))] }, as)
    .start('hire')
    .answer({ name: 'Ann' })
    .submit();
  await expect(someone).rejects.toMatchObject({
    message: expect.stringMatching(
      /^\.submit\(\): the handler of "hire" failed: no boat is free\n {2}at .*broken-wizards\.test\.ts:\d+:\d+/,
    ),
    cause: fault,
  });
});

test('following a generated path fails with a handler that throws', async () => {
  const hire = withRun(() => {
    throw new Error('no boat is free');
  });
  const { paths } = await walk(hire);
  await expect(begin({ wizards: [hire] }).follow('hire', paths[0]!)).rejects.toThrow('no boat is free');
});

test('a rejection that names an unknown step fails the journey', async () => {
  const someone = begin({ wizards: [withRun(() => ({ reject: { whom: { name: 'Taken' } } }))] })
    .start('hire')
    .answer({ name: 'Ann' })
    .submit();
  await expect(someone).rejects.toThrow(
    'the handler of "hire" failed: run() returned a rejection that cannot be shown: there is no step "whom"',
  );
});

test('a handler that takes longer than its time limit fails the journey', async () => {
  const someone = begin({ wizards: [withRun(() => new Promise(() => {}), { timeoutMs: 20 })] })
    .start('hire')
    .answer({ name: 'Ann' })
    .submit();
  await expect(someone).rejects.toThrow('longer than its time limit of 20 ms');
});

test.each(means)('as %s a handler that rejects leads back to the form', async (as) => {
  await begin({ wizards: [withRun(() => ({ reject: { who: { name: 'Taken' } } }))] }, as)
    .start('hire')
    .answer({ name: 'Ann' })
    .submit()
    .expectStep('who')
    .expectIssue('name', /Taken/);
});

test('a handler that ends after the receipt is shown is waited for', async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const storage = memoryStorage();
  const { findByReference } = storage.submissions;
  // The journey looks for the submission when the receipt is there: only then does the handler end.
  let looked = 0;
  storage.submissions.findByReference = async (reference) => {
    looked += 1;
    if (looked > 1) end();
    return findByReference(reference);
  };
  await begin({ wizards: [withRun(() => ended)], storage })
    .start('hire')
    .answer({ name: 'Ann' })
    .submit()
    .expectText('We have received your answers');
});

test('with handlers that run elsewhere, the receipt is all that is waited for', async () => {
  await begin({ wizards: [withRun(() => Promise.reject(new Error('no')))], worker: false })
    .start('hire')
    .answer({ name: 'Ann' })
    .submit()
    .expectStep('done');
});

const withCheck = (check: unknown) =>
  wizard({ id: 'hire', title: 'Hire', version: 1 })
    .step('who', {
      title: 'Who?',
      fields: { name: text('Name') },
      check: check as Check,
      checkTimeoutMs: 50,
    })
    .complete({ action: 'Send' });

test.each([
  [
    'throws',
    () => {
      throw new TypeError('boats is not iterable');
    },
    /logged: the request failed: TypeError: boats is not iterable\n +at .*broken-wizards\.test/,
  ],
  [
    'never ends',
    () => new Promise(() => {}),
    /\(503, .*logged: step "who": its check did not end within 50 ms/s,
  ],
  ['returns a string', () => 'Too late', /logged: step "who": its check returned a text/],
  ['names an unknown field', () => ({ nmae: 'Wrong' }), /logged: step "who": its check .* for "nmae"/],
])('a check that %s is quoted where the journey goes wrong', async (_, check, said) => {
  const lines: string[] = [];
  const note = (_facts: object, message: string) => void lines.push(message);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const at = begin({ wizards: [withCheck(check)], log })
    .start('hire')
    .answer({ name: 'Ann' });
  await expect(at.expectStep('check')).rejects.toThrow(said);
  expect(lines).not.toEqual([]);
});

test('a choice that cannot be loaded is quoted with what its load threw', async () => {
  const boats = choiceFrom('Boat', async () => {
    throw new RangeError('the harbour is closed');
  });
  const hire = wizard({ id: 'hire', title: 'Hire', version: 1, start: false })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .step('trip', { title: 'Trip', fields: { boat: boats } })
    .complete({ action: 'Send' });
  const at = begin({ wizards: [hire] })
    .start('hire')
    .answer({ name: 'Ann' });
  await expect(at.expectText('Which boat?')).rejects.toThrow(
    /logged: wizard "hire", step "trip", field "boat": .* could not be loaded: RangeError: the harbour is closed\n +at /,
  );
});

test('an answer that was refused in a page of status 500 is quoted in a missed text', async () => {
  const check = () => {
    throw new Error('the harbour is closed');
  };
  const at = begin({ wizards: [withCheck(check)] })
    .start('hire')
    .answer({ name: 'Ann' });
  await expect(at.expectText('Check your answers')).rejects.toThrow('the harbour is closed');
});

test('what fixed names must be there', async () => {
  const hire = withRun(undefined);
  await expect(walk(hire, { fixed: { wo: { name: 'Ann' }, who: { nam: 'Ann' } } })).rejects.toThrow(
    /^walk\(\): fixed: the wizard "hire" has no step "wo"; did you mean "who"\?\n +step "who" has no field "nam"; did you mean "name"\?$/,
  );
  await expect(coverage(hire, { fixed: { wo: {} } }).report()).rejects.toThrow('has no step "wo"');
});
