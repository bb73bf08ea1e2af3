import { expect, test } from '@jest/globals';
import { missingAnswers } from '../../../src/cli/advice/missing-answers.ts';
import { choice, integer, text, wizard } from '../../../src/index.ts';

const begin = (options: { stepList?: boolean } = {}) =>
  wizard({ id: 'w', title: 'W', version: 1, ...options })
    .step('job', { title: 'Job', fields: { kind: choice('Kind', { works: 'Works', none: 'None' }) } })
    .step('boss', {
      title: 'Boss',
      when: ({ job }) => job.kind.is('works'),
      fields: { name: text('Name'), nickname: text('Nickname').optional() },
    });
const messages = (definition: Parameters<typeof missingAnswers>[0]) =>
  missingAnswers(definition).map(({ step, field, message }) =>
    [step, field, message].filter(Boolean).join(': '),
  );

test('an answer that every visitor has given there needs no fallback', () => {
  const definition = begin()
    .step('like', { title: 'Do you like {boss.name}?', when: ({ job }) => job.kind.is('works'), fields: {} })
    .step('end', { title: 'You said {job.kind}', intro: '{boss.name|nobody}', fields: {} })
    .complete({ action: 'Send {job.kind}', confirmation: 'Thank you, {boss.name|dear visitor}' });
  expect(messages(definition)).toEqual([]);
});

test('a value is there, unless its schema is optional or its condition does not hold', () => {
  const sure = begin()
    .value('score', integer('Score'), () => 1)
    .value('bonus', integer('Bonus').optional(), () => undefined)
    .value('rank', integer('Rank'), () => 1, { when: ({ job }) => job.kind.is('works') })
    .step('end', { title: '{score}', intro: ['{bonus}', '{rank}'], fields: {} })
    .complete({ action: 'Send' });
  expect(messages(sure)).toEqual([
    expect.stringContaining('names "bonus", which has no value there for some visitors'),
    expect.stringContaining('names "rank", which has no value there for some visitors'),
  ]);
});

test('one that may be missing is warned of', () => {
  const definition = begin()
    .step('like', {
      title: 'Do you like {boss.name}?',
      fields: { like: text('Is {boss.nickname} nice?') },
    })
    .complete({ action: 'Send', confirmation: 'Thank you, {job.kind}' });
  const write = (name: string) => `write what is shown instead after a "|": {${name}|your answer}`;
  const fix = (name: string) => `which some visitors have not answered there; ${write(name)}`;
  expect(messages(definition)).toEqual([
    `like: its title names "boss.name", ${fix('boss.name')}`,
    `like: like: its label names "boss.nickname", ${fix('boss.nickname')}`,
    `its confirmation names "job.kind", which a receipt does not tell to whoever opens it again later; ${write('job.kind')}`,
  ]);
});

test('a title that the list of steps shows comes before the answer', () => {
  const definition = begin({ stepList: true })
    .step('end', { title: 'You said {job.kind}', fields: {} })
    .complete({ action: 'Send' });
  expect(messages(definition)).toEqual([
    'end: its title names "job.kind", which the list of steps (stepList) shows before it is known; write what is shown instead after a "|": {job.kind|your answer}',
  ]);
});
