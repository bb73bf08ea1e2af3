import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Figure, RunOptions, Tally } from './figure.ts';

/** What a run came to, and how long it took. */
export type Measured = Tally & { readonly seconds: number };

const entry = fileURLToPath(new URL('run.mjs', import.meta.url));

/**
 * Runs a figure in a process of its own, so that one that crashes misses and takes no other with it.
 *
 * @returns its tally; one failure when the process ended without one
 */
export async function runApart({ name }: Figure, options: RunOptions): Promise<Measured> {
  const started = performance.now();
  const child = fork(entry, ['--apart', JSON.stringify({ name, options })]);
  const ended = once(child, 'exit');
  let measured: Measured | undefined;
  child.once('message', (message) => (measured = message as Measured));
  const [code, signal] = (await ended) as [number | null, string | null];
  const seconds = secondsSince(started);
  return measured ?? { tried: 0, failed: 1, seconds, note: `its process ended with ${signal ?? code}` };
}

/** The other end: runs the figure that is named here, and tells the process that asked. */
export async function runHere(figures: readonly Figure[], asked: string): Promise<void> {
  // A run that is broken off ends its figures, and those end their servers.
  const breakOff = () => process.exit(1);
  process.once('disconnect', breakOff);
  const { name, options } = JSON.parse(asked) as { name: string; options: RunOptions };
  const figure = figures.find((each) => each.name === name)!;
  const started = performance.now();
  const tally = await figure.run(options);
  await new Promise((resolve) => process.send?.({ ...tally, seconds: secondsSince(started) }, resolve));
  process.off('disconnect', breakOff);
  process.disconnect();
}

function secondsSince(started: number): number {
  return Number(((performance.now() - started) / 1000).toFixed(1));
}
