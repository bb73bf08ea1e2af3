import type { SessionRecords } from '../../src/storage/session-records.ts';

const limit = new AbortController();

/** Puts a text in place of a record's, at the next revision, as a foreign writer would. */
export async function spoilRecord(records: SessionRecords, id: string, text: string): Promise<void> {
  const record = await records.read(id, limit);
  if (record === undefined) throw new Error('the record is not there');
  const { rev, ...draft } = record;
  await records.replace(id, { ...draft, text }, { rev, now: 0, isLive: false }, limit);
}

/** A record's text as it is stored. */
export async function textOfRecord(records: SessionRecords, id: string): Promise<string | undefined> {
  return (await records.read(id, limit))?.text;
}
