import type { Response } from 'express';
import { rootScope, type ExitPlace } from '../definition/place.ts';
import type { HandingOver, WizardDefinition } from '../definition/model.ts';
import type { Scope } from '../definition/scope.ts';
import { answersGiven } from '../engine/answers-given.ts';
import { withChoicesOfHost } from '../engine/host-choices.ts';
import { commitOfHost } from '../engine/commit.ts';
import { handedAnswers } from '../engine/handed-answers.ts';
import { currentState } from '../engine/here.ts';
import type { HostOutcome } from '../engine/host-event.ts';
import { filledAt } from '../engine/items.ts';
import { stateIn } from '../engine/state.ts';
import type { Visit } from '../engine/visit.ts';
import { segmentFor } from '../engine/which-run.ts';
import { isOpen, resume } from '../flow/position.ts';
import { liveOf, walkOf, type Walk } from '../flow/walk.ts';
import { hiddenNames } from '../render/pages/urls.ts';
import { namedIn } from './address.ts';
import { fieldsOf } from './body.ts';
import { eventsOfHost } from './events.ts';
import type { Exchange, StepExchange } from './exchange.ts';
import { textOf } from './intent.ts';
import { inWizard } from './pages.ts';
import { admit, asOfToday, type Handled } from './route.ts';
import { sentHere } from './sent.ts';
import { arrive } from './show.ts';

/** POST of a receipt: on to another wizard, with what was sent here. In another browser there is nothing to take along. */
export async function handOverSent(exchange: Exchange, res: Response): Promise<Handled> {
  const { definition, visit, req } = exchange;
  const sent = sentHere(definition, await currentState(visit), namedIn(req));
  const { handOvers } = definition.completion.receipt;
  const from = typeof sent === 'string' ? undefined : { walk: sent, scope: rootScope(definition) };
  return goOn(exchange, { handOvers, from }, res);
}

/** POST of an exit page: on to another wizard, with what was answered on the way there. */
export async function handOverAtExit(
  exchange: StepExchange & { readonly place: ExitPlace },
  res: Response,
): Promise<Handled> {
  const { definition, place, reply } = exchange;
  const arrival = await arrive(exchange, () => false);
  if (arrival === undefined) return;
  const walk = walkOf(definition, filledAt(arrival.state, place));
  if (!isOpen(walk, place)) return reply.goTo(resume(walk));
  return goOn(exchange, { handOvers: place.step.handOvers, from: { walk, scope: place.scope } }, res);
}

/** From where visitors go on to another wizard, and the answers that they can take along. */
interface Leaving {
  readonly handOvers: readonly HandingOver[];
  /** Undefined where there are none. */
  readonly from: { readonly walk: Walk; readonly scope: Scope } | undefined;
}

/** @returns `unknown` when no way leads from here to the wizard that the form names */
async function goOn({ parts, req, visit }: Exchange, leaving: Leaving, res: Response): Promise<Handled> {
  const { engine } = parts;
  const id = textOf(fieldsOf(req), hiddenNames.to);
  const handOver = leaving.handOvers.find(({ to }) => to.id === id);
  const served = engine.definitions.get(id);
  if (handOver === undefined || served === undefined) return 'unknown';
  const definition = asOfToday(engine, await engine.resolveChoices(served));
  const other = await admit(parts, { req, res, definition, segment: segmentOfHanded(definition, visit) });
  if (other === undefined || other === 'unknown') return other;
  const handed =
    leaving.from === undefined ? {} : handedAnswers(handOver, leaving.from.scope, liveOf(leaving.from.walk));
  if (Object.keys(handed).length === 0) return other.reply.goTo({ to: 'wizard' });
  const startWith = (whole: WizardDefinition) =>
    ({ kind: 'start-with', answers: answersGiven(whole, handed), isOver: false }) as const;
  const whole = await withChoicesOfHost(engine.loadOptions, other.visit, startWith(definition));
  const outcome = await commitOfHost({ ...other.visit, definition: whole }, startWith(whole));
  return answerWith(other, outcome);
}

/** The run that takes the answers, where there can be several: the same one when the button is pressed twice. */
function segmentOfHanded({ id, several }: WizardDefinition, { run, session }: Visit): string | undefined {
  if (several === undefined) return undefined;
  return segmentFor(`${stateIn(session.state(), run)?.instance ?? run} ${id}`);
}

/** Into the other wizard, or why its answers stay as they are. */
async function answerWith({ definition, visit, reply }: Exchange, outcome: HostOutcome): Promise<void> {
  if (outcome.kind === 'written') {
    for (const { details, state } of eventsOfHost(outcome)) reply.event(details, state);
    return reply.goTo(resume(walkOf(definition, outcome.state)));
  }
  switch (outcome.why) {
    case 'started':
      return reply.page({ ...inWizard(visit), kind: 'in-progress', status: 409 });
    case 'expired': {
      const { endedAt } = inWizard(visit);
      visit.session.abandon();
      return reply.page({ definition, kind: 'expired', status: 410, raw: {}, endedAt });
    }
    case 'full':
      return reply.goTo({ to: 'runs' });
    case 'too-large':
      return reply.page({ definition, kind: 'too-large', status: 413, raw: {} });
    // What is started anew is neither missing nor sent, and refuses nothing: it waits in the controls.
    case 'not-started':
    case 'sent':
    case 'refused':
      return reply.goTo({ to: 'wizard' });
  }
}
