import { messageOf, silentLog } from '../log.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { isWizardError } from '../errors.ts';
import { choiceResolver } from '../engine/choices.ts';
import type { GenerateOptions } from './options.ts';

/**
 * The definition with the options of its loaded choices, as a server would load them.
 *
 * @param call how the author's own call is written, for the fix
 * @throws Error that names the step, the field, what the load threw, and the fix
 */
export async function withChoices(
  definition: WizardDefinition,
  options: GenerateOptions,
  call: string,
): Promise<WizardDefinition> {
  const { services, now = Date.now } = options;
  try {
    return await choiceResolver({ services, log: silentLog, now })(definition);
  } catch (thrown) {
    if (!isWizardError(thrown, 'CHOICES_UNAVAILABLE')) throw thrown;
    const { message, cause } = thrown;
    const fix = services === undefined ? `; hand over what it needs: ${call}` : '';
    throw new Error(`${message}: ${messageOf(cause)}${fix}`, { cause });
  }
}
