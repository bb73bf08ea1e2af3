import { core } from 'zod';
import type { Request } from 'express';
import type { Awaitable } from '../awaitable.ts';
import type { StepAnswers } from '../definition/answers.ts';
import { asksForFacts, withFacts } from '../definition/facts.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { hostCall, remainingMs } from '../session/request-time.ts';
import type { Host } from './parts.ts';

/**
 * The definition with what the host says of the visitor of a request; as it is for a wizard that does not ask.
 *
 * @param visit.now milliseconds since the epoch
 * @throws WizardError HOST_TIMEOUT; FACTS_INVALID for what does not fit; what the host's function throws
 */
export function withFactsOf(
  host: Pick<Host, 'facts'>,
  visit: { readonly req: Request; readonly now: number },
  definition: WizardDefinition,
): Awaitable<WizardDefinition> {
  return asksForFacts(definition) ? askedOf(host, visit, definition) : definition;
}

async function askedOf(
  { facts }: Pick<Host, 'facts'>,
  { req, now }: { readonly req: Request; readonly now: number },
  definition: WizardDefinition,
): Promise<WizardDefinition> {
  const call = () => facts?.(req, definition.id) ?? {};
  return withFacts(definition, factsIn(definition, await hostCall(remainingMs(req, now), 'facts', call)));
}

/**
 * What a host gave, as the wizard wants it: others, which another wizard may want, are left out.
 *
 * @throws WizardError FACTS_INVALID that names the fact, never what was given
 */
function factsIn(
  { id, facts = [] }: WizardDefinition,
  given: { readonly [name: string]: unknown },
): StepAnswers {
  const kept = facts.flatMap(({ name, schema, required }): [string, StepAnswers[string]][] => {
    const value = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    if (value === undefined && !required) return [];
    const where = `wizard "${id}": the fact "${name}"`;
    if (value === undefined)
      throw new WizardError(
        'FACTS_INVALID',
        `${where} is missing; give it in "facts", or put .optional() behind it`,
      );
    const { success, error } = core.safeParse(schema, value);
    if (!success)
      throw new WizardError('FACTS_INVALID', `${where} does not fit its schema: ${error.issues[0]?.message}`);
    // A schema that took it takes JSON, as those of fields do.
    return [[name, value as StepAnswers[string]]];
  });
  return Object.fromEntries(kept);
}
