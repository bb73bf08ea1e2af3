import type { WizardDefinition } from '../../definition/model.ts';
import { definitionOf, looksTheSame } from '../pages/common-view.ts';
import type { Frame, Page } from '../pages/page.ts';
import { skeletonOf, splitAtGaps, type PageWithGaps } from '../pages/skeleton-of.ts';
import { escapeHtml } from './escape-html.ts';

/** How many are kept, those that were filled last: each is as large as its page. */
const most = 300;

interface Written {
  readonly definition: WizardDefinition | undefined;
  readonly frame: Frame;
  /** As `splitAtGaps` gives them. */
  readonly pieces: readonly string[];
}

/** Writes a page whole, or as a fragment. */
export type WritePage = (page: PageWithGaps, fragment: boolean) => string;

/**
 * Writes pages by their skeletons: one that differs from an earlier one in nothing but what its visitor has typed, its
 * stamp and its times is that one with other words in its gaps. For views that do nothing with these but write them:
 * ours do, and a test compares every state of every sample's pages. Views of authors may do what they like.
 */
export function writeBySkeletons(write: WritePage): (page: Page, frame: Frame, fragment: boolean) => string {
  const kept = new Map<string, Written>();

  return (page, frame, fragment) => {
    const skeleton = skeletonOf(page, frame);
    if (skeleton === undefined) return write({ page, frame, kept: undefined }, fragment);
    const definition = definitionOf(page);
    // A wizard in another language is another definition: each keeps its own.
    const key = `${definition?.id} ${definition?.language} ${fragment} ${skeleton.key}`;
    const known = kept.get(key);
    const isSame =
      known?.definition === definition && known !== undefined && looksTheSame(known.frame, frame);
    const written = isSame
      ? known
      : { definition, frame, pieces: splitAtGaps(write(skeleton.withGaps(), fragment)) };
    // Put at the end: the first is the one that was not filled for the longest time.
    kept.delete(key);
    kept.set(key, written);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return fill(written.pieces, skeleton.values);
  };
}

function fill(pieces: readonly string[], values: readonly string[]): string {
  let html = '';
  for (let at = 0; at < pieces.length; at += 2) {
    html += pieces[at]!;
    if (at + 1 < pieces.length) html += escapeHtml(values[Number(pieces[at + 1])]);
  }
  return html;
}
