import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { UsageError } from './run.ts';

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
