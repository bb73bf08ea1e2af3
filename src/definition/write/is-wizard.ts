import type { WizardDefinition } from '../model.ts';

/** Whether a value is a finished wizard definition, as a wizard file should export by default. */
export function isWizardDefinition(value: unknown): value is WizardDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'wizard' &&
    'nodes' in value
  );
}
