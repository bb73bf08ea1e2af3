/** The command was given something that it does not take: the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
