import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { folderOf, readFileId, type FileStore, type StoredFile } from '../../completion/file-store.ts';
import { WizardError } from '../../errors.ts';
import { privateFileMode, privateFolderMode } from './folder.ts';

/**
 * Uploaded files in a folder, for this user alone. Of each file there are its content under its id, what is known of it
 * (`.json`, written last: without it the file is not there) and, once a submission names it, whose it is (`.kept`). The
 * time until which it is kept is that of the content's last change. Files of one owner stand in one folder.
 */
export function folderFiles(root: string): FileStore {
  const guarded = <Result>(work: () => Promise<Result>) => work().catch(refuse);
  const each = (ids: readonly string[], work: (path: string) => Promise<unknown>) =>
    guarded(async () => {
      for (const id of ids) {
        const path = pathOf(root, id);
        if (path !== undefined) await work(path);
      }
    });
  return {
    async put({ until, ...draft }, content, facts) {
      const path = pathOf(root, draft.id);
      if (path === undefined) throw new TypeError('the id of a file is none');
      await guarded(() => mkdir(join(path, '..'), { recursive: true, mode: privateFolderMode }));
      try {
        await writeStream(`${path}.part`, content);
        const known = { ...draft, ...facts() };
        await guarded(async () => {
          await utimes(`${path}.part`, new Date(), new Date(until));
          await rename(`${path}.part`, path);
          await writeDurably(`${path}.json`, JSON.stringify(known));
        });
        return { ...known, until };
      } catch (error) {
        await removeAt(path).catch(() => undefined);
        throw error;
      }
    },
    find: (id) => guarded(() => readAt(pathOf(root, id))),
    async open(id) {
      const path = pathOf(root, id);
      if (path === undefined) return undefined;
      const handle = await open(path).catch(unlessAbsent).catch(refuse);
      return handle?.createReadStream();
    },
    remove: (ids) => each(ids, removeAt),
    keep: (ids, run) =>
      each(ids, async (path) => {
        if ((await readAt(path)) !== undefined) await writeDurably(`${path}.kept`, run);
      }),
    keepUntil: (ids, until) =>
      each(ids, (path) => utimes(path, new Date(), new Date(until)).catch(unlessAbsent)),
    bytesOf: (owner) =>
      guarded(async () => {
        let bytes = 0;
        for (const path of await filesIn(join(root, folderOf(owner)))) {
          const file = await readAt(path);
          if (file?.owner === owner) bytes += file.bytes;
        }
        return bytes;
      }),
    async *list() {
      for (const folder of await guarded(() => namesIn(root))) {
        for (const path of await guarded(() => filesIn(join(root, folder)))) {
          const file = await guarded(() => readAt(path));
          if (file !== undefined) yield file;
        }
      }
    },
    removeUnfinished: (startedBefore) => guarded(() => removeUnfinishedIn(root, startedBefore)),
  };
}

function pathOf(root: string, id: string): string | undefined {
  const read = readFileId(id);
  return read === undefined ? undefined : join(root, read.folder, id);
}

async function writeStream(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(path, 'wx', privateFileMode).catch(refuse);
  try {
    // What the stream itself throws is not of the disk.
    for await (const chunk of content) await handle.writeFile(chunk).catch(refuse);
    await handle.sync().catch(refuse);
  } finally {
    await handle.close();
  }
}

/** Under another name first, then on the disk with its name, so that nobody reads a half. */
async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text, { mode: privateFileMode, flush: true });
  await rename(`${path}.part`, path);
  const folder = await open(join(path, '..'));
  // Some systems cannot flush a folder, and then keep names by themselves.
  await folder.sync().catch(() => undefined);
  await folder.close();
}

const known = z.object({
  id: z.string(),
  owner: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});

async function readAt(path: string | undefined): Promise<StoredFile | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(`${path}.json`, 'utf8').catch(unlessAbsent);
  const content = text === undefined ? undefined : await stat(path).catch(unlessAbsent);
  if (text === undefined || content === undefined) return undefined;
  const keptFor = await readFile(`${path}.kept`, 'utf8').catch(unlessAbsent);
  return { ...known.parse(JSON.parse(text)), until: Math.round(content.mtimeMs), keptFor };
}

/** What is known of it first: from then on it is not there. The folder of an owner without files goes too. */
async function removeAt(path: string): Promise<void> {
  for (const end of ['.json', '.kept', '', '.part', '.json.part', '.kept.part']) {
    await rm(`${path}${end}`, { force: true });
  }
  const folder = join(path, '..');
  if ((await namesIn(folder)).length === 0) await rm(folder, { recursive: true, force: true });
}

async function removeUnfinishedIn(root: string, startedBefore: number): Promise<void> {
  for (const folder of await namesIn(root)) {
    const names = await namesIn(join(root, folder));
    const ids = new Set(names.map((name) => name.split('.').slice(0, 3).join('.')));
    for (const id of ids) {
      const startedAt = readFileId(id)?.startedAt;
      const isUnfinished = startedAt !== undefined && !names.includes(`${id}.json`);
      if (isUnfinished && startedAt < startedBefore) await removeAt(join(root, folder, id));
    }
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await namesIn(folder);
  return names.filter((name) => readFileId(name) !== undefined).map((name) => join(folder, name));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(unlessAbsent)) ?? [];
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

const noRoom: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function refuse(cause: unknown): never {
  if (cause instanceof WizardError) throw cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  throw new WizardError(noRoom.has(code) ? 'STORE_FULL' : 'STORE_UNREACHABLE', undefined, { cause });
}
