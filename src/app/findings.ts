import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { placeWords } from '../definition/check/check.ts';
import type { Fault, WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { placeOfError, placeOfFault, type Place } from './fault-place.ts';
import type { LoadedWizard } from './load-wizards.ts';

/** A fault or warning of a wizard's file with its place, as `stepway check --json` prints it. */
export interface Finding extends Partial<Place> {
  readonly file: string;
  readonly severity: Fault['severity'];
  readonly code: string;
  readonly step?: string;
  readonly field?: string;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/**
 * The faults of a loaded file with their places, in the order of its lines. A warning is left out where the file allows
 * it: `// stepway-allow unused-answer` on its line, or on the one before.
 */
export function findingsOf({ file, faults, error }: LoadedWizard): readonly Finding[] {
  if (faults.length === 0) return [];
  const source = sourceOf(file);
  const lines = source.split('\n');
  return faults
    .map((fault) => findingOf(file, fault, placeOf(source, file, fault, error)))
    .filter((finding) => finding.severity === 'error' || !isAllowed(finding, lines))
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

/** `wizards/visa.ts:12:5, step "travel", field "arrival": what is wrong and the fix [unknown-step]` */
export function lineOf(finding: Finding): string {
  const { file, line, column, severity, message, code } = finding;
  const place = [line === undefined ? file : `${file}:${line}:${column ?? 1}`, ...placeWords(finding)];
  return `${place.join(', ')}: ${severity === 'warning' ? 'warning: ' : ''}${message} [${code}]`;
}

/**
 * The definitions of loaded files.
 *
 * @throws WizardError DEFINITION_INVALID with every fault of every file, and its place
 */
export function definitionsOf(loaded: readonly LoadedWizard[]): readonly WizardDefinition[] {
  const errors = loaded.flatMap(findingsOf).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new WizardError('DEFINITION_INVALID', errors.map(lineOf).join('\n'));
  return loaded.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
}

function findingOf(file: string, fault: Fault, place: Place | undefined): Finding {
  const { severity, code, step, field, message } = fault;
  return {
    file,
    ...(place === undefined ? {} : { line: place.line, column: place.column }),
    severity,
    code,
    ...(step === undefined ? {} : { step }),
    ...(field === undefined ? {} : { field }),
    message,
  };
}

function placeOf(source: string, file: string, fault: Fault, error: unknown): Place | undefined {
  if (error === undefined) return placeOfFault(source, fault);
  const thrownAt = placeOfError(error);
  return thrownAt?.file === resolve(file) ? thrownAt : undefined;
}

function isAllowed({ line, code }: Finding, lines: readonly string[]): boolean {
  if (line === undefined) return false;
  const allows = new RegExp(`//.*\\bstepway-allow\\b[^/]*\\b${code}\\b`);
  return [lines[line - 1], lines[line - 2]].some((text) => text !== undefined && allows.test(text));
}

/** The text of a file that faults were found in; empty when it is gone. */
export function sourceOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
