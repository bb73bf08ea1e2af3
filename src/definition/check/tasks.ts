import { newFault, type Fault } from '../../fault.ts';
import type { WizardDefinition } from '../model.ts';
import { anyItem, keyOf } from '../path.ts';
import { everyNode, placesOf, type NodeAt } from '../place.ts';

/** Faults of a list of tasks: every page must stand in one section, as a visitor comes to it by its task alone. */
export function taskFaults(definition: WizardDefinition): readonly Fault[] {
  if (definition.order !== 'tasks') return [];
  const sections = everyNode(definition).filter((at) => at.kind === 'section');
  if (sections.length === 0) {
    const message =
      'order: "tasks" lists the sections, and there are none; put the pages into .section("…", { title: "…" }, …), or take order out';
    return [newFault('outside-section', message, { call: 'wizard', property: 'order' })];
  }
  return [...outsideFaults(definition), ...sections.flatMap(nestedFault)];
}

/** Of a part one fault is enough: its pages move together. */
function outsideFaults(definition: WizardDefinition): readonly Fault[] {
  const outside = placesOf(definition).filter(({ section }) => section === undefined);
  const message =
    'stands in no section, so that no task leads to it; put it into a .section(), or take order: "tasks" out of wizard()';
  return [...new Set(outside.map(({ path }) => path[0]))].map((step) =>
    newFault('outside-section', message, { step }),
  );
}

function nestedFault(at: NodeAt): readonly Fault[] {
  const outer = around(at.parent).find(({ kind }) => kind === 'section' || kind === 'group');
  if (outer === undefined || at.section === undefined) return [];
  const step = keyOf([...at.path.filter((id) => id !== anyItem), at.section.id]);
  const where =
    outer.kind === 'group' ? `the items of "${outer.written}"` : `the section "${outer.section?.id}"`;
  const message = `is a section inside ${where}, and a task has no tasks in it; put it beside, or name a heading by the section: "…" of its steps`;
  return [newFault('nested-section', message, { step })];
}

function around(at: NodeAt | undefined): readonly NodeAt[] {
  return at === undefined ? [] : [at, ...around(at.parent)];
}
