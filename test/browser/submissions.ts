import type { Submission } from '../../src/completion/journal.ts';
import type { TestServer } from './serve.ts';

/** Everything that was submitted, oldest first. */
export async function submissions(server: TestServer): Promise<readonly Submission[]> {
  const found: Submission[] = [];
  for await (const each of server.storage.submissions.list()) found.push(each);
  return found;
}
