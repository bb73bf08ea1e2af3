import type { Collection, Filter } from 'mongodb';
import type { Json } from '../../definition/answers.ts';
import type { CompletionJournal, Submission, SubmissionFilter } from '../../completion/journal.ts';
import type { Connection } from './client.ts';
import { isDuplicate, writing, type Ending } from './records.ts';

/**
 * A stored submission. The answers, the host's context and a rejection are kept as JSON text: their keys are free, and
 * not every MongoDB takes `$` and `.` in a key.
 */
export interface SubmissionDocument extends Omit<Submission, 'id' | 'answers' | 'context' | 'rejection'> {
  readonly _id: string;
  readonly answers: string;
  readonly context?: string;
  readonly rejection?: string;
}

const pageSize = 100;

/** Makes what the journal's queries need; says nothing when it is there already. */
export async function makeJournalIndexes(collection: Collection<SubmissionDocument>): Promise<void> {
  await collection.createIndexes([
    { key: { status: 1, dueAt: 1 } },
    { key: { status: 1, settledAt: 1 } },
    { key: { reference: 1, generation: -1 } },
    { key: { submittedAt: 1, _id: 1 } },
  ]);
}

/** The completion journal in a MongoDB collection: each change is one conditional operation on one document. */
export function mongoJournal(
  collection: Collection<SubmissionDocument>,
  { bounded, reading }: Pick<Connection, 'bounded' | 'reading'>,
): CompletionJournal {
  const update = (filter: Filter<SubmissionDocument>, change: object): Promise<boolean> =>
    bounded(async (limit) => {
      const { matchedCount } = await collection.updateOne(filter, change, writing(limit));
      return matchedCount === 1;
    });

  return {
    insert: (submission) =>
      bounded(async (limit) => {
        try {
          await collection.insertOne(documentOf(submission), writing(limit));
          return 'inserted';
        } catch (error) {
          if (isDuplicate(error)) return 'exists';
          throw error;
        }
      }),
    get: (id) =>
      bounded(async (limit) => submissionOf(await collection.findOne({ _id: id }, reading(limit)))),
    findByReference: (reference) =>
      bounded(async (limit) =>
        submissionOf(
          await collection.findOne({ reference }, { sort: { generation: -1 }, ...reading(limit) }),
        ),
      ),
    async claim({ now, leaseMs, id, versions }) {
      const known = Object.entries(versions ?? {}).map(([wizard, version]) => ({
        wizard,
        version: { $lte: version },
      }));
      if (versions !== undefined && known.length === 0) return undefined;
      const filter: Filter<SubmissionDocument> = {
        ...(id === undefined ? {} : { _id: id }),
        status: { $in: ['pending', 'running'] },
        dueAt: { $lte: now },
        ...(known.length === 0 ? {} : { $or: known }),
      };
      const change = {
        $set: { status: 'running' as const, dueAt: now + leaseMs },
        $inc: { attempt: 1, fence: 1 },
      };
      return bounded(async (limit) =>
        submissionOf(
          await collection.findOneAndUpdate(filter, change, {
            ...writing(limit),
            sort: { dueAt: 1 },
            returnDocument: 'after',
          }),
        ),
      );
    },
    renew: (id, fence, dueAt) => update({ _id: id, status: 'running', fence }, { $set: { dueAt } }),
    settle(id, fence, settlement) {
      const { rejection, ...rest } = { rejection: undefined, ...settlement };
      const change = rejection === undefined ? rest : { ...rest, rejection: JSON.stringify(rejection) };
      return update({ _id: id, status: 'running', fence }, { $set: change });
    },
    resolveFailed: (id, decision, now) =>
      update(
        { _id: id, status: 'failed' },
        decision === 'discard'
          ? { $set: { status: 'discarded', settledAt: now } }
          : { $set: { status: 'pending', attempt: 0, dueAt: now }, $unset: { settledAt: '' } },
      ),
    async erase(id, now) {
      const empty = { answers: '{}', erasedAt: now };
      const personal = {
        parsed: '',
        items: '',
        values: '',
        facts: '',
        context: '',
        language: '',
        error: '',
      } as const;
      const all = { ...personal, rejection: '' } as const;
      const given = { status: 'discarded', settledAt: now } as const;
      // As `erased` of submission-steps, a state at a time: each is one conditional operation.
      return (
        (await update({ _id: id, status: { $in: ['done', 'discarded'] } }, { $set: empty, $unset: all })) ||
        (await update(
          { _id: id, status: 'rejected' },
          { $set: { ...empty, rejection: '{}' }, $unset: personal },
        )) ||
        update(
          { _id: id, status: { $in: ['pending', 'failed'] } },
          { $set: { ...empty, ...given }, $unset: all },
        )
      );
    },
    async *list(filter = {}) {
      let last: SubmissionDocument | undefined;
      for (;;) {
        // A page at a time: a cursor's next batch would not follow the signal.
        const page = await bounded((limit) =>
          pageAfter(collection, { filter, last, ending: reading(limit) }),
        );
        for (const document of page) yield submissionOf(document) as Submission;
        last = page[pageSize - 1];
        if (last === undefined) return;
      }
    },
    async purge(settledBefore) {
      const old: Filter<SubmissionDocument> = {
        status: { $in: ['done', 'rejected', 'discarded'] },
        settledAt: { $lt: settledBefore },
      };
      let purged = 0;
      for (;;) {
        const ids = await bounded((limit) =>
          collection
            .find(old, {
              projection: { _id: 1 },
              limit: pageSize,
              batchSize: pageSize + 1,
              ...reading(limit),
            })
            .map(({ _id }) => _id)
            .toArray(),
        );
        const { deletedCount } = await bounded((limit) =>
          collection.deleteMany({ ...old, _id: { $in: ids } }, writing(limit)),
        );
        purged += deletedCount;
        if (ids.length < pageSize) return purged;
      }
    },
  };
}

