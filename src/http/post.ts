import type { Response } from 'express';
import { submissionIdOf } from '../completion/record.ts';
import { commit } from '../engine/commit.ts';
import type { WizardEvent } from '../engine/event.ts';
import type { WizardState } from '../engine/state.ts';
import { rawOf, saysTheSame } from '../form/read.ts';
import { isBlankRow } from '../form/rows.ts';
import { searchedAlone } from './asked-alone.ts';
import { isWithoutCookies, type FormSent } from './cookie-trial.ts';
import { eventsOf } from './events.ts';
import type { Exchange, ListExchange, StepExchange } from './exchange.ts';
import { filesAfter } from './files/after.ts';
import { receiveFiles } from './files/receive.ts';
import { answerUpload, uploadedField } from './files/upload.ts';
import { handOverAtExit } from './hand-over.ts';
import { answerIntent, asksForOne, asksOfOneField, externalIntent, handsOver, listIntent } from './intent.ts';
import { languagesOfForm } from './language-asked.ts';
import { toldLate } from './other-site.ts';
import { answerTo, inWizard } from './pages.ts';
import { languageFor } from './reply.ts';
import type { Handled } from './route.ts';
import { rowsIntent } from './rows-intent.ts';
import { answerSearch } from './search.ts';
import { withChoicesSent } from './visitor-choices.ts';

/** The form of a step, or a file for it by itself. */
export async function postStep(exchange: StepExchange, res: Response): Promise<Handled> {
  const { place, parts } = exchange;
  const { external } = place.kind === 'step' ? place.step : {};
  if (asksOfOneField(exchange) && (place.kind === 'exit' || external !== undefined)) return 'unknown';
  if (place.kind === 'exit' && handsOver(exchange)) return handOverAtExit({ ...exchange, place }, res);
  if (external !== undefined) return post(exchange, externalIntent(exchange, external));
  await receiveFiles(exchange, res);
  const field = uploadedField(exchange);
  if (field !== undefined) return answerUpload(exchange, field);
  const whole = await withChoicesSent(exchange);
  return post(whole, answerIntent(whole, languagesOfForm(parts.look, whole)));
}

/** The form of a list, or of its rows; by the question whether there is one more a front end answers either. */
export async function postList(exchange: ListExchange): Promise<Handled> {
  const { place, parts, visit } = exchange;
  if (place.step.rows === undefined || asksForOne(exchange))
    return asksOfOneField(exchange) ? 'unknown' : post(exchange, listIntent(exchange));
  const whole = await withChoicesSent(exchange);
  const languages = languagesOfForm(parts.look, whole);
  return post(whole, rowsIntent(whole, { languages, newId: visit.ids.item }));
}

/** How long the finishing POST waits for the handler before it shows a receipt that says "working". */
const handlerWaitMs = 1_000;

/** Every POST of a wizard: brings what the visitor asks for to its end, tells the host, and answers. */
export async function post(exchange: Exchange, event: WizardEvent): Promise<void> {
  if (isWithoutCookies(exchange.req, event)) return tellOfCookies(exchange, event);
  const { parts, visit, reply } = exchange;
  const seeToFiles = filesAfter(exchange, event);
  const outcome = await commit(visit, event);
  await seeToFiles(outcome);
  for (const { details, state } of eventsOf(event, outcome)) reply.event(details, state);
  reply.speak();
  if (outcome.kind === 'submitted') await attempt(exchange, outcome.state);
  if (outcome.kind === 'put-away') reply.keepLink(outcome.token);
  const told =
    event.kind === 'return' && outcome.kind === 'late'
      ? await toldLate(exchange, event.place, event)
      : undefined;
  const isFound = outcome.kind === 'found' || outcome.kind === 'rows-found';
  if (isFound && searchedAlone(exchange.req) !== undefined) return answerSearch(exchange, outcome);
  const answer = answerTo(
    outcome,
    { told, takenOut: exchange.req.query['removed'], ...inWizard(visit) },
    languageFor(parts.look),
  );
  if (outcome.kind === 'expired') visit.session.abandon();
  switch (answer.by) {
    case 'page':
      return reply.page(answer.page);
    case 'goal':
      return reply.goTo(answer.goal);
    case 'json':
      return reply.json(answer.body);
    case 'other-site':
      return reply.leave(answer.url);
  }
}

/** Tells a browser without cookies so, with what was typed; nothing is written that could never be found again. */
async function tellOfCookies(exchange: Exchange, event: FormSent): Promise<void> {
  const { definition, reply } = exchange;
  const { to, isAsked } = languagesOfForm(exchange.parts.look, exchange);
  // Nothing is lost, and an address says the language as well as a cookie does.
  if (isAsked && isEmptyForm(event))
    return reply.goTo({ to: 'step', place: event.place, onward: 'next' }, `?lang=${to}`);
  reply.tryCookie();
  const page = { kind: 'no-cookies', status: 400, definition } as const;
  if (event.kind === 'open-saved') return reply.page({ ...page, raw: {}, token: event.by.token });
  const isDraft = event.kind === 'draft' || (event.kind === 'rows' && event.ask.kind === 'draft');
  if (isDraft) return reply.json({ saved: false, keptUntil: null });
  const { place, stamp } = event;
  return reply.page({ ...page, place, raw: event.kind === 'leave' ? {} : event.form.raw, stamp });
}

/** Whether a form brings nothing but what its page has shown to begin with. */
function isEmptyForm(event: FormSent): event is Exclude<FormSent, { readonly kind: 'open-saved' | 'leave' }> {
  if (event.kind === 'open-saved' || event.kind === 'leave') return false;
  if (event.kind === 'rows') return event.rows.every(({ raw }) => isBlankRow(event.group, raw));
  const { step } = event.place;
  return saysTheSame(step, event.form.raw, rawOf(step, undefined));
}

/** Runs the handler now; the receipt sees for itself how far it came. */
async function attempt({ parts, definition, visit }: Exchange, state: WizardState): Promise<void> {
  if (definition.completion.run === undefined) return;
  await parts.engine.attempt(submissionIdOf(state), Math.min(handlerWaitMs, visit.session.remainingMs()));
}
