import { randomBytes } from '../../engine/ids.ts';
import type { Frame } from './page.ts';
import type { MomentView } from './view-parts.ts';

/** Gives what stands in the place of a value that only its visitor has. */
export type GapFor = (value: string) => string;

// Nobody can type it: it is another one in each process. Escaping, and an address, leave it as it is.
const mark = `gap-${randomBytes(12).toString('base64url')}-`;
const gapNumber = new RegExp(`${mark}(\\d+)\\.`);

/** Gaps that are numbered as they come, and what belongs in them. */
export function gapsInto(values: string[]): GapFor {
  return (value) => `${mark}${values.push(value) - 1}.`;
}

/** The pieces of a page between its gaps; at the odd places the numbers of the gaps. */
export function splitAtGaps(html: string): readonly string[] {
  return html.split(gapNumber);
}

/** What of a frame only its visitor has. */
export interface GappedFrame {
  readonly nonce: string;
  readonly run: string | undefined;
}

export function frameWithGaps({ nonce, run }: Frame, gapFor: GapFor): GappedFrame {
  return { nonce: gapFor(nonce), run: run === undefined ? undefined : gapFor(run) };
}

export function momentWithGaps(moment: MomentView, gapFor: GapFor): MomentView {
  return { ...moment, iso: gapFor(moment.iso), text: gapFor(moment.text) };
}
