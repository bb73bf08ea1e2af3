import type { Json, StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Filled } from '../flow/walk.ts';
import { callsOf, withVisitorChoices } from './visitor-choices.ts';
import { currentState } from './here.ts';
import type { HostEvent } from './host-event.ts';
import type { LoadOptions } from './load-options.ts';
import type { Visit } from './visit.ts';

/**
 * The definition of a visit with the options that depend on answers, as they are when all is taken that a host writes.
 *
 * @throws WizardError CHOICES_UNAVAILABLE, and as `currentState` does
 */
export async function withChoicesOfHost(
  load: LoadOptions,
  visit: Visit,
  event: HostEvent,
): Promise<WizardDefinition> {
  const before: Filled = (event.kind === 'write' ? await currentState(visit) : undefined) ?? { answers: {} };
  const written = event.answers.flatMap(({ place, form }): [string, StepAnswers][] =>
    form === undefined ? [] : [[place.key, given(form.candidate)]],
  );
  const answers = { ...before.answers, ...Object.fromEntries(written) };
  return withVisitorChoices(load, visit.definition, {
    filled: { ...before, answers },
    calls: callsOf(visit),
  });
}

function given(candidate: { readonly [field: string]: Json | undefined }): StepAnswers {
  const entries = Object.entries(candidate);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
