import { expect, test } from '@jest/globals';
import { drawGraph } from '../../src/graph/svg.ts';
import type { WizardGraph } from '../../src/graph/graph.ts';

const graph: WizardGraph = {
  wizard: 'w',
  title: 'A & "B"',
  nodes: [
    { id: 'one', kind: 'step', title: '<script>alert("1")</script>', fields: [] },
    { id: 'two', kind: 'step', title: 'Two\u0000', when: 'x is “y”', fields: ["a'b"] },
    { id: 'check', kind: 'check', title: 'Check', fields: [] },
  ],
  edges: [
    { from: 'one', to: 'two', label: 'x < 1 & y > 2' },
    { from: 'one', to: 'check' },
    { from: 'two', to: 'check' },
  ],
};

test('whatever the author wrote stands escaped, and control characters are left out', () => {
  const svg = drawGraph(graph);
  expect(svg).not.toContain('<script');
  expect(svg).toContain('x &lt; 1 &amp; y &gt; 2');
  expect(svg).toContain('<title>A &amp; &#34;B&#34;</title>');
  expect(svg).not.toContain('\u0000');
});

test('the path is drawn in its own colour, and every node leads somewhere', () => {
  const svg = drawGraph(graph, { path: ['one', 'check'], current: 'one', hrefOf: (id) => `/go?to=${id}&x` });
  expect(svg.match(/url\(#stepway-arrow-live\)/g)).toHaveLength(1);
  expect(svg.match(/<a href="\/go\?to=\w+&amp;x">/g)).toHaveLength(3);
});

test('the same graph gives the same picture', () => {
  expect(drawGraph(graph)).toBe(drawGraph(graph));
});

test('where every page can be passed over, only the ways to the next page and to exits are drawn', () => {
  const ids = Array.from({ length: 20 }, (_, index) => `s${index}`);
  const tangle: WizardGraph = {
    wizard: 'w',
    title: 'W',
    nodes: ids.map((id) => ({ id, kind: id === 's5' ? 'exit' : 'step', title: id, fields: [] })),
    edges: ids.flatMap((from, index) =>
      from === 's5' ? [] : ids.slice(index + 1).map((to) => ({ from, to })),
    ),
  };
  const svg = drawGraph(tangle);
  expect(svg).toContain('<desc>Too many ways to draw');
  // 18 ways on, and one to the exit from each of the 5 pages before it.
  expect(svg.match(/marker-end/g)).toHaveLength(23);
});

test('a short label leaves its subject out, and says the whole where the pointer rests', () => {
  const labelled: WizardGraph = {
    ...graph,
    edges: graph.edges.map((edge) => ({ ...edge, label: 'Reason is “To work”', short: 'is “To work”' })),
  };
  const short = drawGraph(labelled, { areLabelsShort: true });
  expect(short).toContain('>is “To work”</tspan>');
  expect(short).toContain('<title>Reason is “To work”</title>');
  expect(drawGraph(labelled)).toContain('>Reason is “To work”</tspan>');
});
