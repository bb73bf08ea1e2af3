import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ownFile } from '../own-files.ts';
import { UsageError } from './run.ts';
import { projectFiles } from './templates/project.ts';
import { skeletonFiles } from './templates/skeleton.ts';
import { exampleFiles } from './templates/wizard.ts';
import { projectAround } from './project-around.ts';

/** What stands behind `stepway new`. */
export interface NewOptions {
  readonly title?: string;
  /** A folder or a tarball to install Stepway from, or a range of versions. */
  readonly stepway?: string;
  /** Nothing is asked: what was not given gets its default. */
  readonly yes?: boolean;
}

/**
 * Makes a project: its first wizard, a test of it, and what they need to run.
 *
 * @param name the folder to make; asked for on a terminal when it is not given
 * @throws UsageError for a name that cannot be, or a folder with something in it
 */
export async function newProject(
  name: string | undefined,
  options: NewOptions,
  out: NodeJS.WritableStream,
): Promise<true> {
  const folder = resolve(name ?? (await asked(options, 'Name of the folder', undefined)));
  const packageName = basename(folder);
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(packageName)) {
    throw new UsageError(
      `"${packageName}" cannot be a package's name: use lower-case letters, numbers and hyphens`,
    );
  }
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new UsageError(`${name ?? folder} is there already and not empty; choose another name`);
  }
  const title = options.title ?? (await asked(options, 'Title of the first form', 'Contact us'));
  const files = {
    ...projectFiles({ name: packageName, wizard: 'contact', ...stepwayFrom(options.stepway, folder) }),
    ...exampleFiles({ id: 'contact', title }),
  };
  await writeAll(folder, files, out);
  out.write(
    `\nNext:\n  cd ${relative(process.cwd(), folder) || '.'}\n  npm install\n  npm test\n  npm run dev\n`,
  );
  return true;
}

/**
 * Adds a wizard and its test to the project in the working directory, both with the services and settings that it has.
 *
 * @throws UsageError for an id that cannot be or is taken, and where there is no project
 */
export async function newWizard(
  id: string | undefined,
  options: NewOptions,
  out: NodeJS.WritableStream,
): Promise<true> {
  if (!existsSync('wizards')) {
    throw new UsageError(
      'there is no folder "wizards" here; run this in a project, or make one: stepway new NAME',
    );
  }
  const chosen = id ?? (await asked(options, 'Id of the wizard, which is its URL', undefined));
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(chosen)) {
    throw new UsageError(`"${chosen}" cannot be a wizard's id: use lower-case letters, numbers and hyphens`);
  }
  const title = options.title ?? (await asked(options, 'Title of the form', titleFrom(chosen)));
  const files = skeletonFiles({ id: chosen, title }, await projectAround());
  const taken = Object.keys(files).find((file) => existsSync(file));
  if (taken !== undefined) throw new UsageError(`${taken} is there already; choose another id`);
  await writeAll(process.cwd(), files, out);
  return true;
}

async function asked(options: NewOptions, question: string, fallback: string | undefined): Promise<string> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (isTerminal && options.yes !== true) return ask(question, fallback);
  if (fallback === undefined) throw new UsageError(`no name is given, and there is no terminal to ask on`);
  return fallback;
}

/**
 * What package.json asks for: the version of this command, unless another is asked for. A path is written from the
 * project's folder on, so that it holds wherever both are.
 */
function stepwayFrom(
  given: string | undefined,
  folder: string,
): { readonly stepway: string; readonly isLinked: boolean } {
  if (given === undefined) {
    const manifest = readFileSync(ownFile('package.json'), 'utf8');
    return { stepway: `^${(JSON.parse(manifest) as { version: string }).version}`, isLinked: false };
  }
  const found = statSync(given, { throwIfNoEntry: false });
  if (found !== undefined) {
    const path = relative(folder, resolve(given)).replaceAll('\\', '/');
    return { stepway: `file:${path}`, isLinked: found.isDirectory() };
  }
  if (/^[\^~]?\d|^https?:/.test(given)) return { stepway: given, isLinked: false };
  throw new UsageError(`${given}: there is no such folder or tarball`);
}

async function writeAll(
  folder: string,
  files: Readonly<Record<string, string>>,
  out: NodeJS.WritableStream,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    // What appeared meanwhile is not overwritten.
    await writeFile(file, content, { flag: 'wx' });
    out.write(`made ${relative(process.cwd(), file)}\n`);
  }
}

function titleFrom(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Asks on the terminal until there is an answer.
 *
 * @param fallback what an empty answer means
 * @throws UsageError when the terminal is closed instead: Ctrl-C, Ctrl-D
 */
export async function ask(question: string, fallback: string | undefined): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-C rejects a question; after Ctrl-D it stays open for ever.
  const closed = once(terminal, 'close').then(() => undefined);
  try {
    const hint = fallback === undefined ? '' : ` (${fallback})`;
    for (;;) {
      const asked = terminal.question(`${question}${hint}: `).catch(() => undefined);
      const given = await Promise.race([asked, closed]);
      if (given === undefined) throw new UsageError('nothing was made: the question was not answered');
      const answer = given.trim() || fallback;
      if (answer !== undefined) return answer;
    }
  } finally {
    terminal.close();
  }
}
