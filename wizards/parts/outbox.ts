import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a submission as a JSON file. The file is named by the idempotency key and appears in one piece, so that a
 * second attempt leaves the same one file.
 */
export async function writeToOutbox(
  submission: { readonly idempotencyKey: string; readonly attempt: number; readonly signal: AbortSignal },
  content: object,
): Promise<void> {
  const { idempotencyKey, attempt, signal } = submission;
  const folder = process.env['STEPWAY_OUTBOX'] ?? '.stepway/outbox';
  const file = join(folder, `${idempotencyKey}.json`);
  const draft = `${file}.${process.pid}-${attempt}.part`;
  await mkdir(folder, { recursive: true });
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { flush: true, signal });
  await rename(draft, file);
}
