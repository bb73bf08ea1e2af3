import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { openBackend } from './backends.mjs';
import { startContestant } from './contestants.mjs';
import { playRound } from './round.mjs';
import { tableOf } from './table.mjs';

const warmUps = 15;
const rounds = 15;
const visitors = 50;

/** Prints where the CPU time of Stepway's server goes: self time by package, then by Stepway's own rooms and files. */
export async function printProfile() {
  const backend = await openBackend('memory');
  const server = await startContestant('stepway', backend);
  for (let round = 0; round < warmUps; round += 1) await playRound(server, visitors);
  await server.ask('startProfile');
  for (let round = 0; round < rounds; round += 1) await playRound(server, visitors);
  const selfTimes = selfTimesOf(await server.ask('stopProfile'));
  await server.stop();
  await backend.close();
  print('package', sharesBy(selfTimes, packageOf));
  print('room of Stepway', sharesBy(selfTimes, roomOf));
  print('file of Stepway', sharesBy(selfTimes, fileOf));
}

/** The functions that ran, and how long they ran themselves; waiting does not count. */
function selfTimesOf({ nodes, samples, timeDeltas }) {
  const micros = new Map(nodes.map(({ id }) => [id, 0]));
  samples.forEach((id, index) => micros.set(id, micros.get(id) + timeDeltas[index]));
  return nodes
    .map(({ id, callFrame: { functionName: name, url, lineNumber, columnNumber } }) => ({
      name,
      url,
      lineNumber,
      columnNumber,
      micros: micros.get(id),
    }))
    .filter(
      ({ name, url }) => name !== '(idle)' && !url.includes('inspector') && !url.endsWith('report.mjs'),
    );
}

function packageOf(one) {
  const { name, url, lineNumber } = one;
  if (name === '(garbage collector)') return 'collector';
  if (name.startsWith('(')) return 'the rest of Node';
  // V8's own functions have no lines.
  if (url === '') return lineNumber < 0 ? 'V8’s built-ins' : 'views and schemas compiled at run time';
  if (url.startsWith('node:')) return 'Node’s modules';
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return installed ?? (fileOf(one) === undefined ? 'the app around Stepway' : 'Stepway');
}

/** Where a function of Stepway's was written, below its src: the source map of the built file knows. */
function fileOf({ url, lineNumber, columnNumber }) {
  if (url.includes('/node_modules/') || !url.includes('/dist/')) return undefined;
  const { originalSource = '' } = sourceMapOf(url).findEntry(lineNumber, columnNumber);
  return /src\/(.+)\.[jt]s$/.exec(originalSource)?.[1];
}
const roomOf = (one) => fileOf(one)?.split('/').slice(0, -1).join('/');

const sourceMaps = new Map();

function sourceMapOf(url) {
  const known = sourceMaps.get(url);
  if (known !== undefined) return known;
  const made = new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')));
  sourceMaps.set(url, made);
  return made;
}

/** Shares of the whole in per cent, the largest first; what has no name is left out. */
function sharesBy(selfTimes, nameOf) {
  const whole = selfTimes.reduce((sum, { micros }) => sum + micros, 0);
  const byName = new Map();
  for (const each of selfTimes) {
    const name = nameOf(each);
    if (name !== undefined) byName.set(name, (byName.get(name) ?? 0) + each.micros);
  }
  return [...byName]
    .map(([name, micros]) => ({ name, share: (micros / whole) * 100 }))
    .filter(({ share }) => share >= 1)
    .toSorted((one, other) => other.share - one.share);
}

function print(title, shares) {
  const rows = shares.map(({ name, share }) => ({ name, share: `${share.toFixed(1)} %` }));
  console.log(`\n${tableOf({ name: title, share: 'self time' }, rows)}`);
}
