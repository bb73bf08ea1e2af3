import type { Visit, VisitOptions } from '../visit.ts';
import { answerAhead } from '../ahead.ts';
import { send } from '../forms.ts';
import { before, displeased, holiday, volunteer } from '../journeys.ts';
import { everything } from '../wizards.ts';

/** One state of one page: what is looked at by axe, and by a designer in `npm run screenshots`. */
export interface State {
  readonly name: string;
  readonly options?: VisitOptions;
  readonly reach: (visit: Visit) => Promise<void>;
}

/** Valid answers to the texts of `everything`. */
export const texts = { name: 'Ann Lee', email: 'ann@example.com', pin: '1234', age: '30', born: '1 1 1990' };
/** A server of `everything`. */
export const withEverything: VisitOptions = { wizards: [everything] };

/** Opens `feedback` at its second step. */
export async function atMissing(visit: Visit): Promise<void> {
  await answerAhead(visit, 'feedback', before(displeased, 'missing'));
  await visit.open('/feedback/missing');
}

/** Opens `visa` at a step of a journey. */
export async function atVisa(visit: Visit, step: string, journey = holiday): Promise<void> {
  await answerAhead(visit, 'visa', before(journey, step));
  await visit.open(`/visa/${step}`);
}

/** Opens `registration` at a step. */
export async function atRegistration(visit: Visit, step: string): Promise<void> {
  await answerAhead(visit, 'registration', before(volunteer, step));
  await visit.open(`/registration/${step}`);
}

/** Sends the page as it is, and waits for its errors. */
export async function refuse({ page }: Visit): Promise<void> {
  await send(page);
  await page.locator('#stepway-errors').waitFor();
}
