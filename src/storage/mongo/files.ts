import { Readable } from 'node:stream';
import type { Collection, Db, Filter, GridFSBucket, GridFSBucketWriteStream, ObjectId } from 'mongodb';
import { readFileId, type FileStore, type StoredFile } from '../../completion/file-store.ts';
import { operationMs } from '../../session/request-time.ts';
import { within } from '../../time-limit.ts';
import type { Connection } from './client.ts';
import { durable, writing } from './records.ts';

/** A file's document in GridFS: written last, so that a file that has none is not there. */
interface FileDocument {
  readonly _id: string;
  readonly length: number;
  readonly filename: string;
  readonly metadata: Pick<StoredFile, 'owner' | 'until' | 'type' | 'sha256' | 'keptFor'>;
}

/** A part of a file's content. */
interface ChunkDocument {
  readonly files_id: string;
  readonly n: number;
}

/** What uploaded files rest in. */
export interface GridFS {
  readonly bucket: GridFSBucket;
  readonly files: Collection<FileDocument>;
  readonly chunks: Collection<ChunkDocument>;
}

/** Opens GridFS under a name: `<name>.files` and `<name>.chunks`. */
export function openGridFS(Bucket: typeof GridFSBucket, db: Db, name: string): GridFS {
  const safely = { writeConcern: durable, readPreference: 'primary' } as const;
  return {
    bucket: new Bucket(db, { bucketName: name, writeConcern: durable }),
    files: db.collection<FileDocument>(`${name}.files`, safely),
    chunks: db.collection<ChunkDocument>(`${name}.chunks`, safely),
  };
}

/** Makes what the queries need; says nothing when it is there already. */
export async function makeFileIndexes({ files, chunks }: GridFS): Promise<void> {
  await files.createIndexes([{ key: { 'metadata.owner': 1 } }, { key: { filename: 1, uploadDate: 1 } }]);
  await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
}

const pageSize = 100;

/** Uploaded files in GridFS. An upload may take as long as it moves: each part of it has the time of one operation. */
export function gridFSFiles(
  { bucket, files, chunks }: GridFS,
  { bounded, reading, errorOf }: Pick<Connection, 'bounded' | 'reading' | 'errorOf'>,
): FileStore {
  const update = (filter: Filter<FileDocument>, change: object) =>
    bounded(async (limit) => {
      await files.updateMany(filter, change, writing(limit));
    });

  return {
    async put({ id, owner, until }, content, facts) {
      // Written with the file's document at the end: what is known by then is put in.
      const metadata: { [name: string]: unknown } = { owner, until };
      const stream = bucket.openUploadStreamWithId(gridId(id), '', { metadata });
      // Each failure is seen where it is waited for.
      stream.on('error', () => {});
      try {
        for await (const chunk of content) await bounded(() => written(stream, chunk));
        const { name, type, bytes, sha256 } = facts();
        stream.filename = name;
        Object.assign(metadata, { type, sha256 });
        await bounded(() => ended(stream));
        return { id, owner, until, name, type, bytes, sha256 };
      } catch (error) {
        await within(operationMs, () => stream.abort()).catch(() => undefined);
        throw error;
      }
    },
    find: (id) => bounded(async (limit) => fileOf(await files.findOne({ _id: id }, reading(limit)))),
    async open(id) {
      const found = await bounded((limit) => files.findOne({ _id: id }, reading(limit)));
      if (found === null) return undefined;
      return Readable.from(guarded(bucket.openDownloadStream(gridId(id)), errorOf));
    },
    remove: (ids) =>
      bounded(async (limit) => {
        if (ids.length === 0) return;
        await files.deleteMany({ _id: { $in: [...ids] } }, writing(limit));
        await chunks.deleteMany({ files_id: { $in: [...ids] } }, writing(limit));
      }),
    keep: (ids, run) => update({ _id: { $in: [...ids] } }, { $set: { 'metadata.keptFor': run } }),
    keepUntil: (ids, until) => update({ _id: { $in: [...ids] } }, { $set: { 'metadata.until': until } }),
    bytesOf: (owner) =>
      bounded(async (limit) => {
        const found = await files
          .find({ 'metadata.owner': owner }, { projection: { length: 1 }, ...reading(limit) })
          .batchSize(1_000)
          .toArray();
        return found.reduce((sum, { length }) => sum + length, 0);
      }),
    async *list() {
      let after = '';
      for (;;) {
        // A page at a time: a cursor's next batch would not follow the signal.
        const page = await bounded((limit) =>
          files
            .find({ _id: { $gt: after } }, reading(limit))
            .sort({ _id: 1 })
            .limit(pageSize)
            .batchSize(pageSize + 1)
            .toArray(),
        );
        for (const document of page) yield fileOf(document) as StoredFile;
        const last = page[pageSize - 1];
        if (last === undefined) return;
        after = last._id;
      }
    },
    async removeUnfinished(startedBefore) {
      let after = '';
      for (;;) {
        const page = await bounded((limit) =>
          chunks
            .find({ files_id: { $gt: after }, n: 0 }, { projection: { files_id: 1 }, ...reading(limit) })
            .sort({ files_id: 1 })
            .limit(pageSize)
            .batchSize(pageSize + 1)
            .toArray(),
        );
        const old = page
          .map(({ files_id }) => files_id)
          .filter((id) => typeof id === 'string' && (readFileId(id)?.startedAt ?? Infinity) < startedBefore);
        const there = await bounded((limit) =>
          files
            .find({ _id: { $in: old } }, { projection: { _id: 1 }, ...reading(limit) })
            .batchSize(pageSize + 1)
            .toArray(),
        );
        const whole = new Set(there.map(({ _id }) => _id));
        const gone = old.filter((id) => !whole.has(id));
        if (gone.length > 0)
          await bounded((limit) => chunks.deleteMany({ files_id: { $in: gone } }, writing(limit)));
        const last = page[pageSize - 1];
        if (last === undefined) return;
        after = last.files_id;
      }
    },
  };
}

/** GridFS takes ids of any type; the driver's types name one. */
function gridId(id: string): ObjectId {
  return id as unknown as ObjectId;
}

function written(stream: GridFSBucketWriteStream, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function ended(stream: GridFSBucketWriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('finish', resolve).once('error', reject).end();
  });
}

async function* guarded(
  content: AsyncIterable<Uint8Array>,
  errorOf: Connection['errorOf'],
): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw errorOf(error);
  }
}

function fileOf(document: FileDocument | null): StoredFile | undefined {
  if (document === null) return undefined;
  const { _id: id, filename: name, length: bytes, metadata } = document;
  const { owner, until, type, sha256, keptFor } = metadata;
  return { id, owner, until, name, type, bytes, sha256, keptFor };
}
