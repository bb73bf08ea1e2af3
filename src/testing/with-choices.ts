import type { WizardDefinition } from '../definition/model.ts';
import { choiceResolver } from '../http/loaded-choices.ts';
import type { GenerateOptions } from './generate.ts';
import { silentLog } from './serve.ts';

/** The definition with the options of its loaded choices, as a server would load them. */
export function withChoices(
  definition: WizardDefinition,
  options: GenerateOptions,
): Promise<WizardDefinition> {
  const { services, now = Date.now } = options;
  return choiceResolver({ services, log: silentLog, now })(definition);
}
