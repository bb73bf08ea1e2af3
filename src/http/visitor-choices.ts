import type { Request } from 'express';
import type { Awaitable } from '../awaitable.ts';
import { isSearched } from '../definition/choice-source.ts';
import type { GroupPlace } from '../definition/place.ts';
import { rowPlace, rowStep } from '../definition/rows.ts';
import { currentState } from '../engine/here.ts';
import { namesChoices, withNamedChoices } from '../engine/named-choices.ts';
import {
  callsOf,
  hasVisitorChoices,
  withVisitorChoices,
  type ValuesByPage,
} from '../engine/visitor-choices.ts';
import type { Exchange, ListExchange, StepExchange } from './exchange.ts';
import type { Change } from '../form/retyped.ts';
import { languagesOfForm } from './language-asked.ts';
import { readForm } from './intent.ts';
import { readRows } from './rows-intent.ts';

/**
 * The exchange with the options that are loaded for what this visitor has answered, which the session knows: those of a
 * page, and those by which its texts call answers.
 */
export function withChoicesHere(exchange: Exchange, stepKey?: string): Awaitable<Exchange> {
  const { definition } = exchange;
  const isConcerned = hasVisitorChoices(definition, stepKey) || namesChoices(definition);
  return isConcerned ? loaded(exchange, { stepKey }) : exchange;
}

/** The same with what a form brings for choices that are searched, once it has been read. */
export async function withChoicesSent<At extends StepExchange | ListExchange>(exchange: At): Promise<At> {
  const { place } = exchange;
  const { fields } = place.kind === 'group' ? rowStep(place) : place.kind === 'step' ? place.step : none;
  if (!fields.some(({ meta }) => isSearched(meta.source))) return exchange;
  const languages = languagesOfForm(exchange.parts.look, exchange);
  const sent =
    place.kind === 'group'
      ? rowsSent(exchange.req, place, languages)
      : { [place.key]: readForm(exchange.req, place, languages).raw };
  return { ...exchange, ...(await loaded(exchange, { stepKey: place.key, sent })) };
}

const none = { fields: [] };

/** What each row brings; new ones of a front end have no id yet, and are told apart by their number. */
function rowsSent(req: Request, group: GroupPlace, languages: Change): ValuesByPage {
  let fresh = 0;
  const rows = readRows(req, group, { languages, newId: () => `new${(fresh += 1)}` });
  return Object.fromEntries(rows.map(({ item, raw }) => [rowPlace(group, item).key, raw]));
}

async function loaded(
  exchange: Exchange,
  { stepKey, sent }: { readonly stepKey: string | undefined; readonly sent?: ValuesByPage },
): Promise<Exchange> {
  const { parts, visit } = exchange;
  const filled = await currentState(visit);
  const { engine } = parts;
  const calls = callsOf(visit);
  const chosen = { stepKey, filled, sent, calls };
  const whole = await withVisitorChoices(engine.loadOptions, exchange.definition, chosen);
  const definition = await withNamedChoices({ ...engine, calls }, whole, filled);
  return { ...exchange, definition, visit: { ...visit, definition } };
}
