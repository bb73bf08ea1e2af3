import { graphOf, type WizardGraph } from '../graph/graph.ts';
import { dotOf, mermaidOf } from '../graph/text.ts';
import { findWizard, type WizardOptions } from './find-wizard.ts';

/** What stands behind `stepway graph NAME`. */
export interface GraphOptions extends WizardOptions {
  readonly format: 'svg' | 'mermaid' | 'dot' | 'json';
}

/**
 * Prints a wizard as a picture.
 *
 * @throws UsageError when there is no such wizard; WizardError DEFINITION_INVALID
 */
export async function graph(name: string, options: GraphOptions, out: NodeJS.WritableStream): Promise<true> {
  out.write(await drawn(graphOf(await findWizard(name, options)), options.format));
  return true;
}

async function drawn(picture: WizardGraph, format: GraphOptions['format']): Promise<string> {
  switch (format) {
    case 'svg':
      return (await import('../graph/svg.ts')).drawGraph(picture);
    case 'mermaid':
      return mermaidOf(picture);
    case 'dot':
      return dotOf(picture);
    case 'json':
      return `${JSON.stringify(picture, null, 2)}\n`;
  }
}
