import { relative, resolve } from 'node:path';
import { placeWords } from '../definition/check/check.ts';
import { placeOfError, placeOfFault, type Place } from '../app/fault-place.ts';
import { sourceOf } from '../app/findings.ts';
import type { LoadedWizard } from '../app/load-wizards.ts';

/** One line of a code frame. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** A mistake as its page shows it. */
export interface Mistake {
  /** Relative to the working directory; absent when it is not known. */
  readonly file?: string;
  readonly line?: number;
  /** `step "travel", field "arrival"` */
  readonly where?: string;
  readonly message: string;
  readonly code?: string;
  readonly frame: readonly FrameLine[];
}

/** Every error of these files, with the lines around it. */
export function mistakesIn(loaded: readonly LoadedWizard[]): readonly Mistake[] {
  return loaded.flatMap(({ file, faults, error }) =>
    faults
      .filter(({ severity }) => severity === 'error')
      .map((fault) => {
        const thrownAt = error === undefined ? undefined : placeOfError(error);
        const at = thrownAt?.file ?? resolve(file);
        const place = error === undefined ? placeOfFault(sourceOf(at), fault) : thrownAt;
        const where = placeWords(fault).join(', ');
        return {
          ...mistakeAt(at, place, fault.message),
          code: fault.code,
          ...(where === '' ? {} : { where }),
        };
      })
      .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  );
}

/** The mistake behind an error of a view or of an author's function, while a page is made. */
export function mistakeOf(message: string, thrownAt: string | undefined): Mistake {
  const [place = '', file, line] =
    /((?:\/|[A-Z]:\\)[^\s():]+):(\d+)(?::\d+)?/.exec(`${message}\n${thrownAt ?? ''}`) ?? [];
  if (file === undefined) return { message, frame: [] };
  const said = message.startsWith(`${place}: `) ? message.slice(place.length + 2) : message;
  return mistakeAt(file, { line: Number(line), column: 1 }, said);
}

function mistakeAt(path: string, place: Place | undefined, message: string): Mistake {
  const frame = place === undefined ? [] : codeFrame(sourceOf(path), place);
  return {
    file: relative(process.cwd(), path),
    ...(place === undefined ? {} : { line: place.line }),
    message,
    frame,
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
