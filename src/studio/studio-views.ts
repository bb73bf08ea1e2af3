import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { WizardDefinition } from '../definition/model.ts';
import { fieldsAt, findPlace } from '../definition/place.ts';
import type { WizardState } from '../engine/state.ts';
import { explain } from '../flow/explain.ts';
import { resume } from '../flow/position.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import { checkNode, graphOf, type WizardGraph } from '../graph/graph.ts';
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
  const current = next.to === 'step' ? next.place.key : checkNode;
  return studioPart('live', {
    id: definition.id,
    current,
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

const graphs = new WeakMap<WizardDefinition, WizardGraph>();

function cachedGraph(definition: WizardDefinition): WizardGraph {
  const graph = graphs.get(definition) ?? graphOf(definition);
  graphs.set(definition, graph);
  return graph;
}

/** The path as far as the visitor has come, with the page that they are at. */
function pathTo(current: string, { path }: Walk): readonly string[] {
  const keys = path.map(({ key }) => key);
  return current === checkNode ? [...keys, checkNode] : keys.slice(0, keys.indexOf(current) + 1);
}

function whereOf({ path, firstIncomplete, exit, total }: Walk, state: WizardState | undefined): string {
  if (state?.status === 'submitted') return `Sent, with the reference ${state.reference}`;
  if (exit !== undefined) return `At the exit page “${exit.step.title}”`;
  if (firstIncomplete === undefined) return `At check-your-answers, after ${path.length} steps`;
  return `At step ${path.indexOf(firstIncomplete) + 1} of ${total ?? `${path.length} or more`}`;
}
