import { external } from './states/external.ts';
import { journeyPages } from './states/journey.ts';
import { lists } from './states/lists.ts';
import { questions } from './states/questions.ts';
import { runs } from './states/runs.ts';
import { saved } from './states/saved.ts';
import { rows } from './states/rows.ts';
import type { State } from './states/state.ts';
import { tasks } from './states/tasks.ts';
import { textStates } from './states/texts.ts';
import { troubles } from './states/troubles.ts';
import { companions } from './states/visa.ts';

/** Every state there is. */
export const states: readonly State[] = [
  ...questions,
  ...journeyPages,
  ...lists,
  ...rows,
  ...tasks,
  ...textStates,
  ...saved,
  ...runs,
  ...external,
  ...companions,
  ...troubles,
];
