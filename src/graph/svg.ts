import dagre, { type Graph } from '@dagrejs/dagre';
import ejs from 'ejs';
import type { GraphEdge, GraphNode, WizardGraph } from './graph.ts';

/** What a drawing can show besides the graph. */
export interface DrawOptions {
  /** Ids of the nodes on the path of a visitor, in order. */
  readonly path?: readonly string[];
  /** The node at which the visitor is. */
  readonly current?: string;
  /** Labels without their subjects; the whole of them is shown where the pointer rests. */
  readonly areLabelsShort?: boolean;
  /** Where a click on a node leads. */
  readonly hrefOf?: (nodeId: string) => string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const fontSize = 13;
const lineHeight = 17;
const margin = 20;

/** A wizard's graph as one self-contained SVG: no script, no style sheet, every colour in the open. */
export function drawGraph(graph: WizardGraph, options: DrawOptions = {}): string {
  const layout = new dagre.graphlib.Graph({ multigraph: false })
    .setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 30, edgesep: 24 })
    .setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) layout.setNode(node.id, sizeOf(linesOfNode(node), 22, 16));
  const edgesDrawn = withoutTangle(graph);
  const shown = ({ label, short }: GraphEdge) =>
    label === undefined ? undefined : wrapped((options.areLabelsShort && short) || label, 30, 5);
  for (const edge of edgesDrawn) {
    const { from, to } = edge;
    const lines = shown(edge);
    const size = lines === undefined ? { width: 0, height: 0 } : sizeOf(lines, 8, 4);
    layout.setEdge(from, to, { ...size, labelpos: 'c' });
  }
  dagre.layout(layout);

  const bounds = boundsOf(layout);
  const path = options.path ?? [];
  const onPath = new Set(path);
  const ways = new Set(path.slice(1).map((to, index) => `${path[index]} ${to}`));
  const edges = edgesDrawn.map((edge) => {
    const { from, to, label = '' } = edge;
    const laid = layout.edge({ v: from, w: to }) as EdgeLayout;
    return edgeSvg(laid, { label, lines: shown(edge) ?? [], isLive: ways.has(`${from} ${to}`) });
  });
  const nodes = graph.nodes.map((node) => {
    const box = layout.node(node.id) as Box;
    const drawn = nodeSvg(node, box, { isLive: onPath.has(node.id), isCurrent: options.current === node.id });
    const href = options.hrefOf?.(node.id);
    return href === undefined ? drawn : `<a href="${xml(href)}">${drawn}</a>`;
  });
  const role = options.hrefOf === undefined ? ' role="img"' : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg"${role} viewBox="${bounds.x} ${bounds.y} ${bounds.width} ${bounds.height}" width="${bounds.width}" height="${bounds.height}" font-family="system-ui, sans-serif" font-size="${fontSize}">`,
    `<title>${xml(graph.title)}</title>`,
    ...(edgesDrawn === graph.edges
      ? []
      : [
          '<desc>Too many ways to draw: a dashed page is passed over where its condition does not hold.</desc>',
        ]),
    marker('stepway-arrow', colours.line),
    marker('stepway-arrow-live', colours.live),
    `<rect x="${bounds.x}" y="${bounds.y}" width="100%" height="100%" fill="#ffffff"/>`,
    ...edges.map(({ line }) => line),
    // Words stand above every line that crosses them.
    ...edges.map(({ words }) => words),
    ...nodes,
    '</svg>\n',
  ].join('\n');
}

/**
 * Where nearly every page can be passed over, each leads to nearly every later one, and nobody could read the drawing:
 * then only the way to the next page is drawn, and to exits.
 */
function withoutTangle({ nodes, edges }: WizardGraph): readonly GraphEdge[] {
  if (edges.length <= 4 * nodes.length) return edges;
  const exits = new Set(nodes.filter(({ kind }) => kind === 'exit').map(({ id }) => id));
  const led = new Set<string>();
  return edges.filter(({ from, to }) => {
    if (exits.has(to)) return true;
    const isFirst = !led.has(from);
    led.add(from);
    return isFirst;
  });
}

