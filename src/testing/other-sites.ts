import type { StepAnswers } from '../definition/answers.ts';
import type { Node, WizardDefinition } from '../definition/model.ts';
import { findStep } from '../definition/place.ts';
import { isWizardDefinition } from '../definition/write/is-wizard.ts';
import type { SeenPage } from './read-page.ts';
import type { Answers } from './form-body.ts';
import type { Visitor } from './visitor.ts';

/** The other sites of some wizards, played by the test kit: a visitor who is sent there is back at once, with an answer. */
export interface OtherSites {
  /** The definition whose steps at other sites are answered here. */
  readonly played: (definition: WizardDefinition) => WizardDefinition;
  /** What comes back from a step the next time that somebody is sent there. */
  readonly give: (wizard: string, step: string, answers: Answers) => void;
}

/** Other sites without an answer yet. */
export function otherSites(): OtherSites {
  const given = new Map<string, Answers>();
  const playedNode = (node: Node, key: string): Node => {
    if (node.kind === 'section') return { ...node, nodes: node.nodes.map((inner) => playedNode(inner, key)) };
    const own = `${key}/${node.id}`;
    if ('nodes' in node) return { ...node, nodes: node.nodes.map((inner) => playedNode(inner, own)) };
    if (node.kind !== 'step' || node.external === undefined) return node;
    const external = {
      ...node.external,
      cancel: undefined,
      begin: ({ returnUrl }: { readonly returnUrl: string }) => new URL(returnUrl).pathname,
      finish: () => {
        const answer = given.get(own);
        given.delete(own);
        // What a test gives is judged as what an author's `finish` gives.
        return answer === undefined ? undefined : { answer: answer as StepAnswers };
      },
    };
    return { ...node, external };
  };
  return {
    played: (definition) =>
      isWizardDefinition(definition)
        ? { ...definition, nodes: definition.nodes.map((node) => playedNode(node, definition.id)) }
        : definition,
    give: (wizard, step, answers) => void given.set(`${wizard}/${step}`, answers),
  };
}

/** Whether a step is done at another site. */
export function isAtOtherSite(definition: WizardDefinition | undefined, step: string): boolean {
  return definition !== undefined && findStep(definition, step)?.step.external !== undefined;
}

/** The key of a step as its author knows it, without the ids of items. */
export function writtenOf(definition: WizardDefinition, step: string): string {
  return findStep(definition, step)?.written ?? step;
}

/** From the page on which a visitor is back from another site, goes on; from any other page nowhere. */
export async function goOnFrom(someone: Visitor, page: SeenPage): Promise<SeenPage> {
  const { json } = page;
  if (json?.['kind'] === 'leaving') return goOnFrom(someone, await someone.open(String(json['location'])));
  if (page.kind !== 'returned') return page;
  return someone.send(page, {}, page.url.replace(/\/return\/[^/]*$/, ''));
}
