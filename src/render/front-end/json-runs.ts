import type { WizardDefinition } from '../../definition/model.ts';
import { changedAt } from '../../engine/which-run.ts';
import { progressAt } from '../../flow/progress.ts';
import { countOf, sectionsOf } from '../../flow/sections.ts';
import type { Walk } from '../../flow/walk.ts';
import type { PageOf, Showing } from '../pages/common-view.ts';
import type { ListedRun } from '../pages/page.ts';
import { runName } from '../pages/runs-view.ts';
import { urlsAt } from '../pages/urls.ts';
import type { BodyOf } from './answers/answers.ts';
import { isoOf, wizardOf } from './json-parts.ts';

/** A visitor's runs through one wizard, and where another one is started. */
export function runsBody(
  { definition, runs, away, another }: PageOf<'runs'>,
  showing: Showing,
): BodyOf<'runs'> {
  const { urls, frame } = showing;
  const { id, several } = definition;
  return {
    wizard: wizardOf(definition),
    runs: runs.map((run) => runOf(run, definition, showing)),
    saved: away.map(({ segment, until }) => ({
      id: segment,
      savedUntil: isoOf(until),
      links: { open: urlsAt(frame.base, segment).saved(id) },
    })),
    max: several?.max,
    links: { self: urls.runs(id), another: another === undefined ? undefined : urls.run(id, another) },
  };
}

function runOf(
  run: ListedRun,
  definition: WizardDefinition,
  showing: Showing,
): BodyOf<'runs'>['runs'][number] {
  const { segment, state, walk } = run;
  const { id } = definition;
  const urls = urlsAt(showing.frame.base, segment);
  const { status, reference, submittedAt } = state;
  const shared = { id: segment, name: runName(run, definition, showing), status };
  if (status === 'submitted')
    return {
      ...shared,
      reference,
      submittedAt: submittedAt === undefined ? undefined : isoOf(submittedAt),
      links: { open: urls.done(id, reference), end: urls.end(id) },
    };
  return {
    ...shared,
    changedAt: isoOf(changedAt(state)),
    complete: walk?.complete ?? false,
    progress: walk === undefined ? undefined : progressIn(walk),
    links: { open: urls.wizard(id), end: urls.end(id) },
  };
}

function progressIn(walk: Walk) {
  if (walk.order === 'tasks') return countOf(sectionsOf(walk));
  return walk.firstIncomplete === undefined ? undefined : progressAt(walk, walk.firstIncomplete);
}
