import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import timers from 'node:timers/promises';
import { doorFolder, privateFileMode, privateFolderMode } from './folder.ts';

/*
 * lmdb 3.5.6 forgets commits when a process opens the environment while another one writes to it: it reads the number of
 * the last commit and then sets it for all processes (`mdb_env_open2` in mdb.c; LMDB's ITS#9496), so that a commit between
 * the two is overwritten by the next one. So each process says in a file of its own whether it writes, and whoever opens
 * says so first, waits until nobody writes, and is waited for: decision 0005.
 */

/** Keeps the opening of an environment apart from the writes of all processes. */
export interface Door {
  /** Runs a write; waits while the environment is being opened, and begins at once when it is not. */
  passed<T>(write: () => Promise<T>): Promise<T>;
  /** Runs `open` while no process writes, and none begins to. */
  shut<T>(open: () => T): Promise<T>;
  /** Takes the file of this process away. */
  close(): void;
}

/** Where the number of a process means something: each container has numbers of its own. Empty on other systems than Linux. */
const ownSpace = /\d+/.exec(linkAt('/proc/self/ns/pid'))?.[0] ?? '';

const writing = 'writing';
const opening = 'opening';
const busy = Buffer.from('1');
const idle = Buffer.from('0');

// As it is now: tests of a host's may put the clock into their own hands later.
const pause = timers.setTimeout;

/** How often somebody who waits looks again. */
const lookEveryMs = 2;
/**
 * How long the writes of others are waited for: whoever is stopped in the middle of one must keep nobody from starting,
 * and what is opened meanwhile must keep no write from its request's time, which is 3 s.
 */
const patienceMs = 1_000;
/** An opening that has not looked for longer is one that hangs. Longer than `patienceMs`. */
const announcedForMs = 1_500;
/** How often it is said anew that writes are under way which never end all at once. */
const saidEveryMs = 10_000;
/** What was said longer ago, by somebody of whom nothing else is known, is no longer so. */
const forgottenAfterMs = 60_000;

/**
 * The door of a folder that can be written to. Where no file can be made in it, as on a disk that is full, it is open
 * until one can be made.
 */
export function doorOf(folder: string): Door {
  const place = join(folder, doorFolder);
  const own = `${ownSpace}-${process.pid}-${randomUUID()}`;
  const state = new State(join(place, `${writing}-${own}`));
  let underWay = 0;
  let look = { at: -Infinity, isFree: true };
  const mayGoOn = () => {
    const now = performance.now();
    // Whoever opens waits for what is under way: a write beside others need not look each time, but may not go on for ever.
    if (underWay === 1 || now - look.at >= lookEveryMs) {
      state.say(busy);
      look = { at: now, isFree: filesOf(place, opening).every((path) => ageOf(path) > announcedForMs) };
    }
    return look.isFree;
  };
  const leave = () => {
    underWay -= 1;
    if (underWay === 0) state.say(idle);
  };
  const enter = () => {
    underWay += 1;
    // It is said before it is looked: of a write and an opening that begin at the same time, one sees the other.
    if (mayGoOn()) return true;
    leave();
    return false;
  };
  let waiting: Promise<void> | undefined;
  // One wait for all: writes that go on together share a commit.
  const nextLook = () =>
    (waiting ??= pause(lookEveryMs).then(() => {
      waiting = undefined;
    }));
  return {
    async passed(write) {
      while (!enter()) await nextLook();
      try {
        return await write();
      } finally {
        leave();
      }
    },
    async shut(open) {
      const announcement = join(place, `${opening}-${own}`);
      try {
        if (state.isThere && announced(announcement)) await idleness(place, announcement);
        return open();
      } finally {
        remove(announcement);
      }
    },
    close: () => state.close(),
  };
}

/** What this process says of itself, in a file of one byte. */
class State {
  readonly #path: string;
  #descriptor: number | undefined;
  #said: Buffer = idle;
  #saidAt = -Infinity;
  #madeAt = performance.now();

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = made(path);
  }

  get isThere(): boolean {
    return this.#descriptor !== undefined;
  }

  /** Never fails: what is written is written, whatever can be said of it. */
  say(what: Buffer): void {
    const now = performance.now();
    if (what === this.#said && now - this.#saidAt < saidEveryMs) return;
    this.#said = what;
    this.#saidAt = now;
    try {
      if (what === busy) this.#makeAnew(now);
      if (this.#descriptor !== undefined) writeSync(this.#descriptor, what, 0, 1, 0);
    } catch {
      // It would go on saying what is no longer so.
      this.#drop();
    }
  }

  close(): void {
    this.#drop();
    this.#madeAt = Infinity;
  }

  /** Where it could not be made, or somebody took it away: a process that cannot see this one, or a person. */
  #makeAnew(now: number): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined ? now - this.#madeAt < saidEveryMs : fstatSync(descriptor).nlink > 0) return;
    this.#drop();
    this.#madeAt = now;
    this.#descriptor = made(this.#path);
  }

  #drop(): void {
    // The number of a file that was closed may be another file's by now.
    const descriptor = this.#descriptor;
    if (descriptor === undefined) return;
    this.#descriptor = undefined;
    remove(this.#path);
    try {
      closeSync(descriptor);
    } catch {
      // The disk said at last what it could not do before.
    }
  }
}

function made(path: string): number | undefined {
  try {
    makePlace(dirname(path));
    // The byte has its place on the disk from now on.
    writeFileSync(path, idle, { flag: 'wx', mode: privateFileMode });
    return openSync(path, 'r+');
  } catch {
    remove(path);
    return undefined;
  }
}

/** Not the folder around it: one that was moved away must not come back. */
function makePlace(place: string): void {
  try {
    mkdirSync(place, { mode: privateFolderMode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Says that somebody opens, from now on; false where no file can be made. */
function announced(path: string): boolean {
  try {
    writeFileSync(path, '', { mode: privateFileMode });
    return true;
  } catch {
    return false;
  }
}

/** Waits until nobody writes any more, and says meanwhile that it still waits. */
async function idleness(place: string, announcement: string): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    await pause(lookEveryMs);
    announced(announcement);
    const writers = filesOf(place, writing).filter(isBusy);
    if (writers.length === 0) return;
    if (performance.now() < until) continue;
    // By now a process that lives has ended its writes: these belong to one that was killed, and its number to another.
    for (const path of writers) if (ageOf(path) > forgottenAfterMs) remove(path);
    return;
  }
}

/** The files of one kind whose processes live; those of processes that were killed are taken away. */
function filesOf(place: string, kind: string): readonly string[] {
  const paths: string[] = [];
  for (const name of namesIn(place)) {
    if (!name.startsWith(kind)) continue;
    const path = join(place, name);
    if (isOfTheLiving(path)) paths.push(path);
    else remove(path);
  }
  return paths;
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    // It was moved away or removed: nobody opens it there.
    return [];
  }
}

function isOfTheLiving(path: string): boolean {
  const [, space, pid] = basename(path).split('-');
  if (space !== ownSpace) return ageOf(path) <= forgottenAfterMs;
  // In a container each start may have the same number.
  if (Number(pid) === process.pid) return ageOf(path) <= process.uptime() * 1_000;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Since it was written to last; 0 when it is gone. */
function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function isBusy(path: string): boolean {
  try {
    return readFileSync(path).equals(busy);
  } catch {
    // It was closed meanwhile.
    return false;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone, or somebody else has it open.
  }
}
