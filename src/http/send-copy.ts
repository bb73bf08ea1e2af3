import { answerTo } from '../definition/condition/evaluate.ts';
import { rootScope } from '../definition/place.ts';
import { currentState } from '../engine/here.ts';
import { liveOf } from '../flow/walk.ts';
import { factsOf } from '../log.ts';
import { summaryOf } from '../render/pages/summary.ts';
import { hostCall } from '../session/request-time.ts';
import { namedIn } from './address.ts';
import type { Exchange } from './exchange.ts';
import type { CopyMail } from './parts.ts';
import { languageFor } from './reply.ts';
import type { Handled } from './route.ts';
import { sentToShow } from './sent.ts';

/** How many submissions are remembered of which a copy was sent; past them the first one is forgotten. */
const mostRemembered = 10_000;

/** The submissions of which this process has sent a copy, by their references. */
const copied = new Set<string>();

/**
 * POST of a receipt: has the host send what was sent to the address among the answers, once for a submission. What is
 * wrong with the sending is said on the receipt; the submission is what it is.
 *
 * @returns `unknown` for anybody else, and where nothing is sent
 */
export async function sendCopy(exchange: Exchange): Promise<Handled> {
  const { parts, definition, visit, req, reply } = exchange;
  const reference = namedIn(req);
  const { copyTo } = definition.completion.receipt;
  const send = parts.host.sendCopy;
  const state = await currentState(visit);
  const sent = await sentToShow(exchange, state, reference);
  if (copyTo === undefined || send === undefined || typeof sent === 'string') return 'unknown';
  const to = answerTo(copyTo.ref, rootScope(definition), liveOf(sent));
  if (typeof to !== 'string' || to === '') return 'unknown';
  if (copied.has(reference)) return reply.goTo({ to: 'done', reference, copy: 'sent' });
  const language = languageFor(parts.look).with(definition.words);
  const mail: CopyMail = {
    to,
    reference,
    wizard: { id: definition.id, title: definition.title },
    sections: summaryOf(sent, { say: language.say, language: language.tag }).map(({ heading, rows }) => ({
      heading,
      rows: rows.map(({ label, lines }) => ({ label, lines })),
    })),
    language: language.tag,
    services: parts.engine.services,
  };
  remember(reference);
  try {
    await hostCall(visit.session.remainingMs(), 'sendCopy', () => send(mail));
  } catch (error) {
    copied.delete(reference);
    parts.engine.log.error(factsOf(error), 'the copy of a submission could not be sent');
    return reply.goTo({ to: 'done', reference, copy: 'failed' });
  }
  return reply.goTo({ to: 'done', reference, copy: 'sent' });
}

/** Before it is sent, so that two presses send one. */
function remember(reference: string): void {
  const [first] = copied.size < mostRemembered ? [] : copied;
  if (first !== undefined) copied.delete(first);
  copied.add(reference);
}
