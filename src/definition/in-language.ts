import { z } from 'zod';
import { withEveryText } from './every-text.ts';
import type { Field } from './field.ts';
import { markdownWords } from './markdown.ts';
import type { Node, WizardDefinition } from './model.ts';
import { listWith, recordWith } from './texts.ts';

/**
 * A text in another language: alone, or as `stepway texts` writes it, by language beside the one that it was made from.
 * Nothing, and an empty text, is not translated yet.
 */
export type TranslatedText = string | { readonly [language: string]: string };

/** Texts in another language, by their keys: `steps.vehicle.title`, or those of the framework's words. */
export type Texts = { readonly [key: string]: TranslatedText };

/** What such texts must be. */
export const textsShape = z.record(
  z.string(),
  z.union(
    [z.string(), z.record(z.string(), z.string())],
    'must be a text, or an object of texts by language, as npx stepway texts writes it',
  ),
);

/** Where a file of texts has the sentences that checks, schemas and handlers say: by the sentence as its author wrote it. */
export const messagesKey = 'messages.';

/** What a translator has to look at again stands here, in the place of a language: the text that theirs was made from. */
export const changedKey = 'was';

/** The text in a language; undefined while it is not translated. */
export function textIn(texts: Texts, key: string, tag: string): string | undefined {
  const given = Object.hasOwn(texts, key) ? texts[key] : undefined;
  const text = typeof given === 'string' ? given : given?.[tag];
  return text === '' ? undefined : text;
}

/**
 * A definition as it reads in another language: its ids and values, its conditions and its schemas are as they were, so
 * that answers, stamps and the walk notice nothing. A text that is not translated is the author's own.
 *
 * @param tag BCP 47
 */
export function inLanguage(definition: WizardDefinition, tag: string, texts: Texts = {}): WizardDefinition {
  const told = withEveryText(definition, (text, { key }) => textIn(texts, key, tag) ?? text);
  const messages = Object.keys(texts).flatMap((key) => {
    const text = key.startsWith(messagesKey) ? textIn(texts, key, tag) : undefined;
    return text === undefined ? [] : [[key, text] as const];
  });
  return {
    ...told,
    nodes: listWith(told.nodes, withPlainLabels),
    words: { ...told.words, ...Object.fromEntries(messages) },
    language: tag,
  };
}

/** Labels that were written with links or emphasis are there as plain words too. */
function withPlainLabels(node: Node): Node {
  if (node.kind === 'step') return recordWith(node, { fields: listWith(node.fields, withPlainLabel) });
  if (!('nodes' in node)) return node;
  return recordWith<typeof node>(node, { nodes: listWith(node.nodes, withPlainLabels) });
}

function withPlainLabel(field: Field): Field {
  if (field.longLabel === undefined) return field;
  const label = markdownWords(field.longLabel, { withAddresses: false }).join(' ');
  return recordWith(field, { meta: recordWith(field.meta, { label }) });
}
