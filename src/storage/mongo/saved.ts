import type { Collection, Filter } from 'mongodb';
import type { RunAtRest, SavedKey, SavedRun, SavedRuns } from '../../completion/saved-runs.ts';
import type { Connection } from './client.ts';
import { writing } from './records.ts';

/** A saved run as it is stored: the end is a date, by which the database itself removes it. */
export interface SavedDocument extends Omit<SavedRun, 'id' | 'until'> {
  readonly _id: string;
  readonly until: Date;
  readonly run?: string;
}

/** Encrypts and decrypts what is in a saved run, as it does sessions. */
export interface SavedCipher {
  encrypt(text: string): Promise<string>;
  decrypt(text: string): Promise<string>;
}

const plain: SavedCipher = { encrypt: async (text) => text, decrypt: async (text) => text };

/** Makes what the queries need; says nothing when it is there already. */
export async function makeSavedIndexes(collection: Collection<SavedDocument>): Promise<void> {
  await collection.createIndexes([
    { key: { link: 1 } },
    { key: { reference: 1, savedAt: 1 } },
    { key: { until: 1 }, expireAfterSeconds: 0 },
  ]);
}

/** Saved runs in a MongoDB collection: each change is one conditional operation on one document. */
export function mongoSaved(
  collection: Collection<SavedDocument>,
  { bounded, reading }: Pick<Connection, 'bounded' | 'reading'>,
  cipher: SavedCipher = plain,
): SavedRuns {
  const update = (filter: Filter<SavedDocument>, change: object): Promise<boolean> =>
    bounded(async (limit) => {
      const { matchedCount } = await collection.updateOne(filter, change, writing(limit));
      return matchedCount === 1;
    });
  const projection = { run: 0 } as const;

  return {
    async put({ id, until, run, ...rest }) {
      const document = { _id: id, ...defined(rest), until: new Date(until), run: await cipher.encrypt(run) };
      await bounded((limit) => collection.insertOne(document, writing(limit)));
    },
    find: (key, now) =>
      bounded(async (limit) =>
        knownOf(await collection.findOne(meant(key, now), { projection, ...reading(limit) })),
      ),
    under: (reference, now) =>
      bounded(async (limit) => {
        // Nobody saves one run so often that it would not fit one batch, which alone follows the signal.
        const found = collection.find(
          { reference, ...meant({}, now) },
          { projection, limit: 100, ...reading(limit) },
        );
        const documents = await found.sort({ savedAt: 1 }).batchSize(101).toArray();
        return documents.flatMap((document) => knownOf(document) ?? []);
      }),
    async release(id, until) {
      await update({ _id: id, status: 'leaving' }, { $set: { status: 'resting', until: new Date(until) } });
    },
    async claim(key, { claim, now, until }) {
      const found = await bounded((limit) =>
        collection.findOneAndUpdate(
          { ...meant(key, now), status: 'resting' },
          { $set: { claim, claimedAt: now }, $max: { until: new Date(until) } },
          { ...writing(limit), returnDocument: 'after' },
        ),
      );
      const known = knownOf(found);
      if (known === undefined || found?.run === undefined) return undefined;
      return { ...known, run: await cipher.decrypt(found.run) } satisfies RunAtRest;
    },
    settle: (id, claim) =>
      update(
        { _id: id, status: { $in: ['resting', 'moved'] }, claim },
        { $set: { status: 'moved' }, $unset: { run: '' } },
      ),
    relink: (id, link, now) => update({ ...meant({ id }, now), status: 'resting' }, { $set: { link } }),
    remove: (id) =>
      bounded(async (limit) => (await collection.deleteOne({ _id: id }, writing(limit))).deletedCount === 1),
    purge: (now) =>
      bounded(async (limit) => {
        const over = { until: { $lte: new Date(now) } };
        return (await collection.deleteMany(over, writing(limit))).deletedCount;
      }),
  };
}

// The database removes what is over within a minute or so, which is too late for a promise.
function meant({ id, link }: SavedKey, now: number): Filter<SavedDocument> {
  return {
    ...(id === undefined ? {} : { _id: id }),
    ...(link === undefined ? {} : { link }),
    until: { $gt: new Date(now) },
  };
}

function knownOf(document: SavedDocument | null): SavedRun | undefined {
  if (document === null) return undefined;
  const { _id: id, until, run: _, ...rest } = document;
  return { id, ...rest, until: until.getTime() };
}

/** What is stored has no property without a value: the driver would make it null. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
