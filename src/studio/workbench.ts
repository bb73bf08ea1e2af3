import { explain, type ExplainedStep } from '../flow/explain.ts';
import { isOpen, resume, type Destination } from '../flow/position.ts';
import { countOf, sectionsOf } from '../flow/sections.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { anyItem } from '../definition/path.ts';
import { everyPlace, fieldsAt, findPlace, type Place } from '../definition/place.ts';
import type { WizardState } from '../engine/state.ts';
import { checkNode, graphOf, tasksNode, type WizardGraph } from '../graph/graph.ts';
import { drawGraph } from '../graph/svg.ts';
import { sampleKey } from '../sample/item-counts.ts';

/** What an address of the workbench asks for: all that it shows, so that the address can be copied. */
export interface Asked {
  /** The key of a page, `check` or `tasks`; undefined for where the visitor is. */
  readonly at?: string | undefined;
  /** `live` for the visitor's own page, or the last part of the name of a state. */
  readonly show?: string | undefined;
  readonly width: Width;
  readonly scheme: Scheme;
  readonly isMirrored: boolean;
  readonly hasScripts: boolean;
}

const widths = ['full', '1280', '768', '360'] as const;
type Width = (typeof widths)[number];
const schemes = ['auto', 'light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

/** Reads an address; what it does not name, or names wrongly, is as it is by default. */
export function askedIn(query: Readonly<Record<string, unknown>>): Asked {
  const given = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  return {
    at: given('at'),
    show: given('show'),
    width: widths.find((each) => each === given('width')) ?? 'full',
    scheme: schemes.find((each) => each === given('scheme')) ?? 'auto',
    isMirrored: given('rtl') !== undefined,
    hasScripts: given('noscript') === undefined,
  };
}

/** A page in the list of the workbench. */
export interface ListedPage extends Pick<ExplainedStep, 'verdict' | 'condition' | 'compared'> {
  readonly key: string;
  readonly title: string;
  readonly heading: string | undefined;
}

/** What the views of the workbench get of a wizard and its visitor. */
export interface Workbench {
  readonly id: string;
  readonly title: string;
  readonly asked: Asked;
  readonly widths: readonly Width[];
  readonly schemes: readonly Scheme[];
  /** Where the visitor is, in words. */
  readonly where: string;
  /** The key of the page at which the visitor is. */
  readonly current: string;
  readonly pages: readonly ListedPage[];
  readonly selected: ListedPage;
  /** Whether the visitor can open the selected page as things are. */
  readonly isOpen: boolean;
  readonly hasFields: boolean;
  /** What is stored for the selected page, and for the whole session, as JSON. */
  readonly stored: string | undefined;
  readonly state: string | undefined;
  readonly graph: string;
}

/** What the workbench shows of a wizard to this visitor. */
export function workbenchOf(
  definition: WizardDefinition,
  state: WizardState | undefined,
  asked: Asked,
): Workbench {
  const walked = walkOf(definition, state);
  const current = currentAt(resume(walked));
  const pages = pagesOf(definition, walked);
  const selected =
    pages.find(({ key }) => key === asked.at) ?? pages.find(({ key }) => key === current) ?? pages.at(-1)!;
  const { key } = selected;
  const place = findPlace(definition, key);
  return {
    id: definition.id,
    title: definition.title,
    asked: { ...asked, at: key },
    widths,
    schemes,
    where: whereOf(walked, state),
    current,
    pages,
    selected,
    isOpen: place === undefined ? key === tasksNode || walked.complete : isOpen(walked, place),
    hasFields: place !== undefined && fieldsAt(place).length > 0,
    stored: jsonOf(state?.answers[key]),
    state: jsonOf(state),
    graph: drawGraph(cachedGraph(definition), {
      path: pathTo(current, walked),
      current,
      areLabelsShort: true,
      hrefOf: (id) => `?at=${encodeURIComponent(id.replaceAll(`/${anyItem}/`, '/item1/'))}`,
    }),
  };
}

/** Every page of a wizard in order: of a group with no item yet, the pages of a first one. */
function pagesOf(definition: WizardDefinition, walked: Walk): readonly ListedPage[] {
  const writtenOf = ({ key }: ExplainedStep) => findPlace(definition, key)?.written;
  const explained = explain(definition, walked);
  let heading: string | undefined;
  const listed = everyPlace(definition).flatMap((place): readonly ListedPage[] => {
    const found = explained.filter((each) => writtenOf(each) === place.written);
    // An exit page belongs to the steps from which it is come to.
    if (place.kind !== 'exit') ({ heading } = place);
    if (found.length > 0) return found.map((each) => ({ ...each, heading }));
    return [{ ...blank(sampleKey(place), place.step.title), heading, verdict: 'open' }];
  });
  return [
    ...(definition.order === 'tasks' ? [blank(tasksNode, 'The list of tasks')] : []),
    ...listed,
    { ...blank(checkNode, 'Check your answers'), verdict: walked.complete ? 'in' : 'open' },
  ];
}

function blank(key: string, title: string): ListedPage {
  return { key, title, heading: undefined, verdict: 'in', compared: [] };
}

/** The page that an address names; undefined for the pages that a wizard has beside its steps. */
export function placeAsked(definition: WizardDefinition, { at }: Asked): Place | undefined {
  return at === undefined ? undefined : findPlace(definition, at);
}

function currentAt(next: Destination): string {
  switch (next.to) {
    case 'step':
    case 'list':
      return next.place.key;
    case 'tasks':
      return tasksNode;
    case 'check':
      return checkNode;
  }
}

const graphs = new WeakMap<WizardDefinition, WizardGraph>();

function cachedGraph(definition: WizardDefinition): WizardGraph {
  const graph = graphs.get(definition) ?? graphOf(definition);
  graphs.set(definition, graph);
  return graph;
}

/** The path as far as the visitor has come, with the page that they are at. */
function pathTo(current: string, { path }: Walk): readonly string[] {
  const keys = path.map(({ key }) => key);
  if (current === tasksNode) return [tasksNode];
  return current === checkNode ? [...keys, checkNode] : keys.slice(0, keys.indexOf(current) + 1);
}

function whereOf(walk: Walk, state: WizardState | undefined): string {
  const { path, firstIncomplete, exit, total } = walk;
  if (state?.status === 'submitted') return `Sent, with the reference ${state.reference}`;
  if (exit !== undefined) return `At the exit page “${exit.step.title}”`;
  if (firstIncomplete === undefined) return `At check-your-answers, after ${path.length} steps`;
  if (walk.order === 'tasks') {
    const { completed, of } = countOf(sectionsOf(walk));
    return `At the list of tasks, with ${completed} of ${of} sections completed`;
  }
  return `At step ${path.indexOf(firstIncomplete) + 1} of ${total ?? `${path.length} or more`}`;
}

function jsonOf(value: object | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value, null, 2);
}
