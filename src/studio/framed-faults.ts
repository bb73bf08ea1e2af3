import { realpathSync } from 'node:fs';
import { dirname, extname, relative, resolve, sep } from 'node:path';
import { placeOfError, type Place } from '../app/load-error.ts';
import { placedFaults, sourceOf } from '../app/placed-faults.ts';
import type { FaultCode } from '../fault.ts';
import type { LoadedWizard } from '../app/load-wizards.ts';
import { placeWords } from '../definition/check/check.ts';

/** One line of a code frame. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** A fault of a file, or an error of an author's code, as the page shows it: with the lines around it. */
export interface FramedFault {
  /** Relative to the working directory; absent when it is not known. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** `step "travel", field "arrival"` */
  readonly where?: string | undefined;
  readonly message: string;
  readonly code?: FaultCode | undefined;
  readonly frame: readonly FrameLine[];
}

/** Every error of these files, with the lines around it. */
export function framedFaults(loaded: readonly LoadedWizard[]): readonly FramedFault[] {
  const folders = foldersOf(loaded);
  return loaded.flatMap((each) => {
    const thrownAt = each.error === undefined ? undefined : placeOfError(each.error);
    return placedFaults(each).flatMap((fault): FramedFault[] => {
      const { file, place, severity, message, code } = fault;
      if (severity !== 'error') return [];
      const where = placeWords(fault).join(', ');
      const at = framed(thrownAt?.file ?? resolve(file), thrownAt ?? place, { message, folders });
      return [{ ...at, code, where: where === '' ? undefined : where }];
    });
  });
}

/** The folders of an author's own code: the working directory, and those of the wizards. */
export function foldersOf(loaded: readonly LoadedWizard[]): readonly string[] {
  return [process.cwd(), ...new Set(loaded.map(({ file }) => dirname(resolve(file))))];
}

/**
 * An error of a view or of an author's function, while a page is made. Its place is where it was
 * thrown: its message is none, since a visitor's words can stand in it.
 *
 * @param thrownAt a frame of a stack, or `file:line` of a view
 * @param folders those whose code may be shown
 */
export function framedError(
  message: string,
  thrownAt: string | undefined,
  folders: readonly string[],
): FramedFault {
  const [, file, line] = /((?:\/|[A-Z]:\\)[^\s():]+):(\d+)(?::\d+)?\)?$/.exec(thrownAt ?? '') ?? [];
  if (file === undefined) return { message, frame: [] };
  return framed(file, { line: Number(line), column: 1 }, { message, folders });
}

function framed(
  path: string,
  place: Place | undefined,
  { message, folders }: { readonly message: string; readonly folders: readonly string[] },
): FramedFault {
  const isFramed = place !== undefined && isShown(path, folders);
  return {
    file: relative(process.cwd(), path),
    line: place?.line,
    message,
    frame: isFramed ? codeFrame(sourceOf(path), place) : [],
  };
}

/** The lines around a place in a text, with that one marked. */
function codeFrame(source: string, place: Place, around = 4): readonly FrameLine[] {
  const lines = source.split(/\r\n|\r|\n/);
  const first = Math.max(1, place.line - around);
  return lines.slice(first - 1, place.line + around).map((text, index) => ({
    number: first + index,
    text,
    isMarked: first + index === place.line,
  }));
}

const extensions = new Set(['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.ejs']);

/** Whether a file may be shown in a code frame: the author's own code, in one of these folders and nowhere else. */
export function isShown(file: string, folders: readonly string[]): boolean {
  const real = realPathOf(file);
  if (real === undefined || !extensions.has(extname(real))) return false;
  return folders.some((folder) => {
    const root = realPathOf(folder);
    if (root === undefined) return false;
    const below = relative(root, real).split(sep);
    return below[0] !== '..' && !below.some((part) => part.startsWith('.') || part === 'node_modules');
  });
}

/** Where a link leads; undefined when nothing is there. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(resolve(path));
  } catch {
    return undefined;
  }
}
