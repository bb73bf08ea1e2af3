import { inputsOf } from '../../controls/all.ts';
import { newFault, type Fault, type FaultCode } from '../../fault.ts';
import { asksForFacts, factsKey } from '../facts.ts';
import type { Node, WizardDefinition } from '../model.ts';
import { anyItem, keyOf, reservedIds, reservedWizardIds, tasksId } from '../path.ts';
import { formProperties } from './form-properties.ts';
import { everyNode, everyPlace, fieldsAt, type NodeAt, type Place } from '../place.ts';

/** Looks for a view that a step names, in the author's folder of views. */
export type LookForView = (
  wizardId: string,
  view: string,
) => {
  readonly isThere: boolean;
  /** Every file that it may be in. */
  readonly lookedFor: readonly string[];
};

/** What every object has, and what awaits would ask for: names that are unsafe as keys. */
const unsafeNames = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'then']);
const longest = 64;

/** Faults of the wizard itself and of each step by itself: ids, titles, version, names of fields, views. */
export function nameFaults(definition: WizardDefinition, lookForView?: LookForView): readonly Fault[] {
  const isMisspelt = misspellings(definition.faults);
  const faulty = new Set(definition.faults.map((each) => each.step));
  return [
    ...headerFaults(definition, isMisspelt),
    ...(hasPages(definition)
      ? []
      : [newFault('no-steps', 'the wizard has no steps; add one with .step("…", { … })')]),
    // A part whose include() went wrong is empty for that reason.
    ...idFaults(definition.nodes, { above: [], reserved: reservedIn(definition) }).filter(
      (each) => each.code !== 'no-steps' || !faulty.has(each.step),
    ),
    ...everyNode(definition).flatMap((at) => sectionFaults(at, isMisspelt)),
    ...everyPlace(definition).flatMap((at) => pageFaults(at, definition.id, { isMisspelt, lookForView })),
  ];
}

/** Faults of what `wizard()` was given. */
function headerFaults({ id, title, version }: WizardDefinition, isMisspelt: IsMisspelt): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (code: FaultCode, property: string, message: string) =>
    void faults.push(newFault(code, message, { call: 'wizard', property }));

  if (id === undefined) {
    if (!isMisspelt('id'))
      fault('unsafe-id', 'id', 'the wizard has no id; give one: wizard({ id: "…", title, version })');
  } else if (!isSafeId(id)) {
    fault('unsafe-id', 'id', `the wizard's id ${shown(id)} ${idRule}`);
  } else if (reservedWizardIds.includes(id)) {
    const message = `the wizard's id "${id}" is the ready-made server's own (/${id}); choose another`;
    fault('reserved-id', 'id', message);
  }
  if (!isText(title) && !isMisspelt('title'))
    fault('no-title', 'title', 'the wizard has no title; give one: wizard({ id, title: "…", version })');
  if (version === undefined) {
    if (!isMisspelt('version'))
      fault('wrong-version', 'version', 'the wizard has no version; start with version: 1');
  } else if (!Number.isInteger(version) || version < 1) {
    fault('wrong-version', 'version', `the version ${shown(version)} must be a whole number from 1`);
  }
  return faults;
}

/** Whether there is a page to be asked, or would be if an `include()` had got its fragment. */
function hasPages(definition: WizardDefinition): boolean {
  const isPartLost = definition.faults.some(
    ({ call, property }) => call === 'include' && property === 'fragment',
  );
  return isPartLost || everyPlace(definition).some(({ kind }) => kind !== 'exit');
}

/** Faults of a section by itself: its title. */
function sectionFaults({ kind, path, section }: NodeAt, isMisspelt: IsMisspelt): readonly Fault[] {
  if (kind !== 'section' || section === undefined || isText(section.title)) return [];
  const step = keyOf([...path.filter((each) => each !== anyItem), section.id]);
  return isMisspelt('title', step) ? [] : [newFault('no-title', noTitle, { step })];
}

const noTitle = 'has no title; give one: title: "…"';

/** Faults of one page by itself: its title, the names of its fields, its view. */
function pageFaults(
  at: Place,
  wizardId: string,
  { isMisspelt, lookForView }: { isMisspelt: IsMisspelt; lookForView: LookForView | undefined },
): readonly Fault[] {
  const faults: Fault[] = [];
  const { title, view } = at.step;
  const step = keyOf(at.path.filter((each) => each !== anyItem));
  if (!isText(title) && !isMisspelt('title', step)) faults.push(newFault('no-title', noTitle, { step }));
  for (const field of fieldsAt(at)) {
    const { name } = field;
    if (isSafeField(name)) {
      // Several inputs have names of their own: `day-month`.
      if (hidesFromScripts(name) && typeof inputsOf(field) === 'string') {
        const message = `has a name that is taken: its control would hide the form's own "${name}" from the scripts of its page; choose another`;
        faults.push(newFault('unsafe-field', message, { step, field: name }));
      }
      continue;
    }
    faults.push(newFault('unsafe-field', unsafeName, { step, field: name }));
  }
  for (const { name } of at.kind === 'step' ? (at.step.contents ?? []) : []) {
    if (!isSafeField(name)) faults.push(newFault('unsafe-field', unsafeName, { step, field: name }));
  }
  const problem = view === undefined ? undefined : viewProblem(view, wizardId, lookForView);
  if (problem !== undefined)
    faults.push(newFault('no-view', problem, { step, property: 'view', word: view }));
  return faults;
}

