import { defaultLifetime } from '../storage/session-options.ts';
import type { StepPlace } from '../definition/place.ts';
import { walkOf } from '../flow/walk.ts';
import type { Page } from '../render/pages/page.ts';
import { stamp, type PageState, type Sample } from './page-states.ts';

/** Every state of a step at another site: before, failed, unknown, to be done again, done; back from there, and too late. */
export function statesOfExternal(
  { definition, answers, items, now }: Sample,
  place: StepPlace,
): readonly PageState[] {
  const { [place.key]: stored, ...others } = answers;
  const shared = { definition, place, stamp, keptUntil: now + defaultLifetime.idleMs } as const;
  const open = { ...shared, kind: 'external', walk: walkOf(definition, { answers: others, items }) } as const;
  const back = { definition, place, attempt: 'wJ3kQ9pX2vT7' } as const;
  const at = (state: string, title: string, page: Page): PageState => ({
    name: `step/${place.key}/${state}`,
    title,
    page,
  });
  return [
    at('empty', 'Not done', { ...open, status: 200 }),
    at('failed', 'It failed', {
      ...open,
      status: 422,
      why: { kind: 'failed', message: 'What finish said of it' },
    }),
    at('unfinished', 'Not finished', { ...open, status: 422, why: { kind: 'unfinished' } }),
    at('unknown', 'Nobody knows', { ...open, status: 503, why: { kind: 'unknown' } }),
    at('again', 'To be done again', { ...open, status: 200, stored: stored ?? {} }),
    at('filled', 'Done', {
      ...shared,
      kind: 'external',
      status: 200,
      walk: walkOf(definition, { answers, items }),
      stored: stored ?? {},
    }),
    at('returned', 'Back from there', { ...back, kind: 'returned', status: 200, query: '' }),
    at('late', 'Back too late', { ...back, kind: 'late', status: 410 }),
  ];
}
