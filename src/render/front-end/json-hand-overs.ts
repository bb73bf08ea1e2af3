import type { HandingOver } from '../../definition/model.ts';
import { handOverViews } from '../pages/hand-over-view.ts';
import type { Urls } from '../pages/urls.ts';

/** Ways on to other wizards: with `stamp`, POSTed to `action`, they take answers along; without, they are links. */
export function handOversBody(handOvers: readonly HandingOver[], action: string | undefined, urls: Urls) {
  return handOverViews(handOvers, action, urls).map(({ wizard, title, prose, form, href }) => ({
    wizard,
    title,
    textHtml: prose,
    ...(form === undefined ? { start: href } : { action: form.action, stamp: { [form.name]: form.value } }),
  }));
}
