import type { Fault, WizardDefinition } from './model.ts';

/** What the check can ask of the world around a definition. */
export interface CheckOptions {
  /** Whether a view that a step names is in the wizard's folder of views. */
  readonly viewExists?: (wizardId: string, viewName: string) => boolean;
}

/** Every fault of a definition. */
export function checkDefinition(definition: WizardDefinition, _options: CheckOptions = {}): readonly Fault[] {
  return definition.faults;
}

/**
 * One line for each fault: file, step, field, what is wrong and the fix.
 *
 * @param file as the author knows it: `wizards/visa.ts`
 */
export function formatFaults(file: string, faults: readonly Fault[]): string {
  return faults
    .map(({ step, field, message }) => {
      const place = [
        file,
        ...(step === undefined ? [] : [`step "${step}"`]),
        ...(field === undefined ? [] : [`field "${field}"`]),
      ];
      return `${place.join(', ')}: ${message}`;
    })
    .join('\n');
}
