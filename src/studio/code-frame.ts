import type { Place } from '../app/fault-place.ts';

/** One line of a code frame. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** The lines around a place in a text, with that one marked. */
export function codeFrame(source: string, place: Place, around = 4): readonly FrameLine[] {
  const lines = source.split(/\r\n|\r|\n/);
  const first = Math.max(1, place.line - around);
  return lines.slice(first - 1, place.line + around).map((text, index) => ({
    number: first + index,
    text,
    isMarked: first + index === place.line,
  }));
}
