import type { WizardDefinition } from '../../definition/model.ts';
import { everyPlace } from '../../definition/place.ts';
import { newFault, type Fault, type FaultFacts } from '../../fault.ts';
import type { Words } from '../../language/language.ts';
import { doubtfulWordsIn } from '../../language/doubtful-words.ts';
import { misspeltWordsIn } from '../../language/misspelt-words.ts';

/** Keys of `words`, of the wizard and of its pages, that are nearly ours: what they say is shown nowhere; and texts that leave something out. */
export function misspeltWordsOf(definition: WizardDefinition): readonly Fault[] {
  return [
    ...faultsIn(definition.words, { call: 'wizard' }),
    ...everyPlace(definition).flatMap(({ key, step }) => faultsIn(step.words, { step: key })),
  ];
}

function faultsIn(words: Words, place: FaultFacts): readonly Fault[] {
  const doubtful = doubtfulWordsIn(words).map(({ code, key, message }) =>
    newFault(code, `in its words, ${message}`, { ...place, property: 'words', word: key }),
  );
  const misspelt = misspeltWordsIn(words).map(({ key, meant }) =>
    newFault('misspelt-word', `"${key}" in its words is no key of ours; did you mean "${meant}"?`, {
      ...place,
      property: 'words',
      word: key,
      meant,
    }),
  );
  return [...doubtful, ...misspelt];
}