const unsafeName = `is not safe as a name: use letters and digits, a letter first, at most ${longest}, and no name that every object has`;

function viewProblem(
  view: string,
  wizardId: string,
  lookForView: LookForView | undefined,
): string | undefined {
  if (!/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/.test(view)) {
    return `its view ${JSON.stringify(view)} is no name of a view: letters, digits, - and _, folders by /, without .ejs. What several wizards share stands in shared/ in the folder of views, and is named without it`;
  }
  const looked = lookForView?.(wizardId, view);
  if (looked === undefined || looked.isThere) return undefined;
  return `its view "${view}" does not exist; looked for ${looked.lookedFor.join(' and ')}: add one, or take "view" out`;
}

type IsMisspelt = (property: string, step?: string) => boolean;

/** Whether a property that is missing was found under another spelling, or wrong: one message is enough. */
function misspellings(faults: readonly Fault[]): IsMisspelt {
  return (property, step) =>
    faults.some(
      (each) =>
        each.step === step &&
        each.field === undefined &&
        (each.meant === property || (each.code === 'wrong-option' && each.property === property)),
    );
}

const idRule = `is not safe in a URL: use lower-case letters, digits and hyphens, a letter first, at most ${longest}`;

function isSafeId(id: unknown): boolean {
  return (
    typeof id === 'string' && /^[a-z][a-z0-9-]*$/.test(id) && id.length <= longest && !unsafeNames.has(id)
  );
}

function isSafeField(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(name) && name.length <= longest && !unsafeNames.has(name);
}

/** Whether a control of this name stands in the way of what scripts ask a form for. */
export function hidesFromScripts(name: string): boolean {
  return formProperties.has(name);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function reservedIn(definition: WizardDefinition): readonly string[] {
  const ids = definition.order === 'tasks' ? [...reservedIds, tasksId] : reservedIds;
  return asksForFacts(definition) ? [...ids, factsKey] : ids;
}

/** Where nodes stand: below which ids, and which ids are Stepway's own there. */
interface Level {
  readonly above: readonly string[];
  readonly reserved: readonly string[];
}

/** @param seen the ids that stand beside these nodes already: a section's nodes stand beside the section */
function idFaults(nodes: readonly Node[], level: Level, seen = new Set<string>()): readonly Fault[] {
  return nodes.flatMap((node) => {
    const step = keyOf([...level.above, node.id]);
    const problem = idProblem(node, seen.has(node.id), level);
    seen.add(node.id);
    const inner = innerFaults(node, level, seen);
    return problem === undefined ? inner : [{ ...problem, step }, ...inner];
  });
}

function innerFaults(node: Node, level: Level, seen: Set<string>): readonly Fault[] {
  switch (node.kind) {
    case 'section':
      return idFaults(node.nodes, level, seen);
    case 'part':
    case 'group':
      return idFaults(node.nodes, { above: [...level.above, node.id], reserved: [] });
    case 'step':
    case 'exit':
    case 'value':
      return [];
  }
}

function idProblem(node: Node, isTaken: boolean, { reserved }: Level): Fault | undefined {
  if (isTaken) {
    const message = `the id "${node.id}" is already used; give one of the two another id`;
    return newFault('duplicate-id', message, { word: node.id });
  }
  if (!isSafeId(node.id)) return newFault('unsafe-id', `its id ${idRule}`);
  // A section has no address: its id stands in none.
  if (node.kind !== 'section' && reserved.includes(node.id)) {
    const message = `the id "${node.id}" is Stepway's own (/${node.id}); choose another`;
    return newFault('reserved-id', message, { word: node.id });
  }
  if ('nodes' in node && node.nodes.length === 0) {
    const called = node.kind === 'group' ? 'list' : node.kind;
    const fix =
      node.kind === 'part'
        ? 'add one to its fragment'
        : `its function has to return them: (${called}) => ${called}.step("…", { … })`;
    return newFault('no-steps', `the ${called} has no steps; ${fix}`);
  }
  return undefined;
}
