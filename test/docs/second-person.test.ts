import { afterAll, expect, test } from '@jest/globals';
import type { StepwayConfig } from '../../src/index.ts';
import type { WizardDefinition } from '../../src/definition/model.ts';
import { journey } from '../../src/testing/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { readersProject } from './import-block.ts';

const page = 'docs/recipes.md';
const project = readersProject();
afterAll(() => project.remove());

interface Letter {
  readonly to: string;
  readonly link: string;
}

/** What is asked of its services here. */
interface Services {
  readonly mail: { send: (letter: Letter) => Promise<void> };
  readonly cases: {
    readonly declare: (key: string, declared: object) => Promise<boolean>;
  };
}

/** The recipe as a reader copies it, with a letter box in the place of the mail server. */
async function recipe() {
  const made = await project.importBlock(page, 'const cases = new Map');
  const { services } = made as { services: Services };
  const letters: Letter[] = [];
  services.mail.send = async (letter) => void letters.push(letter);
  const support = await project.importBlock(page, "id: 'support'");
  const declaration = await project.importBlock(page, "id: 'declaration'");
  const config = (await project.importBlock(page, 'services.cases.ofLink'))['default'] as StepwayConfig;
  const wizards = [support, declaration].map((each) => each['default'] as WizardDefinition);
  const app = { ...config, services, wizards, storage: memoryStorage() };
  return { visitor: () => journey(app), letters, support, services };
}

test('two people fill in their parts, and the link of the second is used up when theirs is sent', async () => {
  const { visitor, letters } = await recipe();
  await using ann = visitor();
  await ann
    .start('support')
    .answer('you' as never, { name: 'Ann Lee', rent: 900 } as never)
    .answer('partner' as never, { name: 'Bob Ray', email: 'bob@example.com' } as never)
    .submit();
  expect(letters.map(({ to }) => to)).toEqual(['bob@example.com']);
  const path = new URL(letters[0]!.link).pathname;

  await using stranger = visitor();
  await stranger.visit('/declaration').expectText('Open the link in our letter');
  await stranger.visit(`${path}x`).send().expectText('Open the link in our letter');

  await using bob = visitor();
  await bob
    .visit(path)
    .send()
    .expectStep('income')
    .expectText('Ann Lee asks for help with a rent of £900')
    .answer({ income: 1200, agreed: true })
    .expectStep('check')
    .expectText('Bob Ray');
  // The same link on another device, before either is sent.
  await using telephone = visitor();
  await telephone.visit(path).send().answer({ income: 1, agreed: true });
  await bob.submit().expectStep('done');
  await telephone.submit().expectText('This was answered already');

  await using late = visitor();
  await late.visit(path).send().expectText('Open the link in our letter');
});

test('a first handler that is tried again after the second person has answered writes to nobody', async () => {
  const { support, services, letters } = await recipe();
  const { cases } = services;
  const { run } = (support['default'] as WizardDefinition).completion;
  const answers = { you: { name: 'Ann', rent: 1 }, partner: { name: 'Bob', email: 'bob@example.com' } };
  const attempt = () => run!({ answers, idempotencyKey: 'k1', services } as never);
  await attempt();
  expect(await cases.declare('k1', { sentAs: 'd1', income: 1 })).toBe(true);
  await attempt();
  expect(letters).toHaveLength(1);
  // The declaration is still there: another one comes too late.
  expect(await cases.declare('k1', { sentAs: 'd2', income: 2 })).toBe(false);
});
