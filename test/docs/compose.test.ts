import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFiles } from '../../src/cli/templates/project.ts';
import { exampleFiles } from '../../src/cli/templates/wizard.ts';
import { blocksOf } from './blocks.ts';

const files: Readonly<Record<string, string>> = {
  ...projectFiles({ name: 'us', wizard: 'contact', stepway: '^1.0.0', isLinked: false }),
  ...exampleFiles({ id: 'contact', title: 'Contact' }),
};
const packageJson = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(files['package.json']!));
const documented = blocksOf('docs/deploying.md').find(
  ({ language, text }) => language === 'yaml' && text.startsWith('services:'),
)!.text;

const duration = z.string().regex(/^(\d+(us|ms|s|m|h))+$/);
/** What of the compose specification these files use; a word that is not in it is refused, as Compose does. */
const service = z.strictObject({
  build: z.string().optional(),
  image: z
    .string()
    .regex(/^[a-z0-9./-]+:[\w.-]+$/)
    .optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[\w/]+$/)).optional(),
  depends_on: z
    .union([
      z.array(z.string()),
      z.record(
        z.string(),
        z.strictObject({
          condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
        }),
      ),
    ])
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.union([z.string(), z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string())]),
      interval: duration.optional(),
      timeout: duration.optional(),
      start_period: duration.optional(),
      retries: z.int().optional(),
    })
    .optional(),
  stop_grace_period: duration.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
});
const composition = z.strictObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const compositions = { 'what stepway new writes': files['compose.yaml']!, 'docs/deploying.md': documented };

test.each(Object.entries(compositions))('%s: is what Compose reads', (_, text) => {
  const { services, volumes } = composition.parse(parse(text));
  const all = Object.values(services);
  expect(all.filter(({ build, image }) => (build === undefined) === (image === undefined))).toEqual([]);
  const mounted = all.flatMap((each) => each.volumes ?? []).map((mount) => mount.split(':')[0]);
  expect(mounted.toSorted()).toEqual(Object.keys(volumes).toSorted());
  for (const { depends_on: first = [] } of all) {
    const conditions = Array.isArray(first)
      ? first.map((name) => [name, 'service_started'] as const)
      : Object.entries(first).map(([name, { condition }]) => [name, condition] as const);
    for (const [name, condition] of conditions) {
      expect(Object.keys(services)).toContain(name);
      if (condition === 'service_healthy') expect(services[name]?.healthcheck).toBeDefined();
    }
  }
});

test('both run the same forms, each over its own store', () => {
  const [own, theirs] = Object.values(compositions).map(
    (text) => composition.parse(parse(text)).services['forms']!,
  );
  for (const key of ['build', 'ports', 'stop_grace_period', 'restart'] as const)
    expect(own![key]).toEqual(theirs![key]);
  expect(own!.environment!['SESSION_SECRET']).toBe(theirs!.environment!['SESSION_SECRET']);
});

test('what they set is read: by Stepway, or by what the project itself is made of', () => {
  const settings = readFileSync('docs/settings.md', 'utf8');
  const isRead = (name: string) =>
    settings.includes(`\`${name}\``) || files['services.ts']!.includes(`process.env['${name}']`);
  const names = Object.values(compositions).flatMap((text) =>
    Object.keys(composition.parse(parse(text)).services['forms']!.environment!),
  );
  expect(names).toContain('WEBHOOK_URL');
  expect(names.filter((name) => !isRead(name))).toEqual([]);
});

test('the Dockerfile that they build serves their port, keeps what they mount, and copies what is there', () => {
  const { Dockerfile: dockerfile = '' } = files;
  const { ports, volumes } = composition.parse(parse(files['compose.yaml']!)).services['forms']!;
  expect(ports).toEqual([`127.0.0.1:3000:${/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]}`]);
  expect(volumes).toEqual([`data:${/^VOLUME (\S+)$/m.exec(dockerfile)?.[1]}`]);
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths]) =>
    paths!.split(' '),
  );
  // npm writes its lockfile.
  expect(copied.filter((path) => !['.', 'package-lock.json'].includes(path) && !(path in files))).toEqual([]);
  const ignored = files['.dockerignore']!.split('\n');
  expect(copied.filter((path) => ignored.includes(path))).toEqual([]);
});

test('the check on each push runs scripts of the project', () => {
  const workflow = z
    .object({
      jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.string().optional() })) })),
    })
    .parse(parse(files['.github/workflows/check.yml']!));
  const commands = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(commands).toContain('npm ci');
  const scripts = commands.flatMap((command) => /^npm (?:run )?(?!ci$)(\S+)/.exec(command)?.[1] ?? []);
  expect(scripts).toEqual(['check', 'test']);
  expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
});
