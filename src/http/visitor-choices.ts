import type { Awaitable } from '../awaitable.ts';
import { isSearched } from '../definition/choice-source.ts';
import { rowPlace, rowStep } from '../definition/rows.ts';
import { currentState } from '../engine/here.ts';
import { namesChoices, withNamedChoices } from '../engine/named-choices.ts';
import { hasVisitorChoices, withVisitorChoices, type ValuesByPage } from '../engine/visitor-choices.ts';
import type { Exchange, ListExchange, StepExchange } from './exchange.ts';
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
  const sent =
    place.kind === 'group'
      ? Object.fromEntries(
          readRows(exchange.req, place, { newId: () => 'new' }).map(({ item, raw }) => [
            rowPlace(place, item).key,
            raw,
          ]),
        )
      : { [place.key]: readForm(exchange.req, place).raw };
  return { ...exchange, ...(await loaded(exchange, { stepKey: place.key, sent })) };
}

const none = { fields: [] };

async function loaded(
  exchange: Exchange,
  { stepKey, sent }: { readonly stepKey: string | undefined; readonly sent?: ValuesByPage },
): Promise<Exchange> {
  const { parts, visit } = exchange;
  const filled = await currentState(visit);
  const { engine } = parts;
  const whole = await withVisitorChoices(engine.loadOptions, exchange.definition, { stepKey, filled, sent });
  const definition = await withNamedChoices(engine, whole, filled);
  return { ...exchange, definition, visit: { ...visit, definition } };
}
