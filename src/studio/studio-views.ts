import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { WizardDefinition } from '../definition/model.ts';
import { fieldsAt, findPlace } from '../definition/place.ts';
import type { WizardState } from '../engine/state.ts';
import { explain } from '../flow/explain.ts';
import { resume, type Destination } from '../flow/position.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import { countOf, sectionsOf } from '../flow/sections.ts';
import { checkNode, graphOf, tasksNode, type WizardGraph } from '../graph/graph.ts';
import { drawGraph } from '../graph/svg.ts';

const folder = fileURLToPath(new URL('../../views/_studio/', import.meta.url));

/** A file of the studio, such as `studio.css`. */
export function studioFile(name: string): string {
  return readFileSync(`${folder}${name}`, 'utf8');
}

/** A piece of the studio's HTML; the view gets one local, `studio`. */
export function studioPart(view: string, studio: object): string {
  const filename = `${folder}${view}.ejs`;
  return ejs.render(
    readFileSync(filename, 'utf8'),
    { studio },
    { filename, strict: true, destructuredLocals: ['studio'] },
  );
}

/** A whole page of the studio. */
export function studioPage(view: string, title: string, studio: object): string {
  return studioPart('layout', { title, content: studioPart(view, studio) });
}

/** The part of a wizard's studio that follows the visitor: the graph with their path, every step and why, the state. */
export function livePart(definition: WizardDefinition, state: WizardState | undefined): string {
  const answers = state?.answers ?? {};
  const walked = walkOf(definition, state);
  const next = resume(walked);
  const current = currentAt(next);
  return studioPart('live', {
    id: definition.id,
    current,
    hasTasks: definition.order === 'tasks',
    where: whereOf(walked, state),
    graph: drawGraph(cachedGraph(definition), {
      path: pathTo(current, walked),
      current,
      hrefOf: (id) => `#step-${id}`,
    }),
    steps: explain(definition, walked).map((step) => {
      const place = findPlace(definition, step.key);
      const stored = answers[step.key];
      return {
        ...step,
        hasFields: place !== undefined && fieldsAt(place).length > 0,
        stored: stored === undefined ? undefined : JSON.stringify(stored),
      };
    }),
    state: state === undefined ? 'Nothing is stored yet.' : JSON.stringify(state, null, 2),
  });
}

function currentAt(next: Destination): string {
  switch (next.to) {
    case 'step':
    case 'list':
    case 'rows':
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
