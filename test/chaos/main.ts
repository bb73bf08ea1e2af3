import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure, RunOptions } from './figure.ts';
import { isInstalled } from '../support/own-mongo-server.ts';
import { figures, oneCoreFigures } from './figures.ts';
import { runApart, runHere } from './own-process.ts';

interface Row {
  readonly figure: string;
  readonly tried: number;
  readonly failed: number;
  readonly seconds: number;
  readonly seed: number;
  readonly note?: string;
}

const resultFile = fileURLToPath(new URL('./result.json', import.meta.url));

/**
 * Runs the figures and prints their table.
 *
 * @returns the exit code: 1 when a figure misses, 2 when an argument names nothing
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      seed: { type: 'string' },
      only: { type: 'string' },
      break: { type: 'string' },
      list: { type: 'boolean', default: false },
      apart: { type: 'string' },
    },
  });
  if (values.list) return list();
  if (values.apart !== undefined) {
    await runHere(figures, values.apart);
    return 0;
  }
  const seed = values.seed === undefined ? 20_261_121 : Number(values.seed);
  const chosen = choose(values.only, values.break);
  if (chosen.length === 0 || !Number.isInteger(seed)) {
    console.error(
      'Nothing to run: `npm run chaos -- --list` names the figures and what can be broken in each.',
    );
    return 2;
  }
  const unserved = isInstalled ? [] : chosen.filter(({ needs }) => needs === 'mongo-server');
  if (unserved.length > 0) {
    const names = unserved.map(({ name }) => name).join(', ');
    console.error(
      `NOT RUN, since ${names} need the MongoDB-wire server: run \`bash .ci/install-mongo-server\` (Java), or name others with --only.`,
    );
    return 2;
  }
  const single = values.seed !== undefined && values.only !== undefined;
  const rows = await runAll(chosen, { quick: values.quick, seed, broken: values.break, single });
  writeFileSync(
    resultFile,
    `${JSON.stringify({ quick: values.quick, broken: values.break, rows }, null, 2)}\n`,
  );
  return rows.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** Runs each in a process of its own: those that keep one core busy two at a time, then the others one by one. */
async function runAll(chosen: readonly Figure[], options: RunOptions): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const run = async (due: Figure[]) => {
    for (let figure = due.shift(); figure !== undefined; figure = due.shift()) {
      const row = { figure: figure.name, ...(await runApart(figure, options)), seed: options.seed };
      rows.push(row);
      print(figure, row);
    }
  };
  const started = performance.now();
  console.log(heading);
  const sideBySide = chosen.filter((figure) => oneCoreFigures.includes(figure));
  await Promise.all([run(sideBySide), run(sideBySide)]);
  await run(chosen.filter((figure) => !oneCoreFigures.includes(figure)));
  if (chosen.length > 1) console.log(`all in ${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
  return rows;
}

function choose(only: string | undefined, broken: string | undefined): readonly Figure[] {
  const names = only?.split(',');
  return figures.filter(
    (figure) =>
      (names === undefined || names.includes(figure.name)) &&
      (broken === undefined || figure.breaks.includes(broken)),
  );
}

const columns = { figure: 24, tried: 10, failed: 8, seconds: 9, seed: 12 } as const;
const heading =
  'figure'.padEnd(columns.figure) +
  'tried'.padStart(columns.tried) +
  'failed'.padStart(columns.failed) +
  'seconds'.padStart(columns.seconds) +
  'seed'.padStart(columns.seed);

function print({ must }: Figure, row: Row): void {
  console.log(
    row.figure.padEnd(columns.figure) +
      String(row.tried).padStart(columns.tried) +
      String(row.failed).padStart(columns.failed) +
      row.seconds.toFixed(1).padStart(columns.seconds) +
      String(row.seed).padStart(columns.seed),
  );
  if (row.failed > 0) console.log(`  MISSED: ${must}`);
  if (row.note !== undefined) console.log(`  ${row.note}`);
}

function list(): number {
  for (const { name, must, breaks } of figures) {
    console.log(`${name.padEnd(columns.figure)}${must}; --break ${breaks.join(' | ')}`);
  }
  console.log('All of them take about half an hour on two cores, and with --quick about 3 minutes.');
  return 0;
}
