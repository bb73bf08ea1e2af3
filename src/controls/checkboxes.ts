import type { Json } from '../definition/answers.ts';
import type { Field, Option } from '../definition/field.ts';
import { newFault, type Fault } from '../fault.ts';
import type { ControlKind, FoundFault } from './control.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';

/** Any of several options, as boxes. */
export const checkboxes: ControlKind = {
  name: 'checkboxes',
  view: 'checkboxes',
  options: {},
  fits: (core) => core.kind === 'choice' && core.several,
  isDefaultFor: (core) => checkboxes.fits(core),
  faults: uselessOptions,

  inputs: 'several',
  reading: 'choices',
  readingOptions: ({ required }) => ({ required }),
  typed: typedAnswer,

  says: { required: 'required.choices', invalid: 'invalid.choices' },
  limitFault: exclusiveFault,
  lines: answerLines,
  typedLines,
  attributes: {},

  jsonSchema: ({ options }) => {
    const rules = options
      .filter(isExclusive)
      .map(({ value }) => ({ anyOf: [{ maxItems: 1 }, { not: { contains: { const: value } } }] }));
    return rules.length === 0 ? {} : { allOf: rules };
  },
  sample: ({ options }, { random, limits: { minItems, maxItems } }) => {
    const alone = options.filter(isExclusive);
    const together = options.filter((option) => !isExclusive(option));
    if (together.length === 0 || (alone.length > 0 && random.whole(1, options.length) === 1)) {
      return [random.pick(alone).value];
    }
    const most = Math.min(maxItems, together.length);
    const count = random.whole(Math.min(Math.max(minItems, 1), most), most);
    const chosen = new Set(random.shuffled(together).slice(0, count));
    return together.filter((option) => chosen.has(option)).map(({ value }) => value);
  },
};

function isExclusive({ exclusive }: Option): boolean {
  return exclusive === true;
}

/** Where at least two are due, an option that stands alone could never be chosen. */
function uselessOptions({ options, minLength = 0 }: Pick<Field, 'options' | 'minLength'>): readonly Fault[] {
  return options
    .filter((option) => isExclusive(option) && minLength > 1)
    .map(({ value }) =>
      newFault(
        'wrong-option',
        `option "${value}" is exclusive, but at least ${minLength} are due; take one of the two out`,
        { word: 'exclusive' },
      ),
    );
}

/** An option that stands alone, chosen with another. */
function exclusiveFault(chosen: Json, { options }: Pick<Field, 'options'>): FoundFault | undefined {
  if (!Array.isArray(chosen) || new Set(chosen).size < 2) return undefined;
  const alone = options.find((option) => isExclusive(option) && chosen.includes(option.value));
  if (alone === undefined) return undefined;
  return {
    code: 'invalid',
    fault: { key: 'invalid.choices.exclusive', values: { option: { option: alone.value } } },
  };
}
