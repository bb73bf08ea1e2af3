import { expect, test } from '@jest/globals';
import { journey, walk, type Journey } from '../../src/testing/index.ts';
import feedback from '../../wizards/feedback.ts';

const begin = () => journey({ wizards: [feedback] });

/** What a runner shows of a failure: the message, and the first place that it names. */
async function failureOf(run: PromiseLike<unknown>) {
  const error = await Promise.resolve(run).then(
    () => new Error('nothing failed'),
    (thrown: unknown) => thrown as Error,
  );
  const [, file = '', line = 0] =
    /([\w.-]+\.ts):(\d+):\d+/.exec((error.stack ?? '').replace(error.message, '')) ?? [];
  return { message: error.message, file, line: Number(line) };
}

/** The line that this is called on. */
const thisLine = (): number =>
  Number(/call-site\.test\.ts:(\d+)/.exec((new Error().stack ?? '').split('\n')[2] ?? '')?.[1]);

test('a failure names the call and its line, however many calls come after it', async () => {
  await using someone = begin();
  someone.start('feedback').answer({ found: 'yes' });
  const line = thisLine() + 1;
  someone.expectText('nowhere');
  const failed = await failureOf(someone.answer({ email: 'ann@example.com' }).submit());
  expect(failed).toMatchObject({ file: 'call-site.test.ts', line });
  expect(failed.message).toMatch(/^\.expectText\(\): the page does not say this/);
});

test('a failure within follow is that of the call of follow', async () => {
  await using someone = begin();
  const [path] = (await walk(feedback)).paths;
  const line = thisLine() + 1;
  someone.follow('feedback', { ...path!, steps: ['contact'] });
  expect(await failureOf(someone)).toMatchObject({
    file: 'call-site.test.ts',
    line,
    message: expect.stringMatching(/^\.follow\("feedback"\): another page is open/) as unknown,
  });
});

test('what the app throws keeps its code, and says which call it came from', async () => {
  await using someone = journey({ wizards: [feedback, feedback] });
  const error = await someone.start('feedback').then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  expect(error).toMatchObject({ code: 'DEFINITION_INVALID' });
  expect(error?.stack).toMatch(/in the journey's \.start\("feedback"\)\n.*call-site\.test\.ts/);
});

test('a journey that is disposed of has done everything, and fails by what nobody awaited', async () => {
  const dispose = (someone: Journey) => someone[Symbol.asyncDispose]();
  await expect(dispose(begin().start('feedback').expectStep('visit'))).resolves.toBeUndefined();
  await expect(dispose(begin().start('feedback').expectStep('contact'))).rejects.toThrow(
    'another page is open',
  );
  const seen = begin().start('feedback').expectStep('contact');
  await expect(seen).rejects.toThrow('another page is open');
  await expect(dispose(seen)).resolves.toBeUndefined();
});