function pageAfter(
  collection: Collection<SubmissionDocument>,
  {
    filter: { since, until, ...same },
    last,
    ending,
  }: { filter: SubmissionFilter; last: SubmissionDocument | undefined; ending: Ending },
): Promise<SubmissionDocument[]> {
  const { submittedAt, _id } = last ?? {};
  const rest =
    submittedAt === undefined || _id === undefined
      ? {}
      : { $or: [{ submittedAt: { $gt: submittedAt } }, { submittedAt, _id: { $gt: _id } }] };
  const sent = {
    ...(since === undefined ? {} : { $gte: since }),
    ...(until === undefined ? {} : { $lt: until }),
  };
  const within = Object.keys(sent).length === 0 ? {} : { submittedAt: sent };
  return collection
    .find({ ...same, ...within, ...rest }, ending)
    .sort({ submittedAt: 1, _id: 1 })
    .limit(pageSize)
    .batchSize(pageSize + 1)
    .toArray();
}

function documentOf({ id, answers, context, rejection, ...rest }: Submission): SubmissionDocument {
  return {
    _id: id,
    ...rest,
    answers: JSON.stringify(answers),
    ...(context === undefined ? {} : { context: JSON.stringify(context) }),
    ...(rejection === undefined ? {} : { rejection: JSON.stringify(rejection) }),
  };
}

function submissionOf(document: SubmissionDocument | null): Submission | undefined {
  if (document === null) return undefined;
  const { _id, answers, context, rejection, ...rest } = document;
  return {
    id: _id,
    ...rest,
    answers: JSON.parse(answers) as Json,
    ...(context === undefined ? {} : { context: JSON.parse(context) as Json }),
    ...(rejection === undefined
      ? {}
      : { rejection: JSON.parse(rejection) as NonNullable<Submission['rejection']> }),
  };
}
