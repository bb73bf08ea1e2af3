import { Option, type Command } from 'commander';
import { didYouMean } from '../../did-you-mean.ts';
import { examples, succeeds, UsageError } from '../run.ts';
import type { ListOptions, PurgeOptions, ResolveOptions } from './orders.ts';

const statuses = ['pending', 'running', 'done', 'rejected', 'failed', 'discarded'];

/** Adds `stepway submissions list|find|retry|discard|erase|purge`. */
export function addSubmissionsTo(program: Command): void {
  const submissions = program
    .command('submissions')
    .description(
      'list what was sent (--status, --wizard, --since, --where narrow it down), find what one person sent; retry, give up or erase it, purge what is old',
    )
    .addHelpText(
      'after',
      examples(
        'stepway submissions --status failed',
        'stepway submissions retry K7PM-3WQX-9HTD-T2RF',
        'stepway submissions find ada@example.org',
        'stepway submissions --wizard visa --since 2026-11-01 --csv > visa.csv',
        'stepway submissions erase K7PM-3WQX-9HTD-T2RF',
        'stepway submissions purge --older-than 90d',
      ),
    );

  listing(submissions.command('list', { isDefault: true }))
    .description('print submissions as JSON lines, oldest first')
    // This is the default command: what is none of the others comes here.
    .allowExcessArguments()
    .addHelpText(
      'after',
      examples(
        'stepway submissions list --wizard visa | jq .answers',
        'stepway submissions list --where you.email=ada@example.org --limit 100',
        'stepway submissions list --wizard visa --since 2026-11-01 --until 2026-11-30 --csv > visa.csv',
      ),
    )
    .action(
      succeeds(async (options: ListOptions, { args: [word] }: Command) => {
        if (word !== undefined) throw new UsageError(noSuchOrder(word, submissions));
        return (await orders()).list(options);
      }),
    );

  listing(submissions.command('find'))
    .description(
      'print what one person sent: where every word is within an answer, or a value of the context',
    )
    .argument('<text>', 'an address, a name, a number; in quotes when it has spaces')
    .addHelpText(
      'after',
      examples(
        'stepway submissions find ada@example.org',
        'stepway submissions find "Ada Lovelace" --wizard visa',
      ),
    )
    .action(succeeds(async (text: string, options: ListOptions) => (await orders()).list(options, text)));

  for (const decision of ['retry', 'discard'] as const) {
    submissions
      .command(decision)
      .description(
        decision === 'retry'
          ? 'let a failed submission be tried again, with the same idempotency key'
          : 'give a failed submission up; it stays in the store until it is purged',
      )
      .argument('[reference]', 'which one')
      .option('--all', 'every failed one')
      .option('--wizard <id>', 'with --all: of this wizard only')
      .option('--json', 'report as a JSON line')
      .addHelpText(
        'after',
        examples(
          `stepway submissions ${decision} K7PM-3WQX-9HTD-T2RF`,
          `stepway submissions ${decision} --all --wizard visa`,
        ),
      )
      .action(
        succeeds(async (reference: string | undefined, options: ResolveOptions) =>
          (await orders()).resolveFailed(decision, reference, options),
        ),
      );
  }

  submissions
    .command('erase')
    .description(
      'erase what a person sent: the answers and all that was made of them; the empty record stays',
    )
    .argument('<reference>', 'which one')
    .option('--json', 'report as a JSON line')
    .addHelpText('after', examples('stepway submissions erase K7PM-3WQX-9HTD-T2RF'))
    .action(
      succeeds(async (reference: string, options: { json?: boolean }) =>
        (await orders()).eraseOne(reference, options),
      ),
    );

  submissions
    .command('purge')
    .description('remove what was done, rejected or given up longer ago than an age')
    .requiredOption('--older-than <age>', 'a number of days or hours, such as 90d or 48h')
    .option('--json', 'report as a JSON line')
    .addHelpText('after', examples('stepway submissions purge --older-than 90d'))
    .action(succeeds(async (options: PurgeOptions) => (await orders()).purgeOlder(options)));
}

/** What narrows a list down, and how it is printed. */
function listing(command: Command): Command {
  return command
    .option('--wizard <id>', 'of this wizard only')
    .addOption(new Option('--status <status>', 'in this state only').choices(statuses))
    .option('--reference <reference>', 'with this reference only')
    .option(
      '--where <field=value>',
      'with this answer only, or this value of the context; more than once: all of them',
      (given: string, all: readonly string[]) => [...all, given],
      [],
    )
    .option('--since <time>', 'sent then or later: 2026-11-01 (UTC), 2026-11-01T09:00+01:00, or an age: 7d')
    .option('--until <time>', 'sent before then; a day counts to its end')
    .option('--limit <lines>', 'no more than these, the oldest')
    .option('--csv', 'a table for a spreadsheet')
    .option('--json', 'JSON lines, as without it');
}

/** What `submissions remove K7PM-…` is told: the command that does it. */
function noSuchOrder(word: string, submissions: Command): string {
  if (/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(word))
    return `${word}: to see it alone, write --reference ${word}`;
  const names = submissions.commands.map((command) => command.name());
  const fix = /^(remove|delete|rm)$/.test(word)
    ? '; erase does that to one submission, purge to those of some age'
    : didYouMean(word, names);
  return `there is no command "submissions ${word}"${fix}`;
}

const orders = () => import('./orders.ts');
