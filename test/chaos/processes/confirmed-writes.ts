import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openEnvironment } from '../../../src/storage/embedded/environment.ts';
import { embeddedRecords } from '../../../src/storage/embedded/records.ts';

interface Said {
  readonly id: string;
  readonly rev: number;
  readonly fault?: string;
  readonly opened?: boolean;
}

/** What processes that write to one embedded store say of it. */
export class ConfirmedWrites {
  readonly #folder: string;
  readonly #broken: string | undefined;
  /** By id: the revision that was confirmed last. */
  readonly #revisions = new Map<string, number>();
  readonly #faults = new Map<string, number>();

  #openings = 0;

  constructor(folder: string, broken: string | undefined) {
    this.#folder = folder;
    this.#broken = broken;
  }

  get openings(): number {
    return this.#openings;
  }

  get sessions(): number {
    return this.#revisions.size;
  }

  /** Starts a process out of a file beside this one. */
  start(entry: 'writer.mjs' | 'opener.mjs'): ChildProcess {
    const child = fork(fileURLToPath(new URL(entry, import.meta.url)), {
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        STEPWAY_CHAOS_FOLDER: this.#folder,
        STEPWAY_CHAOS_BREAK: this.#broken,
      },
    });
    child.on('message', (message) => {
      const { id, rev, fault, opened } = message as Said;
      if (opened === true) this.#openings += 1;
      else if (fault === undefined) this.#revisions.set(id, rev);
      else this.#count(fault);
    });
    return child;
  }

  /** Kills it with -9; one that ended by itself is a fault. */
  async kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) {
      this.#count(`a process ended with ${child.signalCode ?? child.exitCode}`);
      return;
    }
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Looks for what was confirmed, once nobody writes any more. */
  async tally(): Promise<{ readonly failed: number; readonly note: string }> {
    const environment = await openEnvironment(this.#folder);
    const records = embeddedRecords(environment);
    let lost = 0;
    for (const [id, rev] of this.#revisions) {
      const stored = await records.read(id, new AbortController());
      if (stored === undefined || stored.rev < rev) lost += 1;
    }
    await environment.close();
    const failures = [...this.#faults.values()].reduce((sum, count) => sum + count, 0);
    const first = [...this.#faults.keys()][0];
    const suchAs = first === undefined ? '' : `, such as: ${first}`;
    return { failed: lost + failures, note: `${lost} lost, ${failures} writes failed${suchAs}` };
  }

  #count(fault: string): void {
    this.#faults.set(fault, (this.#faults.get(fault) ?? 0) + 1);
  }
}
