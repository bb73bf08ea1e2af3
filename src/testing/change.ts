import { fail, whereabouts } from './expectations.ts';
import type { Answers } from './form-body.ts';
import { comeTo, send } from './moves.ts';
import { nameOf } from './read-page.ts';
import { started, type Stand, type Surroundings } from './stand.ts';

/** On check-your-answers, to which it goes from a completed list of tasks: presses Change of a step, and answers it. */
export async function change(
  around: Surroundings,
  before: Stand,
  { step, answers }: { readonly step: string; readonly answers: Answers },
): Promise<Stand> {
  const now = await comeTo(around, before, 'check');
  const { visitor: someone, page } = started(now);
  if (nameOf(page) !== 'check') fail(`check-your-answers is not open: ${whereabouts(page)}`);
  const url = `${page.base}/${someone.addressOf(step)}?return=check`;
  if (page.markup.links.every(({ href }) => href !== url)) {
    fail(`check-your-answers has no way to change "${step}": ${now.answered.join(', ')} were answered`);
  }
  return send(around, { ...now, page: await someone.open(url) }, answers);
}
