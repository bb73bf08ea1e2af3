import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { placeOfError, placeOfFault, type Place } from '../app/fault-place.ts';
import { loadFiles, wizardFilesOf, type LoadedWizard } from '../app/load-wizards.ts';
import { unusedViews } from '../app/unused-views.ts';
import type { Fault } from '../definition/model.ts';
import { viewFinder } from '../render/engine.ts';
import { UsageError } from './usage-error.ts';

/** One fault or warning with its place, as `--json` prints it. */
export interface Finding extends Partial<Place> {
  readonly file: string;
  readonly severity: Fault['severity'];
  readonly code: string;
  readonly step?: string;
  readonly field?: string;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** What stands behind `stepway check`. */
export interface CheckOptions {
  /** One JSON line for each finding, and nothing else. */
  readonly json?: boolean;
}

/**
 * Prints every fault and warning of these wizards, one line each.
 *
 * @param paths files, and folders of them
 * @returns whether there is no error: a warning is none
 * @throws UsageError for a path that is not there
 */
export async function check(
  paths: readonly string[],
  { json = false }: CheckOptions,
  out: NodeJS.WritableStream,
): Promise<boolean> {
  const viewsFolder = process.env['STEPWAY_VIEWS'] || 'views';
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const loaded = await loadFiles(files, viewFinder([viewsFolder]));
  const found = (await Promise.all(loaded.map(findingsOf))).flat();
  const definitions = loaded.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
  const findings = [...found, ...(await unusedViews(viewsFolder, definitions))];
  for (const finding of findings) out.write(`${json ? JSON.stringify(finding) : lineOf(finding)}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (!json) {
    const counts = [
      counted(loaded.length, 'wizard'),
      counted(errors, 'error'),
      counted(findings.length - errors, 'warning'),
    ];
    out.write(`${counts.join(', ')}\n`);
  }
  return errors === 0;
}

/** `wizards/visa.ts:12:5, step "travel", field "arrival": what is wrong and the fix [unknown-step]` */
export function lineOf({ file, line, column, step, field, severity, message, code }: Finding): string {
  const place = [
    line === undefined ? file : `${file}:${line}:${column ?? 1}`,
    ...(step === undefined ? [] : [`step "${step}"`]),
    ...(field === undefined ? [] : [`field "${field}"`]),
  ];
  return `${place.join(', ')}: ${severity === 'warning' ? 'warning: ' : ''}${message} [${code}]`;
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`${path}: there is no such file or folder`);
  return found.isDirectory() ? wizardFilesOf(path) : [path];
}

async function findingsOf({ file, faults, error }: LoadedWizard): Promise<readonly Finding[]> {
  if (faults.length === 0) return [];
  const source = await readFile(file, 'utf8').catch(() => '');
  const findings = faults.map((fault): Finding => {
    const { line, column } = placeOf(source, file, fault, error) ?? {};
    const place = line === undefined || column === undefined ? {} : { line, column };
    const { severity, code, step, field, message } = fault;
    return {
      file,
      ...place,
      severity,
      code,
      ...(step === undefined ? {} : { step }),
      ...(field === undefined ? {} : { field }),
      message,
    };
  });
  return findings.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

function placeOf(source: string, file: string, fault: Fault, error: unknown): Place | undefined {
  if (error === undefined) return placeOfFault(source, fault);
  const thrownAt = placeOfError(error);
  return thrownAt?.file === resolve(file) ? thrownAt : undefined;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
