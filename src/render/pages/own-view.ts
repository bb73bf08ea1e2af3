import type { Page } from './page.ts';

const kinds = ['step', 'exit', 'items', 'rows', 'external'] as const;

/** A page for which its node can name a view, and make helpers for it. */
export type PageWithOwnView = Extract<Page, { kind: (typeof kinds)[number] }>;

/** Whether a page is of a kind for which its node can name a view. */
export function hasOwnView(page: Page): page is PageWithOwnView {
  return kinds.some((kind) => kind === page.kind);
}
