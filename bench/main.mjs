/** `npm run bench`: Stepway against the same form by hand, as one table in Markdown. See docs/performance.md. */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureGrowth } from './figures/growth.mjs';
import { measureMillion } from './figures/million.mjs';
import { measureProcesses } from './figures/processes.mjs';
import { measureRequests } from './figures/requests.mjs';
import { measureStart } from './figures/start.mjs';
import { measureWalk } from './figures/walk.mjs';
import { installPeers, nodeOfPeers } from './peers.mjs';
import { printProfile } from './profile.mjs';
import { tableOf } from './table.mjs';

/** What is measured when nothing else is said. */
const usual = {
  memory: (size) => measureRequests('memory', size),
  lmdb: (size) => measureRequests('lmdb', size),
  mongo: (size) => measureRequests('mongo', size),
  growth: measureGrowth,
  walk: measureWalk,
  start: measureStart,
};

/** What takes longer, wants a quiet machine or the registry: by name only. */
const onDemand = {
  million: measureMillion,
  processes: measureProcesses,
  peers: (size) => measureRequests('memory', { ...size, others: ['plain', 'casa', 'hmpo'] }),
};

const figures = { ...usual, ...onDemand };
const columns = {
  what: 'what',
  stepway: 'Stepway',
  same: 'to the same pages by hand',
  plain: 'to plain pages by hand',
  casa: 'to govuk-casa',
  hmpo: 'to hmpo-form-wizard',
  itself: 'to itself',
};

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '14' },
    million: { type: 'boolean' },
    processes: { type: 'boolean' },
    peers: { type: 'boolean' },
    profile: { type: 'boolean' },
    author: { type: 'boolean' },
  },
});

if (options.profile) await printProfile();
else if (options.author) await printAuthors();
else if (options.peers && process.execPath !== nodeOfPeers) runOnNodeOfPeers();
else await printTable();
process.exit();

/** All contestants on one Node: the one that the others ask for. */
function runOnNodeOfPeers() {
  installPeers();
  spawnSync(nodeOfPeers, process.argv.slice(1), { stdio: 'inherit' });
}

/** What an author waits for. */
async function printAuthors() {
  await import('./author.mjs');
  await import('./types.mjs');
}

async function printTable() {
  const asked = Object.keys(onDemand).filter((name) => options[name]);
  const names = options.only?.split(',') ?? (asked.length > 0 ? asked : Object.keys(usual));
  const rounds = Number(options.rounds);
  const unknown = names.find((name) => !(name in figures));
  if (unknown !== undefined) throw new Error(`no figure ${unknown}: ${Object.keys(figures).join(', ')}`);
  const rows = [];
  for (const name of names) {
    const startedAt = performance.now();
    rows.push(...(await figures[name]({ rounds })));
    console.error(`measured: ${name}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  }
  console.log(
    `\nNode ${process.version}, ${cpus().length} cores, ${rounds} rounds; CPU of the server a request.`,
  );
  console.log('Medians, and in brackets the quartiles of the ratios taken within a round.\n');
  const filled = Object.entries(columns).filter(([key]) => rows.some((row) => row[key] !== undefined));
  console.log(tableOf(Object.fromEntries(filled), rows));
}
