import { startServer } from './server.mjs';

/** Who serves the form: what Node runs, and what it is told. */
const contestants = {
  stepway: { file: 'contestants/stepway/server.mjs' },
  same: { file: 'contestants/by-hand/server.mjs', env: { LOOK: 'same' } },
  plain: { file: 'contestants/by-hand/server.mjs', env: { LOOK: 'plain' } },
  casa: { file: 'contestants/peers/casa/server.mjs' },
  hmpo: { file: 'contestants/peers/hmpo/server.mjs' },
};

/** Starts some of them on a backend: their servers by name, and one way to stop them all. */
export async function startContestants(names, backend) {
  const entries = [];
  for (const name of names) entries.push([name, await startContestant(name, backend)]);
  return {
    servers: Object.fromEntries(entries),
    stop: () => Promise.all(entries.map(([, server]) => server.stop())),
  };
}

export function startContestant(name, backend) {
  const { file, env } = contestants[name];
  return startServer([file], { ...backend.envOf(name), ...env });
}
