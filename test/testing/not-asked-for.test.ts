import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import { pino } from 'pino';
import session from 'express-session';
import { choice, stepway, text, wizard } from '../../src/index.ts';
import {
  journey,
  memoryStorage,
  movableClock,
  walk,
  type JourneyTarget,
  type Means,
} from '../../src/testing/index.ts';

const opened: { close(): Promise<void> }[] = [];
const begin = (target: JourneyTarget, as: Means = 'html') => {
  const begun = journey(target, { as });
  opened.push(begun);
  return begun;
};
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
});

const means = [['html'], ['htmx'], ['json']] as const;

const hire = wizard({ id: 'hire', title: 'Hire', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('boat', { title: 'Which boat?', fields: { boat: choice('Boat', { a: 'A', b: 'B' }) } })
  .complete({ action: 'Send' });

/** Whose check page cannot be made. */
const unread = wizard({ id: 'unread', title: 'Unread', version: 1 })
  .step('who', {
    title: 'Who?',
    fields: {
      name: text('Name', {
        summary: () => {
          throw new Error('no summary');
        },
      }),
    },
  })
  .complete({ action: 'Send' });

test.each(means)('as %s a check page that cannot be made fails the call that led to it', async (as) => {
  const at = () =>
    begin({ wizards: [unread] }, as)
      .start('unread')
      .answer({ name: 'Ann' });
  await expect(at().page()).rejects.toThrow(
    /^\.answer\(\): it led to an error, .*: the visitor is at .*\(500, .*\n.*logged: .*its summary function threw/,
  );
  await expect(at().submit()).rejects.toThrow(/^\.answer\(\): it led to an error/);
  await expect(at().expectStep('check')).rejects.toThrow(/^\.expectStep\("check"\): an error is shown/);
  await expect(at().expectPath([]).page()).rejects.toThrow(/^\.answer\(\): it led to an error/);
});

test('following a path fails by its own name at a page that cannot be made', async () => {
  const { paths } = await walk(unread);
  await expect(begin({ wizards: [unread] }).follow('unread', paths[0]!)).rejects.toThrow(
    /^\.follow\("unread"\): it led to an error, .*\(500, /,
  );
});

const expired = (as: Means = 'html') => {
  const clock = movableClock();
  const storage = memoryStorage({ now: clock.now });
  const someone = begin({ wizards: [hire], storage, now: clock.now }, as);
  return { someone, clock };
};

test.each(means)('as %s an answer and a submission after the end of the session fail', async (as) => {
  const answering = expired(as);
  await answering.someone.start('hire').answer({ name: 'Ann' });
  answering.clock.advance({ minutes: 31 });
  await expect(answering.someone.answer({ boat: 'a' }).page()).rejects.toThrow(
    /^\.answer\(\): it led to an error, .*\(410, /,
  );
  const sending = expired(as);
  await sending.someone.start('hire').answer({ name: 'Ann' }).answer({ boat: 'a' }).expectStep('check');
  sending.clock.advance({ minutes: 31 });
  await expect(sending.someone.submit().page()).rejects.toThrow(
    /^\.submit\(\): it led to an error, .*\(410, /,
  );
});

test('the step of a page is looked at alone, once an expectation has taken its error', async () => {
  const { someone, clock } = expired();
  await someone.start('hire').answer({ name: 'Ann' });
  clock.advance({ minutes: 31 });
  const taken = someone.answer({ boat: 'a' }).expectStatus(410);
  await taken.expectStep('boat');
  await expect(taken.expectStep('who').page()).rejects.toThrow(/another page is open/);
});

test('an error is passed where the test says that it is meant', async () => {
  const { someone, clock } = expired();
  await someone.start('hire').answer({ name: 'Ann' });
  clock.advance({ minutes: 31 });
  const page = await someone.answer({ boat: 'a' }).expectStatus(410).page();
  expect(page.status).toBe(410);
  await someone.start('hire').expectStep('who');
  await expect(someone.expectStatus(410)).rejects.toThrow(/expected: 410\n {2}actual: {3}200$/);
});

test.each(means)(
  'as %s a submission that is sent back to the form fails where nobody expects it',
  async (as) => {
    const taken = wizard({ id: 'taken', title: 'Taken', version: 1 })
      .step('who', { title: 'Who?', fields: { name: text('Name') } })
      .complete({ action: 'Send', run: () => ({ reject: { who: { name: 'Taken' } } }) });
    const at = () =>
      begin({ wizards: [taken] }, as)
        .start('taken')
        .answer({ name: 'Ann' })
        .submit();
    await expect(at().page()).rejects.toThrow(
      /^\.submit\(\): it did not lead to the receipt, .*which shows name: .*Taken/,
    );
    await at().expectIssue('name', /Taken/).answer({ name: 'Ben' }).expectStep('check');
  },
);

test('issues of an answer are no error', async () => {
  const { issues } = await begin({ wizards: [hire] })
    .start('hire')
    .answer({})
    .page();
  expect(issues).toMatchObject([{ field: 'name' }]);
});

test("a host's page fails by an error of the server alone", async () => {
  const storage = memoryStorage();
  const host = express();
  host.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
  host.get('/closed', (_, res) => void res.status(401).send('<h1>Closed</h1>'));
  host.get('/broken', (_, res) => void res.status(502).send('<h1>Broken</h1>'));
  const mounted = stepway({ wizards: [hire], storage, log: pino({ level: 'silent' }) });
  host.use(mounted);
  expect((await begin(host).visit('/closed')).status).toBe(401);
  await expect(begin(host).visit('/closed').expectStep('closed')).rejects.toThrow('an error is shown');
  await expect(begin(host).visit('/broken')).rejects.toThrow(/^\.visit\("\/broken"\): it led to an error/);
  await begin(host).visit('/broken').expectStatus(502).expectText('Broken');
  await begin(host).visit('/closed').expectStatus(401).expectStep('closed');
  await mounted.close(0);
});
