#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { CheckOptions } from './check.ts';
import type { ExplainOptions } from './explain.ts';
import type { GraphOptions } from './graph.ts';
import type { NewOptions } from './new.ts';
import type { TextsOptions } from './texts.ts';
import { printing, examples, run, succeeds } from './run.ts';
import { ownFile } from '../own-files.ts';
import { readEnvFile } from '../app/load-config.ts';
import { addSavedTo } from './saved/commands.ts';
import { addSubmissionsTo } from './submissions/commands.ts';

// Each command loads what it needs when it is called: `check` should not wait for a server and a database driver.

const { version } = JSON.parse(readFileSync(ownFile('package.json'), 'utf8')) as {
  version: string;
};
// Graphs are the author's own, and are written to files: they go out as they are.
const terminal = printing(process.stdout);
const program = new Command('stepway')
  .description('Multi-step forms on Express, with server-side sessions')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(--help says more)');

const fresh = program
  .command('new')
  .description('make a project with a wizard and its test')
  .argument('[name]', 'the folder to make')
  .option('--title <title>', 'the title of its first form')
  .option('--stepway <source>', 'install Stepway from this folder, tarball or version')
  .option('--yes', 'ask nothing')
  .addHelpText(
    'after',
    examples('stepway new my-forms', 'stepway new wizard visa --title "Apply for a visa"'),
  )
  .action(
    succeeds(async (name: string | undefined, options: NewOptions) =>
      (await import('./new.ts')).newProject(name, options, terminal),
    ),
  );

fresh
  .command('wizard')
  .description('add a wizard and its test to the project here')
  .argument('[id]', 'its URL: lower-case letters, numbers and hyphens')
  .option('--title <title>', 'what it is called')
  .option('--yes', 'ask nothing')
  .addHelpText(
    'after',
    examples('stepway new wizard visa', 'stepway new wizard visa --title "Apply for a visa"'),
  )
  .action(
    succeeds(async (id: string | undefined, _: NewOptions, command: Command) =>
      (await import('./new.ts')).newWizard(id, command.optsWithGlobals<NewOptions>(), terminal),
    ),
  );

program
  .command('dev')
  .description('serve a folder of wizards while you write them: reloads on saving, with a studio at /_studio')
  .argument('[folder]', 'the folder of wizards', 'wizards')
  .addHelpText('after', examples('stepway dev', 'PORT=8080 stepway dev wizards'))
  .action(succeeds(async (folder: string) => (await import('./dev.ts')).dev(folder, process.env, terminal)));

program
  .command('start')
  .description('serve a folder of wizards; settings come from the environment')
  .argument('[folder]', 'the folder of wizards', 'wizards')
  .addHelpText('after', examples('stepway start', 'PORT=8080 stepway start wizards'))
  .action(async (folder: string) => (await import('./start.ts')).start(folder, process.env));

program
  .command('check')
  .description('say every fault and warning of wizards, with its place and the fix')
  .argument('[files...]', 'wizard files, or folders of them', ['wizards'])
  .option('--json', 'one JSON line for each')
  .option('--unused', 'also say which answers no handler, condition or check reads')
  .option('--keep', 'keep what each wizard can store in .versions/, to check its next versions against')
  .addHelpText(
    'after',
    examples('stepway check', 'stepway check wizards/visa.ts --json', 'stepway check --keep'),
  )
  .action(
    succeeds(async (paths: string[], options: CheckOptions) =>
      (await import('./check.ts')).check(paths, { ...options, env: process.env }, terminal),
    ),
  );

program
  .command('graph')
  .description('draw a wizard')
  .argument('<name>', 'the id of a wizard, or its file')
  .addOption(
    new Option('--format <format>', 'what to print')
      .choices(['svg', 'mermaid', 'dot', 'json'])
      .default('svg'),
  )
  .option('--folder <folder>', 'the folder of wizards', 'wizards')
  .addHelpText('after', examples('stepway graph visa > visa.svg', 'stepway graph visa --format mermaid'))
  .action(
    succeeds(async (name: string, options: GraphOptions) =>
      (await import('./graph.ts')).graph(name, options, process.stdout),
    ),
  );

program
  .command('explain')
  .description('say which steps answers lead to, and why each is in or out')
  .argument('<name>', 'the id of a wizard, or its file')
  .requiredOption('--answers <file>', 'a JSON file: { "step": { "field": value } }; - for standard input')
  .option('--folder <folder>', 'the folder of wizards', 'wizards')
  .option('--json', 'one JSON line for each step')
  .addHelpText(
    'after',
    examples(
      'stepway explain visa --answers answers.json',
      'stepway submissions --reference K7PM-3WQX-9HTD-T2RF | stepway explain visa --answers -',
    ),
  )
  .action(
    succeeds(async (name: string, options: ExplainOptions) =>
      (await import('./explain.ts')).explainAnswers(name, options, terminal),
    ),
  );

program
  .command('texts')
  .description('write the files in which wizards are translated; what is translated already stays')
  .argument('[name]', 'the id of a wizard; all of them, and the words of Stepway, without it')
  .requiredOption('--to <language>', 'the language, such as cy')
  .option('--words', "only Stepway's own words")
  .option('--folder <folder>', 'the folder of wizards', 'wizards')
  .addHelpText('after', examples('stepway texts --to cy', 'stepway texts visa --to cy'))
  .action(
    succeeds(async (name: string | undefined, options: TextsOptions) =>
      (await import('./texts.ts')).writeTexts(name, options, terminal),
    ),
  );

addSubmissionsTo(program);
addSavedTo(program);

readEnvFile();

await run(program);
