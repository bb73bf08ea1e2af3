import type { WizardDefinition } from '../../definition/model.ts';
import type { Fault } from '../../fault.ts';
import { strangeAutocomplete } from './autocomplete.ts';
import { emptyChoices } from './empty-choices.ts';
import { floatingPromises } from './floating.ts';
import { idleValues } from './idle-values.ts';
import { labelFaults } from './labels.ts';
import { missingAnswers } from './missing-answers.ts';
import { misspeltWordsOf } from './misspelt-words.ts';
import { outsideState } from './outside-state.ts';
import { unclearReturns } from './returned.ts';
import { slowPatterns } from './slow-patterns.ts';
import { unheardRepeats } from './unheard-repeats.ts';
import { untypableFields } from './untypable.ts';
import { unusedAnswers } from './unused-answers.ts';

/** Which advice is wanted. */
export interface AdviceOptions {
  /** Answers that no program reads, too: people may well read them. */
  readonly unused?: boolean;
}

/** What works and yet is probably not meant, one file a kind. For a definition without errors. */
export function adviceOn(
  definition: WizardDefinition,
  { unused = false }: AdviceOptions = {},
): readonly Fault[] {
  return [
    ...idleValues(definition),
    ...unheardRepeats(definition),
    ...emptyChoices(definition),
    ...misspeltWordsOf(definition),
    ...missingAnswers(definition),
    ...labelFaults(definition),
    ...untypableFields(definition),
    ...strangeAutocomplete(definition),
    ...slowPatterns(definition),
    ...outsideState(definition),
    ...floatingPromises(definition),
    ...unclearReturns(definition),
    ...(unused ? unusedAnswers(definition) : []),
  ];
}
