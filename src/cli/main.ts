#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { isWizardError } from '../errors.ts';
import { check } from './check.ts';
import { start } from './start.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('stepway')
  .description('Multi-step forms on Express, with server-side sessions')
  .version(version)
  .showHelpAfterError();

program
  .command('start')
  .description('serve a folder of wizards')
  .argument('[folder]', 'the folder of wizards', 'wizards')
  .addHelpText(
    'after',
    '\nExample:\n  PORT=8080 stepway start wizards\n\nSettings come from the environment: docs/settings.md',
  )
  .action((folder: string) => start(folder, process.env));

program
  .command('check')
  .description('check every wizard of a folder, and say each fault with its fix')
  .argument('[folder]', 'the folder of wizards', 'wizards')
  .addHelpText('after', '\nExample:\n  stepway check wizards')
  .action(async (folder: string) => {
    const fine = await check(folder, process.env['STEPWAY_VIEWS'] ?? 'views', process.stdout);
    if (!fine) process.exitCode = 1;
  });

try {
  await program.parseAsync();
  // A store's driver may hold a timer; what was to be done is done.
  process.exit();
} catch (error) {
  // An author's or operator's mistake is said in words; a stack trace would only bury it.
  process.stderr.write(
    isWizardError(error) ? `${error.message}\n` : `${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
