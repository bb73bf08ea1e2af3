/** What a new wizard is called. */
export interface WizardPlan {
  /** Its URL. */
  readonly id: string;
  readonly title: string;
}

/** The files of a new project's first wizard, by path: a small form that shows how things are done. */
export function exampleFiles(plan: WizardPlan): Readonly<Record<string, string>> {
  return filesOf(plan, exampleSource(plan), exampleTest(plan));
}

/** The files of another wizard, by path in the project: two steps to start with, and a test that holds for any. */
export function skeletonFiles(plan: WizardPlan): Readonly<Record<string, string>> {
  return filesOf(plan, skeletonSource(plan), skeletonTest(plan));
}

function filesOf({ id }: WizardPlan, source: string, test: string): Readonly<Record<string, string>> {
  return { [`wizards/${id}.ts`]: source, [`test/${id}.test.ts`]: test };
}

function skeletonSource({ id, title }: WizardPlan): string {
  return `import { text, wizard, yesNo } from 'stepway';

export default wizard({ id: ${quoted(id)}, title: ${quoted(title)}, version: 1 })
  .step('first', {
    title: 'The first page',
    fields: { name: text('Full name'), more: yesNo('Is there more to say?') },
  })
  .step('second', {
    title: 'The second page',
    when: (earlier) => earlier.first.more.is(true),
    fields: { what: text('What is it?') },
  })
  .complete({
    action: 'Send',
    // \`run: async ({ answers, idempotencyKey }) => { … }\` does something with the answers. Without it they are kept in
    // the store: npx stepway submissions
  });
`;
}

function skeletonTest({ id }: WizardPlan): string {
  return `import { test } from 'node:test';
import { journey, walk } from 'stepway/testing';
import definition from '../wizards/${id}.ts';

test('every way through the form can be sent', async (t) => {
  const { paths } = await walk(definition);
  for (const path of paths) {
    const visit = journey({ wizards: [definition] });
    t.after(() => visit.close());
    await visit.follow(${quoted(id)}, path).expectPath(path.steps);
  }
});
`;
}

function exampleSource({ id, title }: WizardPlan): string {
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

function exampleTest({ id }: WizardPlan): string {
  return `import { test } from 'node:test';
import { journey, walk } from 'stepway/testing';
import definition from '../wizards/${id}.ts';

test('every way through the form can be sent', async (t) => {
  const { paths } = await walk(definition);
  for (const path of paths) {
    const visit = journey({ wizards: [definition] });
    t.after(() => visit.close());
    await visit.follow(${quoted(id)}, path);
  }
});

test('what went wrong is asked only of those who say that something did', async (t) => {
  const visit = journey({ wizards: [definition] });
  t.after(() => visit.close());
  await visit
    .start(${quoted(id)})
    .answer({ name: 'Ada Lovelace', email: 'ada@example.org' })
    .answer({ reason: 'problem' })
    .expectStep('problem')
    .answer({ what: 'The engine stopped' })
    .submit()
    .expectPath(['you', 'reason', 'problem']);
});

test('a wrong address is said at its field', async (t) => {
  const visit = journey({ wizards: [definition] });
  t.after(() => visit.close());
  await visit.start(${quoted(id)}).answer({ name: 'Ada Lovelace', email: 'nowhere' }).expectIssue('email');
});
`;
}

/** A string literal with single quotes, as formatters like it. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
