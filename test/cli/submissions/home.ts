import { PassThrough } from 'node:stream';
import { listSubmissions, type Listed } from '../../../src/cli/submissions/list.ts';
import { memoryJournal } from '../../../src/storage/memory/journal.ts';
import { start, submissionNamed } from '../../support/submission.ts';

type Home = Parameters<typeof listSubmissions>[0];

/** A journal in memory with these submissions in it. */
export async function homeWith(...records: Parameters<typeof submissionNamed>[]): Promise<Home> {
  const submissions = memoryJournal();
  for (const record of records) await submissions.insert(submissionNamed(...record));
  return { submissions };
}

/** All that a list writes. */
export async function textOf(home: Home, listed: Listed, format: 'json' | 'csv' = 'json'): Promise<string> {
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  await listSubmissions(home, listed, { output, format, now: start + 3_600_000 });
  return chunks.join('');
}

/** Its lines, read as JSON. */
export async function printed(home: Home, listed: Listed): Promise<{ readonly id: string }[]> {
  const lines = (await textOf(home, listed)).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as { readonly id: string });
}

/** Which submissions are in it. */
export async function idsOf(home: Home, listed: Listed): Promise<readonly string[]> {
  return (await printed(home, listed)).map(({ id }) => id);
}

/** A submission whose handler failed for good. */
export const failed = {
  status: 'failed',
  attempt: 8,
  settledAt: start + 5,
  error: 'no mail server',
} as const;
