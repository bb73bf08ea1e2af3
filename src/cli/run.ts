import { CommanderError, type Command } from 'commander';
import { isWizardError } from '../errors.ts';
import { printable } from './printable.ts';

/** The command was given something that it does not take: the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An action of a command that says whether all is well; when it is not, the exit code is 1. */
export function succeeds<Given extends readonly unknown[]>(
  action: (...given: Given) => Promise<boolean>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    if (!(await action(...given))) process.exitCode = 1;
  };
}

/** The examples at the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Runs the command line to its end: exit code 0 when all is well, 1 for a fault or failure, 2 for a wrong call. */
export async function run(program: Command): Promise<never> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeFor(error);
  }
  // What was written may still be on its way to a pipe.
  await new Promise((resolve) => {
    process.stdout.write('', resolve);
  });
  // A store's driver may hold a timer; what was to be done is done.
  process.exit();
}

function exitCodeFor(error: unknown): number {
  // Commander has said what is wrong, or shown its help, already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    process.stderr.write(printable(`error: ${error.message}\n(--help says more)\n`));
    return 2;
  }
  // An author's or operator's mistake is said in words; a stack trace would only bury it.
  const said = isWizardError(error) ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(printable(`${said}\n`));
  return 1;
}
