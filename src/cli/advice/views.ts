import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacedFault } from '../../app/placed-faults.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { everyPlace, fieldsAt, type Place } from '../../definition/place.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';

/** Views under `views/<wizard>/steps/` whose step is not there: nothing will ever show them. */
export function unusedViews(
  viewsFolder: string,
  definitions: readonly WizardDefinition[],
): readonly PlacedFault[] {
  return definitions.flatMap((definition) => {
    const folder = join(viewsFolder, definition.id, 'steps');
    const keys = everyPlace(definition).map(({ key }) => key);
    return viewsIn(folder)
      .map((name) => ({ file: join(folder, name), key: name.replaceAll('\\', '/').slice(0, -4) }))
      .filter(({ key }) => !keys.includes(key))
      .map(({ file, key }) => {
        const message = `is never shown: the wizard "${definition.id}" has no step "${key}"${didYouMean(key, keys)}`;
        return { file, ...newFault('unused-view', message) };
      });
  });
}

/**
 * Views of one field, `views/<wizard>/fields/<step>/<field>.ejs`, whose step or field is not there. What stands beside
 * the steps' folders may be an author's own part, and is left alone.
 */
export function unusedFieldViews(
  viewsFolder: string,
  definitions: readonly WizardDefinition[],
): readonly PlacedFault[] {
  const folders = definitions.map((definition) => ({ top: definition.id, of: [definition] }));
  return [...folders, { top: '.', of: definitions }].flatMap(({ top, of }) => {
    const folder = join(viewsFolder, top, 'fields');
    const known = of
      .flatMap(everyPlace)
      .flatMap((place) => namesIn(place).map((name) => `${place.key}/${name}`));
    return viewsIn(folder)
      .map((name) => ({ file: join(folder, name), key: name.replaceAll('\\', '/').slice(0, -4) }))
      .filter(({ key }) => key.includes('/') && !known.includes(key))
      .map(({ file, key }) => {
        const whose = top === '.' ? 'no wizard has' : `the wizard "${top}" does not have`;
        const message = `is never shown: ${whose} a step and a field "${key}"${didYouMean(key, known)}`;
        return { file, ...newFault('unused-view', message) };
      });
  });
}

/** What has a view of its own in a step: its fields, and the texts between them. */
function namesIn(place: Place): readonly string[] {
  const contents = place.kind === 'step' ? (place.step.contents ?? []) : [];
  return [...fieldsAt(place), ...contents].map(({ name }) => name);
}

/**
 * Helpers of a page that no view of the author's uses: the default ones show nothing of them. Where there are no views, a
 * front end may read them.
 *
 * @param viewsFolder the author's own
 */
export function idleHelpers(viewsFolder: string, definition: WizardDefinition): readonly Fault[] {
  const places = everyPlace(definition).filter(({ step }) => step.helpers !== undefined);
  if (places.length === 0) return [];
  const views = viewsIn(viewsFolder);
  if (views.length === 0) return [];
  const using = views
    .filter((name) => readFileSync(join(viewsFolder, name), 'utf8').includes('helpers'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -4));
  const isOfOneStep = (name: string) => name.startsWith(`${definition.id}/steps/`);
  const isOfAnother = (name: string) => name.includes('/steps/') && !isOfOneStep(name);
  return places.flatMap(({ key, step }) => {
    const own = `${definition.id}/steps/${key}`;
    if (using.some((name) => name === own || (!isOfOneStep(name) && !isOfAnother(name)))) return [];
    const message = `its helpers are for nothing: no view in ${viewsFolder}/ uses wizard.helpers; add ${viewsFolder}/${step.view === undefined ? own : `${definition.id}/${step.view}`}.ejs, or take them out`;
    return [newFault('idle-helpers', message, { step: key, property: 'helpers' })];
  });
}

function viewsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ejs'));
}
