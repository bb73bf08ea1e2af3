import { progressAt } from '../../flow/progress.ts';
import type { Page } from '../pages/page.ts';
import { hiddenNames } from '../pages/urls.ts';
import {
  backOf,
  describeStep,
  helpersOf,
  linksOf,
  sentAlong,
  wizardOf,
  type Answering,
} from './json-parts.ts';
import { asked, formattedOn } from './json-step.ts';
import { withoutSecrets } from './step-values.ts';

type ExternalPage = Extract<Page, { kind: 'external' | 'returned' | 'late' }>;

/** The pages of a step that is done at another site, as a front end gets them. */
export function externalBody(page: ExternalPage, answering: Answering) {
  const { say, urls } = answering;
  const { definition, place } = page;
  const shared = {
    wizard: wizardOf(definition),
    step: describeStep(place),
    links: { ...linksOf(page, urls), self: urls.step(definition.id, place.key) },
  };
  switch (page.kind) {
    case 'external': {
      const { walk, stored, why } = page;
      const values = withoutSecrets(place, stored ?? {});
      return {
        ...shared,
        // To be sent there, post the stamp; the answer says where to: `{ "kind": "leaving", "location": … }`.
        isDone: stored !== undefined && !walk.waiting.has(place.key),
        ...asked(place, walk, answering),
        values,
        formatted: formattedOn(page, values, answering),
        helpers: helpersOf(page),
        issues:
          why === undefined
            ? []
            : [
                {
                  field: '',
                  code: why.kind,
                  message: why.kind === 'failed' ? why.message : say(`external.${why.kind}`),
                },
              ],
        action: place.step.external?.action ?? say('continue'),
        progress: progressAt(walk, place),
        stamp: sentAlong(page.stamp),
        links: { ...shared.links, ...backOf(page, urls) },
      };
    }
    case 'returned':
      return { ...shared, stamp: { [hiddenNames.attempt]: page.attempt, [hiddenNames.query]: page.query } };
    case 'late':
      return { ...shared, attempt: page.attempt, told: page.told ?? null };
  }
}
