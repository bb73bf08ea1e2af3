import type { WizardDefinition } from '../../definition/model.ts';
import { keepLast } from '../../keep-last.ts';
import { definitionOf, looksTheSame, placeOf } from '../pages/common-view.ts';
import type { Frame, Page } from '../pages/page.ts';
import { splitAtGaps } from '../pages/gaps.ts';
import { skeletonOf, type PageWithGaps } from '../pages/skeleton-of.ts';
import { escapeHtml } from './escape-html.ts';
import type { Noted } from './views.ts';

/** How many are kept of steps' pages, and how many of those at the end: those that were filled last. Each is as large as its page. */
const [mostSteps, mostEnds] = [300, 100];

interface Written {
  readonly definition: WizardDefinition | undefined;
  readonly frame: Frame;
  /** As `splitAtGaps` gives them, from the second who gets the page. */
  pieces: readonly string[] | undefined;
}

/** Writes a page whole, or as a fragment. */
type WritePage = (page: PageWithGaps, fragment: boolean) => Noted;

/**
 * Writes pages by their skeletons: one that differs from an earlier one in nothing but what its visitor has typed, its
 * stamp and its times is that one with other words in its gaps. For views that do nothing with these but write them:
 * ours do, and a test compares every state of every sample's pages. Views of authors may do what they like: a place
 * where one has taken part is written whole from then on.
 */
export function writeBySkeletons(write: WritePage): (page: Page, frame: Frame, fragment: boolean) => string {
  /** Apart: the pages at the end differ by which rows they have, and steps are asked for more often. */
  const [ofSteps, ofEnds] = [new Map<string, Written>(), new Map<string, Written>()];
  /** Where a view of an author's has taken part: at most each page, whole and as a fragment. */
  const authors = new Set<string>();

  return (page, frame, fragment) => {
    const definition = definitionOf(page);
    const at = `${definition?.id} ${fragment} ${page.kind} ${placeOf(page)?.key}`;
    const skeleton = authors.has(at) ? undefined : skeletonOf(page, frame);
    if (skeleton === undefined) return write({ page, frame, instead: {} }, fragment).html;
    // A wizard in another language is another definition: each keeps its own.
    const key = `${at} ${definition?.language} ${skeleton.key}`;
    const [kept, most] = page.kind === 'step' ? [ofSteps, mostSteps] : [ofEnds, mostEnds];
    const known = kept.get(key);
    if (known?.definition === definition && known !== undefined && looksTheSame(known.frame, frame)) {
      known.pieces ??= splitAtGaps(write(skeleton.withGaps(), fragment).html);
      keepLast(kept, [key, known], most);
      return fill(known.pieces, skeleton.values);
    }
    // The first who gets it gets it whole: a view of an author's is never shown a gap in place of a value.
    const { html, hasAuthors } = write({ page, frame, instead: {} }, fragment);
    if (hasAuthors) authors.add(at);
    else keepLast(kept, [key, { definition, frame, pieces: undefined }], most);
    return html;
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
