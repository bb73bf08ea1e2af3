import { controlOf } from '../controls/all.ts';
import type { ControlKind } from '../controls/control.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt } from '../definition/place.ts';
import { WizardError } from '../errors.ts';

/**
 * The authors' own controls that these wizards use, each once.
 *
 * @throws WizardError DEFINITION_INVALID when two of them have the same name
 */
export function ownControlsOf(wizards: readonly WizardDefinition[]): readonly ControlKind[] {
  const found = new Map<string, ControlKind>();
  for (const field of wizards.flatMap(everyPlace).flatMap(fieldsAt)) {
    const control = controlOf(field);
    if (control.files === undefined) continue;
    const other = found.get(control.name) ?? control;
    if (other.files?.view.href !== control.files.view.href) {
      throw new WizardError(
        'DEFINITION_INVALID',
        `two controls are called "${control.name}", with the views ${String(other.files?.view)} and ${control.files.view.href}; give one of them another name`,
      );
    }
    found.set(control.name, control);
  }
  return [...found.values()];
}
