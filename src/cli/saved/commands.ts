import type { Command } from 'commander';
import { examples, succeeds } from '../run.ts';

/** Adds `stepway saved find|link|erase`. */
export function addSavedTo(program: Command): void {
  const saved = program
    .command('saved')
    .description(
      'help somebody with a form that they saved for later, by its reference; answers are never shown',
    )
    .addHelpText(
      'after',
      examples(
        'stepway saved find K7PM-3WQX-9HTD-T2RF',
        'stepway saved link K7PM-3WQX-9HTD-T2RF',
        'stepway saved erase K7PM-3WQX-9HTD-T2RF',
      ),
    );

  saved
    .command('find')
    .description('say of which wizard it is, at which page it goes on, and until when it is kept')
    .argument('<reference>', 'which one')
    .addHelpText('after', examples('stepway saved find K7PM-3WQX-9HTD-T2RF'))
    .action(succeeds(async (reference: string) => (await orders()).find(reference)));

  saved
    .command('link')
    .description('make a new link to it; the one before leads nowhere then')
    .argument('<reference>', 'which one')
    .option('--json', 'report as a JSON line')
    .addHelpText('after', examples('ORIGIN=https://forms.example stepway saved link K7PM-3WQX-9HTD-T2RF'))
    .action(
      succeeds(async (reference: string, options: { json?: boolean }) =>
        (await orders()).link(reference, options),
      ),
    );

  saved
    .command('erase')
    .description('erase it, with the files that were uploaded for it')
    .argument('<reference>', 'which one')
    .option('--json', 'report as a JSON line')
    .addHelpText('after', examples('stepway saved erase K7PM-3WQX-9HTD-T2RF'))
    .action(
      succeeds(async (reference: string, options: { json?: boolean }) =>
        (await orders()).erase(reference, options),
      ),
    );
}

const orders = () => import('./orders.ts');
