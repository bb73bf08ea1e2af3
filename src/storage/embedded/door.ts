import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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

const writing = 'writing';
const opening = 'opening';
const busy = Buffer.from('1');
const idle = Buffer.from('0');

/** How often somebody who waits looks again. */
const lookEveryMs = 2;
/** How long the writes of others are waited for: whoever is stopped in the middle of one must keep nobody from starting. */
const patienceMs = 3_000;
/** An opening that has been announced for longer is one that hangs. Longer than `patienceMs`. */
const announcedForMs = 5_000;
/** A write that has been under way for longer, and goes on when it should not, is nobody's. */
const forgottenAfterMs = 60_000;

/**
 * The door of a folder that can be written to. Where no file can be made in it, as on a disk that is full, it is always
 * open.
 */
export function doorOf(folder: string): Door {
  const own = `${process.pid}-${randomUUID()}`;
  const place = join(folder, doorFolder);
  const file = join(place, `${writing}-${own}`);
  const descriptor = made(place, file);
  return descriptor === undefined ? openDoor : door({ place, own, file, descriptor });
}

const openDoor: Door = {
  passed: (write) => write(),
  shut: async (open) => open(),
  close: () => undefined,
};

function made(place: string, file: string): number | undefined {
  try {
    mkdirSync(place, { recursive: true, mode: privateFolderMode });
    // The byte has its place on the disk from now on.
    writeFileSync(file, idle, { flag: 'wx', mode: privateFileMode });
    return openSync(file, 'r+');
  } catch {
    remove(file);
    return undefined;
  }
}

function door({
  place,
  own,
  file,
  descriptor,
}: {
  readonly place: string;
  readonly own: string;
  readonly file: string;
  readonly descriptor: number;
}): Door {
  let underWay = 0;
  let look = { at: -Infinity, isFree: true };
  let isClosed = false;
  const say = (state: Buffer) => {
    // The number of a file that was closed may be another file's by now.
    if (!isClosed) writeSync(descriptor, state, 0, 1, 0);
  };
  const mayGoOn = () => {
    const now = performance.now();
    // Whoever opens waits for what is under way: a write beside others need not look each time, but may not go on for ever.
    if (underWay === 1 || now - look.at >= lookEveryMs) {
      look = { at: now, isFree: filesOf(place, opening).every((path) => ageOf(path) > announcedForMs) };
    }
    return look.isFree;
  };
  const leave = () => {
    underWay -= 1;
    if (underWay === 0) say(idle);
  };
  const enter = () => {
    // Said before it is looked: of a write and an opening that begin at the same time, one sees the other.
    if (underWay === 0) say(busy);
    underWay += 1;
    if (mayGoOn()) return true;
    leave();
    return false;
  };
  return {
    async passed(write) {
      while (!enter()) await pause(lookEveryMs);
      try {
        return await write();
      } finally {
        leave();
      }
    },
    async shut(open) {
      const announcement = join(place, `${opening}-${own}`);
      try {
        writeFileSync(announcement, '', { mode: privateFileMode });
        await idleness(place);
        return open();
      } finally {
        remove(announcement);
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      closeSync(descriptor);
      remove(file);
    },
  };
}

/** Waits until nobody writes any more. */
async function idleness(place: string): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    await pause(lookEveryMs);
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
    if (isOfTheLiving(path, Number(name.split('-')[1]))) paths.push(path);
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

function isOfTheLiving(path: string, pid: number): boolean {
  // In a container each start may have the same number.
  if (pid === process.pid) return ageOf(path) <= process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Since it was written to last; 0 when it is gone. */
function ageOf(path: string): number {
  const file = statSync(path, { throwIfNoEntry: false });
  return file === undefined ? 0 : Date.now() - file.mtimeMs;
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
