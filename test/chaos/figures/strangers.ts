import session from 'express-session';
import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import { testConfig } from '../../support/memory-app.ts';
import type { Figure } from '../figure.ts';
import { openHome } from '../support/home.ts';
import { inject } from '../../support/inject.ts';
import { journeys } from '../support/journeys.ts';
import { placesOf } from '../../../src/definition/place.ts';

/** Crawlers and strangers: pages that are only looked at leave nothing behind. */
export const strangers: Figure = {
  name: 'strangers',
  must: 'sessions made, cookies of sessions set and calls to the store in 100,000 anonymous GETs: 0',
  breaks: ['uninitialized'],
  async run({ quick, broken }) {
    const count = quick ? 3_000 : 100_000;
    const counts = { insert: 0, other: 0, cookies: 0 };
    const home = await openHome('memory', {
      around: (records) => ({
        read: (...given) => ((counts.other += 1), records.read(...given)),
        insert: (...given) => ((counts.insert += 1), records.insert(...given)),
        replace: (...given) => ((counts.other += 1), records.replace(...given)),
        touch: (...given) => ((counts.other += 1), records.touch(...given)),
        remove: (...given) => ((counts.other += 1), records.remove(...given)),
        list: (...given) => ((counts.other += 1), records.list(...given)),
      }),
    });
    const wizards = [...new Set(journeys.map(({ definition }) => definition))];
    const log = pino({ level: 'silent' });
    const { app, forms } = createApp({ config: testConfig, wizards, storage: home.storage, log });
    const urls = [
      '/',
      '/nowhere',
      ...wizards.flatMap((definition) => [
        ...['', '/start', '/check', '/end', '/saved', '/done/none'].map((page) => `/${definition.id}${page}`),
        ...placesOf(definition).map(({ key }) => `/${definition.id}/${key}`),
      ]),
    ];
    const keepsEveryone = session({
      store: home.storage.sessions,
      secret: 'a secret of the tests',
      resave: false,
      saveUninitialized: true,
    });
    for (let index = 0; index < count; index += 1) {
      const url = urls[index % urls.length]!;
      const serve: typeof app = ((req: never, res: never) =>
        broken === 'uninitialized' ? keepsEveryone(req, res, () => app(req, res)) : app(req, res)) as never;
      const { setCookie } = await inject(serve, { method: 'GET', url });
      if (setCookie.some((line) => !line.startsWith('stepway-cookies=1;'))) counts.cookies += 1;
    }
    await forms.close(0);
    const { insert, other, cookies } = counts;
    const note = `${insert} sessions, ${cookies} cookies, ${other} other calls to the store, over ${urls.length} addresses`;
    return { tried: count, failed: Math.max(insert, cookies) + other, note };
  },
};
