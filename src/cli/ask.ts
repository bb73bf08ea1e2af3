import { createInterface } from 'node:readline/promises';

/**
 * Asks on the terminal until there is an answer.
 *
 * @param fallback what an empty answer means
 */
export async function ask(question: string, fallback: string | undefined): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const hint = fallback === undefined ? '' : ` (${fallback})`;
    for (;;) {
      const answer = (await terminal.question(`${question}${hint}: `)).trim() || fallback;
      if (answer !== undefined) return answer;
    }
  } finally {
    terminal.close();
  }
}
