import { filesOf, quoted, type WizardPlan } from './wizard.ts';

/** What a project has already that a new wizard and its test use. */
export interface ProjectAround {
  /** The file of its settings, as it is imported from `test/`; undefined when it has none. */
  readonly config: string | undefined;
  /** Whether the settings make services. */
  readonly makesServices: boolean;
  /** Whether the services have to be ended, such as a pool of connections. */
  readonly endsServices: boolean;
  /** Whether `services.ts` says what they are: `Services`. */
  readonly typesServices: boolean;
  /** Whether the settings keep visitors out who have not logged in. */
  readonly guards: boolean;
}

/** The files of another wizard, by path in the project: two steps to start with, and a test that holds for any. */
export function skeletonFiles(plan: WizardPlan, around: ProjectAround): Readonly<Record<string, string>> {
  return filesOf(plan, skeletonSource(plan, around), skeletonTest(plan, around));
}

function skeletonSource({ id, title }: WizardPlan, around: ProjectAround): string {
  // A wizard that uses services is served with them only.
  const usesServices = around.typesServices && around.makesServices;
  const services = usesServices ? ', services' : '';
  return lines(
    `import { text, wizard, yesNo } from 'stepway';`,
    usesServices && `import type { Services } from '../services.ts';`,
    ``,
    `export default wizard({ id: ${quoted(id)}, title: ${quoted(title)}, version: 1 })`,
    usesServices && `  .uses<Services>()`,
    `  .step('first', {`,
    `    title: 'The first page',`,
    `    fields: { name: text('Full name'), more: yesNo('Is there more to say?') },`,
    `  })`,
    `  .step('second', {`,
    `    title: 'The second page',`,
    `    when: (earlier) => earlier.first.more.is(true),`,
    `    fields: { what: text('What is it?') },`,
    `  })`,
    `  .complete({`,
    `    action: 'Send',`,
    `    // \`run: async ({ answers, idempotencyKey${services} }) => { … }\` does something with the answers. Without it they are`,
    `    // kept in the store: npx stepway submissions`,
    `  });`,
  );
}

function skeletonTest({ id }: WizardPlan, around: ProjectAround): string {
  const { config, makesServices, endsServices, guards } = around;
  const given = [
    config !== undefined && '...config',
    makesServices && 'services',
    guards && 'guard: () => undefined',
    'wizards: [definition]',
  ].filter((part) => part !== false);
  return lines(
    `import { ${makesServices && endsServices ? 'after, test' : 'test'} } from 'node:test';`,
    `import { journey, walk } from 'stepway/testing';`,
    config !== undefined && `import config from '../${config}';`,
    `import definition from '../wizards/${id}.ts';`,
    makesServices && ``,
    makesServices &&
      `// What a test must not call is replaced: { ...(await config.services()), tell: async () => {} }`,
    makesServices && `const services = await config.services();`,
    makesServices && endsServices && `after(() => services[Symbol.asyncDispose]());`,
    ``,
    `test('every way through the form can be sent', async () => {`,
    `  const { paths } = await walk(definition${makesServices ? ', { services }' : ''});`,
    `  for (const path of paths) {`,
    guards && `    // The log-in is no part of this form.`,
    `    await using visit = journey({ ${given.join(', ')} });`,
    `    await visit.follow(${quoted(id)}, path).expectPath(path.steps);`,
    `  }`,
    `});`,
  );
}

function lines(...each: readonly (string | false)[]): string {
  return `${each.filter((line) => line !== false).join('\n')}\n`;
}
