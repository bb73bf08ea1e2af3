import type { WizardDefinition } from '../definition/model.ts';
import { randomIds } from '../engine/ids.ts';
import { startRun } from '../engine/transition.ts';
import { walkOf, type Filled, type Walk } from '../flow/walk.ts';
import type { Page } from '../render/pages/page.ts';
import { defaultLifetime } from '../storage/session-options.ts';

/** The list of drafts, of a wizard that can have several, and the pages of one that is gone or for which there is no room. */
export function runsStates(
  {
    definition,
    answers,
    items,
    now,
  }: Filled & { readonly definition: WizardDefinition; readonly now: number },
  walk: Walk,
): readonly (readonly [name: string, title: string, page: Page])[] {
  if (definition.several === undefined) return [];
  const begun = startRun(definition.version, now - 3_600_000, randomIds);
  const open = { ...begun, changedAt: now - 60_000, answers, items };
  const sent = { ...open, status: 'submitted', submittedAt: now } as const;
  const list = {
    kind: 'runs',
    status: 200,
    definition,
    keptUntil: now + defaultLifetime.idleMs,
    runs: [
      { segment: '~1', state: open, walk },
      { segment: '~2', state: begun, walk: walkOf(definition, undefined) },
      { segment: '~3', state: sent, walk },
    ],
    away: [],
    another: '~4',
  } as const;
  const away = [{ segment: '~5', until: now + 86_400_000 }];
  const held = { definition, raw: {} };
  return [
    ['runs', 'Drafts', list],
    ['runs-full', 'Drafts, no room for another', { ...list, away, another: undefined }],
    ['full', 'Sent, no room for another', { ...held, kind: 'full', status: 409 }],
    ['run-gone', 'Draft deleted on another page', { ...held, kind: 'expired', status: 410, isRunGone: true }],
  ];
}
