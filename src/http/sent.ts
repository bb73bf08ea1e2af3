import type { WizardDefinition } from '../definition/model.ts';
import { withChoicesSent } from '../engine/visitor-choices.ts';
import { loaderForSent } from '../engine/load-options.ts';
import type { WizardState } from '../engine/state.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import type { Exchange } from './exchange.ts';
import { callsOf } from '../engine/visitor-choices.ts';

/** What was sent under a reference, from the session that sent it; questions of another version would not fit. */
export function sentHere(
  definition: WizardDefinition,
  state: WizardState | undefined,
  reference: string,
): Walk | 'elsewhere' {
  return isSentHere(definition, state, reference) ? walkOf(definition, state) : 'elsewhere';
}

/** The same for a page or a mail that shows it: loaded choices are called by their labels. */
export async function sentToShow(
  { parts, definition, visit }: Pick<Exchange, 'parts' | 'definition' | 'visit'>,
  state: WizardState | undefined,
  reference: string,
): Promise<Walk | 'elsewhere'> {
  if (!isSentHere(definition, state, reference)) return 'elsewhere';
  const { loadOptions, log } = parts.engine;
  const asked = { filled: state, calls: callsOf(visit) };
  return walkOf(await withChoicesSent(loaderForSent(loadOptions, log), definition, asked), state);
}

function isSentHere(
  { version }: WizardDefinition,
  state: WizardState | undefined,
  reference: string,
): state is WizardState {
  return state?.status === 'submitted' && state.reference === reference && state.version === version;
}