/** What is drawn, with a margin: edges may bend beyond what dagre counts. */
function boundsOf(layout: Graph): Box {
  const { width = 0, height = 0 } = layout.graph();
  const bends = layout
    .edges()
    .flatMap((edge: { v: string; w: string }) => (layout.edge(edge) as EdgeLayout).points.map(({ x }) => x));
  const left = Math.min(0, ...bends) - margin;
  const right = Math.max(width, ...bends) + margin;
  return { x: round(left), y: -margin, width: round(right - left), height: round(height + 2 * margin) };
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

interface EdgeLayout extends Partial<Box> {
  readonly points: readonly Point[];
}

const colours = { line: '#6b7280', live: '#0b6e4f', text: '#1f2937', words: '#374151' } as const;
const fills = {
  step: '#eef4fb',
  external: '#fdf4e3',
  exit: '#fdecea',
  group: '#eef4fb',
  tasks: '#f3effa',
  check: '#e7f5ee',
} as const;
const strokes = {
  step: '#3b6ea5',
  external: '#9a6700',
  exit: '#b42318',
  group: '#3b6ea5',
  tasks: '#6b4fa0',
  check: '#0b6e4f',
} as const;

function nodeSvg(
  node: GraphNode,
  box: Box,
  { isLive, isCurrent }: { isLive: boolean; isCurrent: boolean },
): string {
  const { x, y, width, height } = box;
  const stroke = isLive || isCurrent ? colours.live : strokes[node.kind];
  const dash = node.when === undefined ? '' : ' stroke-dasharray="5 3"';
  const about = [
    node.id,
    node.when === undefined ? 'always asked' : `asked when ${node.when}`,
    ...node.fields,
  ];
  return [
    '<g>',
    `<title>${xml(about.join('\n'))}</title>`,
    `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${node.kind === 'check' ? round(height / 2) : 6}" fill="${isCurrent ? '#c9ecdb' : fills[node.kind]}" stroke="${stroke}" stroke-width="${isLive || isCurrent ? 2.5 : 1.2}"${dash}/>`,
    textSvg(linesOfNode(node), box, { fill: colours.text }),
    '</g>',
  ].join('');
}

function edgeSvg(
  { points, x, y }: EdgeLayout,
  { label, lines, isLive }: { label: string; lines: readonly string[]; isLive: boolean },
) {
  const line = `<path d="${smooth(points)}" fill="none" stroke="${isLive ? colours.live : colours.line}" stroke-width="${isLive ? 2.5 : 1.2}" marker-end="url(#stepway-arrow${isLive ? '-live' : ''})"/>`;
  if (lines.length === 0 || x === undefined || y === undefined) return { line, words: '' };
  const { width, height } = sizeOf(lines, 8, 4);
  const back = `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" fill="#ffffff" fill-opacity="0.9"/>`;
  const words = `<g><title>${xml(label)}</title>${back}${textSvg(lines, { x, y }, { fill: colours.words, style: 'italic' })}</g>`;
  return { line, words };
}

function textSvg(
  lines: readonly string[],
  { x, y }: Point,
  { fill, style = 'normal' }: { fill: string; style?: 'italic' | 'normal' },
): string {
  const top = y - ((lines.length - 1) * lineHeight) / 2 + fontSize * 0.35;
  const spans = lines.map(
    (line, index) => `<tspan x="${round(x)}" y="${round(top + index * lineHeight)}">${xml(line)}</tspan>`,
  );
  return `<text text-anchor="middle" fill="${fill}" font-style="${style}">${spans.join('')}</text>`;
}

function marker(id: string, fill: string): string {
  return `<defs><marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${fill}"/></marker></defs>`;
}

/** A line through the middles between the points, rounded at the points themselves. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1]!;
    return `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first)} ${bends.join(' ')} L${at(last)}`;
}

function linesOfNode({ title }: GraphNode): readonly string[] {
  return wrapped(title, 28, 3);
}

/** Lines of at most so many characters; what does not fit into the lines ends in `…`. */
function wrapped(text: string, characters: number, mostLines: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > characters ? `${word.slice(0, characters - 1)}…` : word);
  }
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1]} …`];
}

/** How large a text is drawn, near enough: no font is at hand to measure it. */
function sizeOf(lines: readonly string[], paddingX: number, paddingY: number) {
  const longest = Math.max(1, ...lines.map((line) => widthOf(line)));
  return { width: longest + paddingX, height: lines.length * lineHeight + paddingY };
}

function widthOf(line: string): number {
  let width = 0;
  for (const character of line) width += character.codePointAt(0)! > 0x2e80 ? fontSize : fontSize * 0.56;
  return width;
}

/** Escaped, and without the control characters that XML does not allow. */
function xml(text: string): string {
  return ejs.escapeXML(text.replaceAll(/[^\P{Cc}\n]/gu, ' '));
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
