import { hiddenNames } from '../render/pages/urls.ts';
import { fail, whereabouts } from './expectations.ts';
import type { Answers } from './form-body.ts';
import { refuseUnknownFields } from './moves.ts';
import type { SeenPage } from './read-page.ts';
import { started, type Stand, type Surroundings } from './stand.ts';
import type { Visitor } from './visitor.ts';

/**
 * Presses "Save and come back later".
 *
 * @param answers what is typed on the page, finished or not
 * @throws AssertionError where there is no such button, a field is not of the page, or nothing was saved
 */
export async function save({ served }: Surroundings, now: Stand, answers: Answers): Promise<Stand> {
  const { visitor: someone, page } = started(now);
  const { own } = await served();
  if (page.step !== undefined) refuseUnknownFields(own?.definitions.get(now.wizard), page.step, answers);
  const saved = await pressed(someone, page, answers);
  if (saved.kind === 'saved-run' || saved.kind === 'saved') return { ...now, page: saved };
  fail(`nothing was saved: ${whereabouts(saved)}`);
}

/** A page with fields has its button in their form; others have a form of it alone, or a link. */
async function pressed(someone: Visitor, page: SeenPage, answers: Answers): Promise<SeenPage> {
  if (page.kind === 'step' || page.kind === 'rows')
    return someone.send(page, { ...answers, [hiddenNames.save]: '1' });
  if (Object.keys(answers).length > 0) fail(`there is nothing to type here: ${whereabouts(page)}`);
  const url = `${page.base}/saved`;
  if (page.markup.forms.includes(url)) return someone.visit(url, { method: 'POST' });
  if (page.markup.links.some(({ href }) => href === url)) return someone.open(url);
  fail(`this page has no way to save the form: ${whereabouts(page)}`);
}
