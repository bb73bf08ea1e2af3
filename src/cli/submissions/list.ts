import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Submission, SubmissionFilter } from '../../completion/journal.ts';
import { storedAnswersOf } from '../../completion/record.ts';
import type { Storage } from '../../completion/storage.ts';
import { printable } from '../run.ts';
import { columnsOf, csvStages } from './csv.ts';
import { holdsFor, type Search } from './search.ts';

/** Which submissions are printed: those of the journal's filter in which the search is found, and no more than `limit`. */
export interface Listed extends SubmissionFilter, Search {
  readonly limit?: number | undefined;
}

/** Where a list is printed, and how. */
export interface Printout {
  /** Left open, as standard output has to be. */
  readonly output: Writable & { readonly isTTY?: boolean | undefined };
  readonly format: 'json' | 'csv';
  readonly now: number;
}

/**
 * Prints submissions, oldest first, as JSON lines or as CSV, never faster than the output takes them. A reader that
 * closes early, such as `head`, ends it without an error.
 *
 * @throws WizardError STORE_UNREACHABLE or STORE_TIMEOUT
 */
export async function listSubmissions(
  storage: Pick<Storage, 'submissions'>,
  listed: Listed,
  { output, format, now }: Printout,
): Promise<void> {
  const stages =
    format === 'json'
      ? [Readable.from(jsonLines(linesOf(storage, listed)))]
      : await tableOf(storage, listed, { now, isForTerminal: output.isTTY === true });
  try {
    await pipeline([...stages, output], { end: false });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw thrown;
  }
}

async function* linesOf(
  { submissions }: Pick<Storage, 'submissions'>,
  { where, words, limit = Infinity, ...filter }: Listed,
): AsyncGenerator<object> {
  let printed = 0;
  for await (const submission of submissions.list(filter)) {
    if (printed >= limit) return;
    if (!holdsFor(submission, { where, words })) continue;
    printed += 1;
    yield lineOf(submission);
  }
}

async function* jsonLines(lines: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const line of lines) yield `${printable(JSON.stringify(line))}\n`;
}

/** The list is read twice, as the first row names every answer there is; what is sent meanwhile is of the next list. */
async function tableOf(
  storage: Pick<Storage, 'submissions'>,
  listed: Listed,
  { now, isForTerminal }: { readonly now: number; readonly isForTerminal: boolean },
): Promise<readonly NodeJS.ReadableStream[]> {
  const until = Math.min(listed.until ?? Infinity, now + 1);
  const lines = () => linesOf(storage, { ...listed, until });
  return csvStages(lines(), { columns: await columnsOf(lines()), isForTerminal });
}

/** One line of the list, as JSON writes it: without what is undefined. The answers are the stored inputs, which are JSON, whatever the schemas make of them. */
function lineOf(submission: Submission): object {
  const { id, wizard, version, reference, status, attempt } = submission;
  const { context, error, rejection, settledAt, erasedAt } = submission;
  const isOpen = status === 'pending' || status === 'running' || status === 'failed';
  return {
    id,
    wizard,
    version,
    reference,
    status,
    submittedAt: isoOf(submission.submittedAt),
    settledAt: isoOf(settledAt),
    erasedAt: isoOf(erasedAt),
    attempt,
    answers: storedAnswersOf(submission),
    context,
    rejection,
    // An error that a later attempt made good is no news.
    error: isOpen ? error : undefined,
  };
}

function isoOf(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
