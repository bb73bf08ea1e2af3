import { afterAll, expect, test } from '@jest/globals';
import { coverage, journey, walk, type Journey } from '../../src/testing/index.ts';
import { tasks } from '../support/grant.ts';

const opened: Journey[] = [];
afterAll(() => Promise.all(opened.map((each) => each.close())));
const visit = (as: 'html' | 'htmx' | 'json', seen = coverage(tasks)) => {
  const begun = journey({ wizards: [tasks] }, { as, coverage: seen });
  opened.push(begun as Journey);
  return begun;
};

test.each([['html'], ['htmx'], ['json']] as const)('as %s every path goes through the list', async (as) => {
  const { paths } = await walk(tasks);
  const seen = coverage(tasks);
  for (const path of paths) await visit(as, seen).follow('grant', path).expectPath(path.steps);
  await seen.expectComplete();
});

test.each([['html'], ['json']] as const)(
  'as %s tasks are opened by their titles, in any order',
  async (as) => {
    const page = await visit(as)
      .start('grant')
      .expectStep('tasks')
      .task('Your project')
      .answer('idea', { together: false })
      .expectStep('tasks')
      .task('About your group')
      .answer('name', { name: 'The Oaks', sells: false })
      .answer('place', { town: 'Leeds' })
      .submit()
      .expectPath(['name', 'place', 'idea']);
    expect(page.reference).toBeDefined();
  },
);

test('a task that cannot start has no way to it, and a form with one open is not sent', async () => {
  await expect(visit('html').start('grant').task('The other group')).rejects.toThrow(
    'the list of tasks has no way to "The other group"',
  );
  await expect(visit('html').start('grant').submit()).rejects.toThrow('check-your-answers is not reached');
});
