import { CommanderError, type Command } from 'commander';
import { isWizardError } from '../errors.ts';

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

/** Controls, marks that show nothing (bidirectional ones among them), and the two line ends that are not \n. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const kept = new Set(['\n', '\t']);

/**
 * A text for a terminal: what visitors typed can hold what a terminal obeys, or what makes a line read as another one.
 * It is written as JSON writes it, so a JSON line stays the same data; line breaks and tabs stay as they are.
 */
export function printable(text: string): string {
  return text.replaceAll(unseen, (character) => (kept.has(character) ? character : escaped(character)));
}

/** The same output, on which everything is written as `printable` does. */
export function printing(output: NodeJS.WriteStream): NodeJS.WritableStream {
  const write = (text: string): boolean => output.write(printable(text));
  // Commands write texts and nothing else; whatever else they ask of it is the output's own.
  return Object.assign(Object.create(output) as NodeJS.WritableStream, { write });
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
