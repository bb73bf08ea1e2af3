import type { WizardGraph } from './graph.ts';

/** A wizard's graph as a Mermaid flowchart. */
export function mermaidOf({ nodes, edges }: WizardGraph): string {
  // A step may be called `end`, which Mermaid cannot have as an id.
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const shapes = {
    step: ['[', ']'],
    external: ['[(', ')]'],
    exit: ['{{', '}}'],
    group: ['[[', ']]'],
    tasks: ['[/', '/]'],
    check: ['([', '])'],
  } as const;
  const lines = [
    'flowchart TD',
    ...nodes.map(({ id, kind, title }) => {
      const [open, close] = shapes[kind];
      return `  ${names.get(id)}${open}"${mermaidText(title)}"${close}`;
    }),
    ...edges.map(({ from, to, label }) => {
      const words = label === undefined ? '' : `|"${mermaidText(label)}"|`;
      return `  ${names.get(from)} -->${words} ${names.get(to)}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/** A wizard's graph in the language of Graphviz. */
export function dotOf({ wizard, title, nodes, edges }: WizardGraph): string {
  const shapes = {
    step: 'box',
    external: 'cylinder',
    exit: 'octagon',
    group: 'box3d',
    tasks: 'folder',
    check: 'ellipse',
  } as const;
  const lines = [
    `digraph ${dotText(wizard)} {`,
    `  label=${dotText(title)}; labelloc=t; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=11];`,
    ...nodes.map((node) => {
      const style = node.when === undefined ? '' : ', style=dashed';
      return `  ${dotText(node.id)} [label=${dotText(node.title)}, shape=${shapes[node.kind]}${style}];`;
    }),
    ...edges.map(({ from, to, label }) => {
      const words = label === undefined ? '' : ` [label=${dotText(label)}]`;
      return `  ${dotText(from)} -> ${dotText(to)}${words};`;
    }),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** Mermaid reads quotes, HTML, Markdown and its own `#…;` in a label; its numeric entities stand for any of them. */
function mermaidText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,:;!?'’“”()/+-]/gu, (character) => `#${character.codePointAt(0)};`);
}

function dotText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
  return `"${escaped}"`;
}
