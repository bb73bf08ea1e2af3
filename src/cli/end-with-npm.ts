/** How often it is looked whether npm is still there, in milliseconds. */
const lookEveryMs = 500;

/**
 * Ends what `npm start` started when npm was ended: npm tells the shell that it runs a script in, and that tells nobody.
 *
 * @param env as npm sets it for what it runs
 * @param end called once, when the process that started this one is gone
 */
export function endWithNpm(env: NodeJS.ProcessEnv, end: () => void): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    end();
  }, lookEveryMs);
  looking.unref();
}
