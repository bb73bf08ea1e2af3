import type { Figure } from './figure.ts';

import { changedDefinitions } from './figures/changed-definitions.ts';
import { faultedPosts } from './figures/faulted-posts.ts';
import { comingBack } from './figures/coming-back.ts';
import { fuzzedBodies, fuzzedRequests } from './figures/fuzzed-bodies.ts';
import { interleavings } from './figures/interleavings.ts';
import { modelLists } from './figures/model-lists.ts';
import { modelSequences } from './figures/model-sequences.ts';
import { modelTasks } from './figures/model-tasks.ts';
import { racingFiles } from './figures/racing-files.ts';
import { racingLists } from './figures/racing-lists.ts';
import { racingPairs } from './figures/racing-pairs.ts';
import { racingReturns } from './figures/racing-returns.ts';
import { racingRuns } from './figures/racing-runs.ts';
import { revivals } from './figures/revivals.ts';
import { strangers } from './figures/strangers.ts';
import { typedValues } from './figures/typed-values.ts';
import { uploads } from './figures/uploads.ts';
import { processFigures } from './processes/process-figures.ts';

/** The figures that keep one core busy: they run two at a time. */
export const oneCoreFigures: readonly Figure[] = [
  interleavings,
  modelSequences,
  modelLists,
  modelTasks,
  racingPairs,
  racingLists,
  racingFiles,
  racingReturns,
  racingRuns,
  faultedPosts,
  revivals,
  typedValues,
  changedDefinitions,
  fuzzedBodies,
  fuzzedRequests,
  strangers,
  uploads,
  comingBack,
];

/** Every figure, in the order in which they begin. */
export const figures: readonly Figure[] = [...oneCoreFigures, ...processFigures];
