import { Readable, type Duplex } from 'node:stream';
import { stringify } from 'csv-stringify';
import { printable } from '../run.ts';

/** A table's cells by the name of their column. */
type Row = ReadonlyMap<string, string | number | boolean>;

/** What every list has, in this order; an answer's column is named by its path, `answers.you.email`. */
const first = [
  'id',
  'wizard',
  'version',
  'reference',
  'status',
  'submittedAt',
  'settledAt',
  'erasedAt',
  'attempt',
];

/** The columns of a list: what every submission has, then every name below `answers` and the rest, as they come. */
export async function columnsOf(lines: AsyncIterable<object>): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const line of lines) for (const column of rowOf(line).keys()) found.add(column);
  const roots = ['answers', 'context', 'rejection', 'error'];
  const rank = (column: string) => roots.indexOf(column.split('.', 1)[0] ?? '');
  const rest = [...found].filter((column) => !first.includes(column));
  return [...first, ...rest.toSorted((one, other) => rank(one) - rank(other))];
}

/**
 * A table for a spreadsheet: UTF-8 with a byte order mark, without which Excel takes it for another encoding, every cell
 * in quotes, and one that a spreadsheet would run as a formula behind a `'` (OWASP, CSV Injection).
 *
 * @param lines read again; one with a column that is not among these came meanwhile and is left out
 * @returns the stages of a pipeline
 */
export function csvStages(
  lines: AsyncIterable<object>,
  { columns, isForTerminal }: { readonly columns: readonly string[]; readonly isForTerminal: boolean },
): readonly [Readable, Duplex] {
  const known = new Set(columns);
  async function* rows() {
    for await (const line of lines) {
      const row = rowOf(line);
      if ([...row.keys()].some((column) => !known.has(column))) continue;
      yield columns.map((column) => cellOf(row.get(column) ?? '', isForTerminal));
    }
  }
  const table = stringify({
    bom: !isForTerminal,
    columns: [...columns],
    header: true,
    quoted: true,
    quoted_empty: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: String },
  });
  return [Readable.from(rows()), table];
}

function cellOf<Cell extends string | number | boolean>(cell: Cell, isForTerminal: boolean): Cell | string {
  return isForTerminal && typeof cell === 'string' ? printable(cell) : cell;
}

function rowOf(line: object): Row {
  return new Map(cellsIn(line, []));
}

function* cellsIn(value: unknown, path: readonly string[]): Generator<[string, string | number | boolean]> {
  const column = path.join('.');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    yield [column, value];
  else if (Array.isArray(value)) yield [column, listed(value)];
  else if (typeof value === 'object' && value !== null)
    for (const [name, below] of Object.entries(value)) yield* cellsIn(below, [...path, name]);
}

/** A list of texts as people write one, anything else as JSON. */
function listed(values: readonly unknown[]): string {
  return values.every((value) => typeof value === 'string') ? values.join('; ') : JSON.stringify(values);
}
