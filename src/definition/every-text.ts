import type { Field } from './field.ts';
import type { Node, Part, Section, Value, WizardDefinition } from './model.ts';
import {
  completionWithTexts,
  fieldWithTexts,
  listWith,
  pageWithTexts,
  recordOf,
  recordWith,
  type EachText,
} from './texts.ts';

/** A text of a definition, as its author wrote it, and where it stands: `steps.vehicle.fields.plate.label`. */
export interface KeyedText {
  readonly key: string;
  readonly text: string;
}

/** Every text that is written in a definition, each once, in the order in which a visitor comes to them. */
export function everyText(definition: WizardDefinition): readonly KeyedText[] {
  // A label with links is there as words too: how it was written comes later.
  const found = new Map<string, string>();
  withEveryText(definition, (text, { key }) => {
    found.set(key, text);
    return text;
  });
  return [...found].map(([key, text]) => ({ key, text }));
}

/**
 * A definition with each of its texts given through `each`, with the key of its place in the whole; everything else is as
 * it was, and the same object where no text changes.
 */
export function withEveryText(definition: WizardDefinition, each: EachText): WizardDefinition {
  const { title, start, several, words, nodes, completion } = definition;
  const inTree = sharingSections(each);
  const numbered = (key: string, texts: readonly string[]) =>
    listWith(texts, (text, index) => each(text, { property: 'start', key: `${key}.${index + 1}` }));
  return recordWith(definition, {
    title: each(title, { property: 'title', key: 'title' }),
    start:
      start === false
        ? start
        : recordWith(start, {
            intro: numbered('start.intro', start.intro),
            needs: numbered('start.needs', start.needs),
          }),
    nodes: listWith(nodes, (node) => nodeWith(node, { path: [], each: inTree })),
    completion: completionWithTexts(completion, below('complete', each)),
    several:
      several?.name === undefined
        ? several
        : recordWith(several, {
            name: each(several.name, { property: 'several', key: 'several.name' }),
          }),
    words: wordsWith(words, each),
  });
}

/** What `each` is given of the texts below a place. */
function below(place: string, each: EachText): EachText {
  return (text, at) => each(text, { ...at, key: `${place}.${at.key}` });
}

/** Headings are one where they read the same: all of them have the place of the first. */
function sharingSections(each: EachText): EachText {
  const known = new Map<string, string>();
  return (text, at) => {
    if (at.property !== 'section') return each(text, at);
    const key = known.get(text) ?? at.key;
    known.set(text, key);
    return each(text, { ...at, key });
  };
}

interface Around {
  /** The ids of the nodes around. */
  readonly path: readonly string[];
  readonly each: EachText;
}

function nodeWith(node: Node, { path: outer, each }: Around): Node {
  const path = [...outer, node.id];
  const at = path.join('/');
  const inner = (nodes: readonly Node[], within: readonly string[] = path) =>
    listWith(nodes, (one) => nodeWith(one, { path: within, each }));
  switch (node.kind) {
    case 'value':
      return recordWith<Value>(node, { field: valueField(node, below(`values.${at}`, each)) });
    case 'section': {
      const title = each(node.title, { property: 'title', key: `sections.${at}.title` });
      // It adds nothing to the addresses of what stands in it.
      return recordWith<Section>(node, { title, nodes: inner(node.nodes, outer) });
    }
    case 'part':
      return recordWith<Part>(node, {
        section: sectionWith(node.section, below(`parts.${at}`, each)),
        nodes: inner(node.nodes),
      });
    case 'step': {
      const here = below(`steps.${at}`, each);
      const page = pageWithTexts(node, here);
      const fields = listWith(page.fields, (field) => withItemText(field, here));
      return recordWith(page, { ...pageTexts(node, here), fields });
    }
    case 'exit': {
      const here = below(`steps.${at}`, each);
      return recordWith(pageWithTexts(node, here), pageTexts(node, here));
    }
    case 'group': {
      const here = below(`steps.${at}`, each);
      const item = node.item === undefined ? undefined : here(node.item, { property: 'item', key: 'item' });
      return recordWith(pageWithTexts(node, here), {
        ...pageTexts(node, here),
        item,
        nodes: inner(node.nodes),
      });
    }
  }
}

/** What a page has besides the texts in which answers are told where it is made. */
function pageTexts(page: Pick<Extract<Node, { kind: 'step' }>, 'section' | 'words'>, each: EachText) {
  return { section: sectionWith(page.section, each), words: wordsWith(page.words, each) };
}

function sectionWith(section: string | undefined, each: EachText): string | undefined {
  return section === undefined ? undefined : each(section, { property: 'section', key: 'section' });
}

function wordsWith<Words extends { readonly [key: string]: string }>(words: Words, each: EachText): Words {
  return recordOf(words, (text, key) => each(text, { property: 'words', key: `words.${key}` }));
}

/** What the items are called that a choice among them offers. */
function withItemText(field: Field, each: EachText): Field {
  const { from } = field.meta;
  if (from?.item === undefined) return field;
  const at = { property: 'from', key: `fields.${field.name}.from`, field: field.name };
  return recordWith(field, {
    meta: recordWith(field.meta, { from: recordWith(from, { item: each(from.item, at) }) }),
  });
}

function valueField({ field }: Value, each: EachText): Field {
  const prefix = `fields.${field.name}.`;
  return fieldWithTexts(field, (text, at) => each(text, { ...at, key: at.key.slice(prefix.length) }));
}
