import type { HandingOver } from '../../definition/model.ts';
import { proseOf } from './prose.ts';
import { hiddenNames, type Urls } from './urls.ts';
import type { HandOverView } from './view-parts.ts';

/**
 * Ways on to other wizards, told already.
 *
 * @param action where a press is sent, which takes answers along; undefined where there are none to take
 */
export function handOverViews(
  handOvers: readonly HandingOver[],
  action: string | undefined,
  urls: Urls,
): readonly HandOverView[] {
  return handOvers.map(({ to, title, text }) => {
    // What it says is taken along is not there.
    if (action === undefined) return { wizard: to.id, title, prose: '', href: urls.wizard(to.id) };
    const prose = text === undefined ? '' : proseOf([text], 'same-tab').prose;
    return { wizard: to.id, title, prose, form: { action, name: hiddenNames.to, value: to.id } };
  });
}
