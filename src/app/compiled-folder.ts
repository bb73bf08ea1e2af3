import { accessSync, constants, lstatSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Less room than this, in bytes, and a file that is written may end in the middle, which would fail the load. */
const leastRoom = 1_000_000;

/**
 * Where compiled wizards are kept from one start to the next: in the project, as tools do, in a folder of this account
 * alone. Whoever else could write there could hand us code, so a folder that is another's, open to others or a link is
 * not used, and nothing is kept in the shared temporary folder.
 *
 * @param root the project; what it has installed stands in its `node_modules`
 * @returns false where nothing can be kept safely, as in a read-only container: then it is compiled each time
 */
export function compiledFolder(root: string = process.cwd()): string | false {
  const modules = join(root, 'node_modules');
  const caches = join(modules, '.cache');
  const folder = join(caches, 'stepway');
  try {
    lstatSync(modules);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    const isSafe = isOurs(caches, 0o022) && isOurs(folder, 0o077) && bavail * bsize >= leastRoom;
    return isSafe ? folder : false;
  } catch {
    return false;
  }
}

/** Whether it is a folder, no link to one, that belongs to this account and gives others none of these rights. */
function isOurs(folder: string, rights: number): boolean {
  const stats = lstatSync(folder);
  if (!stats.isDirectory()) return false;
  // Windows has neither these owners nor these bits: there a project lies in its user's own folder.
  return process.geteuid === undefined || (stats.uid === process.geteuid() && (stats.mode & rights) === 0);
}
