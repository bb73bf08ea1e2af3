/** What a new wizard is called. */
export interface WizardPlan {
  /** Its URL. */
  readonly id: string;
  readonly title: string;
}

/** The files of a new wizard, by path in the project. */
export function wizardFiles(plan: WizardPlan): Readonly<Record<string, string>> {
  return { [`wizards/${plan.id}.ts`]: wizardSource(plan), [`test/${plan.id}.test.ts`]: testSource(plan) };
}

function wizardSource({ id, title }: WizardPlan): string {
  return `import { choice, email, longText, text, wizard } from 'stepway';

export default wizard({ id: ${quoted(id)}, title: ${quoted(title)}, version: 1 })
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
    // Add \`run: async ({ answers, reference, idempotencyKey }) => { … }\` to do something with the answers.
    // Without it they are kept in the store: npx stepway submissions
  });
`;
}

function testSource({ id }: WizardPlan): string {
  return `import { test } from 'node:test';
import { journey, walk } from 'stepway/testing';
import definition from '../wizards/${id}.ts';

test('every way through the form can be sent', async () => {
  const { paths } = await walk(definition);
  for (const path of paths) {
    const visit = journey({ wizards: [definition] });
    await visit.follow(${quoted(id)}, path);
    await visit.close();
  }
});

test('what went wrong is asked only of those who say that something did', async () => {
  const visit = journey({ wizards: [definition] })
    .start(${quoted(id)})
    .answer({ name: 'Ada Lovelace', email: 'ada@example.org' })
    .answer({ reason: 'problem' })
    .expectStep('problem')
    .answer({ what: 'The engine stopped' })
    .submit()
    .expectPath(['you', 'reason', 'problem']);
  await visit;
  await visit.close();
});

test('a wrong address is said at its field', async () => {
  const visit = journey({ wizards: [definition] })
    .start(${quoted(id)})
    .answer({ name: 'Ada Lovelace', email: 'nowhere' })
    .expectIssue('email');
  await visit;
  await visit.close();
});
`;
}

/** A string literal with single quotes, as formatters like it. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
