/**
 * What an author waits for: `stepway check` at 10, 50 and 200 steps, of 50 wizards, and the reload of `stepway dev`:
 * `node bench/author.mjs`, once built. The best of some rounds: other load on the machine shows in the figures.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectOf } from '../build/studio/project.js';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stepway-author-'));

/** Every fourth step stands behind a condition on the one three before it. */
function source(id, steps) {
  const lines = Array.from({ length: steps }, (_, index) => {
    const when = index % 4 === 3 ? `when: (earlier) => earlier.s${index - 3}.kind.is('b'), ` : '';
    const fields = `{ kind: choice('Kind ${index}', { a: 'A', b: 'B', c: 'C' }), name: text('Name ${index}').max(100) }`;
    return `  .step('s${index}', { title: 'Step ${index}', ${when}fields: ${fields} })`;
  });
  return `import { choice, text, wizard } from 'stepway';\nexport default wizard({ id: '${id}', title: '${id}', version: 1 })\n${lines.join('\n')}\n  .complete({ action: 'Send' });\n`;
}

function wizards(name, files) {
  const made = join(folder, name);
  mkdirSync(made, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(made, `${file}.js`), content);
  return made;
}

/** Milliseconds until `stepway check` has ended, process and all; the first of six runs only warms the cache of files. */
function check(path) {
  const runs = Array.from({ length: 6 }, () => {
    const startedAt = performance.now();
    const ended = spawnSync(process.execPath, [main, 'check', path], { encoding: 'utf8' });
    if (ended.status !== 0) throw new Error(ended.stdout + ended.stderr);
    return performance.now() - startedAt;
  });
  return Math.min(...runs.slice(1));
}

/** Loading a folder anew after one of its files was saved. */
async function reload(path, file) {
  const project = projectOf(path, join(folder, 'views'));
  const rounds = [];
  for (let round = 0; round < 12; round += 1) {
    writeFileSync(file, `${source('sixteen', 16)}// ${round}\n`);
    const startedAt = performance.now();
    const before = process.cpuUsage();
    await project.load();
    const { user, system } = process.cpuUsage(before);
    rounds.push({ ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 });
  }
  const warm = rounds.slice(4);
  return { ms: Math.min(...warm.map(({ ms }) => ms)), cpuMs: median(warm.map(({ cpuMs }) => cpuMs)) };
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

try {
  for (const steps of [10, 50, 200]) {
    const ms = check(wizards(`steps${steps}`, { one: source('one', steps) }));
    console.log(`check, one wizard of ${String(steps).padStart(3)} steps  ${ms.toFixed(0).padStart(5)} ms`);
  }
  const fifty = Array.from({ length: 50 }, (_, index) => [`w${index}`, source(`w${index}`, 10)]);
  const ms = check(wizards('fifty', Object.fromEntries(fifty)));
  console.log(`check, 50 wizards of 10 steps   ${ms.toFixed(0).padStart(5)} ms`);

  const samples = wizards('samples', {});
  cpSync(new URL('../wizards', import.meta.url), samples, { recursive: true });
  const took = await reload(samples, join(samples, 'sixteen.js'));
  console.log(
    `reload of four wizards          ${took.ms.toFixed(0).padStart(5)} ms, ${took.cpuMs.toFixed(0)} ms of CPU (and 50 ms are waited for more changes)`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
