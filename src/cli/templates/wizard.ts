/** What a new wizard is called. */
export interface WizardPlan {
  /** Its URL. */
  readonly id: string;
  readonly title: string;
}

/** The files of a new project's first wizard, by path: a small form with a handler, and what that uses. */
export function exampleFiles(plan: WizardPlan): Readonly<Record<string, string>> {
  return { ...filesOf(plan, exampleSource(plan), exampleTest(plan)), 'services.ts': servicesSource };
}

/** A wizard and its test, by path in a project. */
export function filesOf({ id }: WizardPlan, source: string, test: string): Readonly<Record<string, string>> {
  return { [`wizards/${id}.ts`]: source, [`test/${id}.test.ts`]: test };
}

function exampleSource({ id, title }: WizardPlan): string {
  return `import { choice, email, longText, text, wizard } from 'stepway';
import type { Services } from '../services.ts';

export default wizard({ id: ${quoted(id)}, title: ${quoted(title)}, version: 1 })
  .uses<Services>()
  .step('you', {
    title: 'About you',
    fields: {
      name: text('Full name', { autocomplete: 'name' }).max(100),
      email: email('Email address'),
    },
  })
  .step('reason', {
    title: 'How can we help?',
    fields: {
      reason: choice('What is it about?', {
        question: 'I have a question',
        problem: 'Something went wrong',
        other: 'Something else',
      }),
    },
  })
  .step('problem', {
    title: 'What went wrong?',
    when: (earlier) => earlier.reason.reason.is('problem'),
    fields: { what: longText('Tell us what happened').max(1000) },
  })
  .complete({
    action: 'Send',
    confirmation: 'Thank you, we have got it',
    // Tried again when it fails. The answers are kept in the store as well: npx stepway submissions
    run: async ({ answers, reference, idempotencyKey, services }) => {
      const { name, email } = answers.you;
      const text = answers.problem?.what ?? answers.reason.reason;
      await services.tell({ reference, from: \`\${name} <\${email}>\`, text }, idempotencyKey);
    },
  });
`;
}

function exampleTest({ id }: WizardPlan): string {
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journey, walk } from 'stepway/testing';
import type { Message } from '../services.ts';
import config from '../stepway.config.ts';
import definition from '../wizards/${id}.ts';

/** A visitor of the forms as they are set up, with services that note what they are told. */
function visitor(told: Message[] = []) {
  const services = { tell: async (message: Message) => void told.push(message) };
  return journey({ ...config, services, wizards: [definition] });
}

test('every way through the form can be sent', async () => {
  const { paths } = await walk(definition);
  for (const path of paths) {
    await using visit = visitor();
    await visit.follow(${quoted(id)}, path);
  }
});

test('what went wrong is asked only of those who say that something did, and told', async () => {
  const told: Message[] = [];
  await using visit = visitor(told);
  await visit
    .start(${quoted(id)})
    .answer('you', { name: 'Ada Lovelace', email: 'ada@example.org' })
    .answer('reason', { reason: 'problem' })
    .answer('problem', { what: 'The engine stopped' })
    .submit()
    .expectPath(['you', 'reason', 'problem']);
  assert.deepEqual(
    told.map(({ from, text }) => [from, text]),
    [['Ada Lovelace <ada@example.org>', 'The engine stopped']],
  );
});

test('a wrong address is said at its field', async () => {
  await using visit = visitor();
  await visit.start(${quoted(id)}).answer({ name: 'Ada Lovelace', email: 'nowhere' }).expectIssue('email');
});
`;
}

const servicesSource = `/** What the handler tells, and where an answer goes. */
export interface Message {
  readonly reference: string;
  readonly from: string;
  readonly text: string;
}

/** What checks and handlers are handed: the ways out of this project. A test hands in its own. */
export interface Services {
  /** Called again with the same key after a failure, so that the other side can count it once. */
  readonly tell: (message: Message, idempotencyKey: string) => Promise<void>;
}

export async function createServices(): Promise<Services> {
  const url = process.env['WEBHOOK_URL'];
  return {
    async tell(message, idempotencyKey) {
      if (url === undefined || url === '') return;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(10_000),
      });
      if (!response.ok) throw new Error(\`the webhook answered \${response.status}\`);
    },
  };
}
`;

/** A string literal with single quotes, as formatters like it. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
