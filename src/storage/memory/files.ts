import { Readable } from 'node:stream';
import type { FileStore, StoredFile } from '../../completion/file-store.ts';

/** Uploaded files in this process' memory, for tests and the test kit. */
export function memoryFiles(): FileStore {
  const stored = new Map<string, { readonly file: StoredFile; readonly content: Buffer }>();
  const change = (ids: readonly string[], changed: (file: StoredFile) => StoredFile) => {
    for (const id of ids) {
      const found = stored.get(id);
      if (found !== undefined) stored.set(id, { ...found, file: changed(found.file) });
    }
  };
  return {
    async put(draft, content, facts) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const file = { ...draft, ...facts() };
      stored.set(file.id, { file, content: Buffer.concat(chunks) });
      return file;
    },
    find: async (id) => stored.get(id)?.file,
    async open(id) {
      const found = stored.get(id);
      return found === undefined ? undefined : Readable.from([found.content]);
    },
    async remove(ids) {
      for (const id of ids) stored.delete(id);
    },
    keep: async (ids, run) => change(ids, (file) => ({ ...file, keptFor: run })),
    keepUntil: async (ids, until) => change(ids, (file) => ({ ...file, until })),
    bytesOf: async (owner) =>
      [...stored.values()].reduce((sum, { file }) => sum + (file.owner === owner ? file.bytes : 0), 0),
    async *list() {
      for (const { file } of stored.values()) yield file;
    },
    removeUnfinished: async () => undefined,
  };
}
