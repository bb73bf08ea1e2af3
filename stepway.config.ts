// The settings of the samples, as `npm start` serves them. Those of a project of yours: docs/settings.md.
import { randomUUID } from 'node:crypto';
import express from 'express';
import { defineConfig } from 'stepway';
import { writeToOutbox } from './wizards/parts/outbox.ts';
import { services } from './wizards/parts/services.ts';
import permit from './wizards/permit.ts';

/** Stands for your mail server: a letter is a file in the outbox. */
const sendLetter = (letter: object) =>
  writeToOutbox({ idempotencyKey: randomUUID(), attempt: 1, signal: AbortSignal.timeout(2000) }, letter);

export default defineConfig({
  theme: {
    phase: { tag: 'Samples', text: 'Nobody reads what you send. [Give feedback](/feedback).' },
    // For cookies of your own: Stepway's needs no banner. `routes` takes what is pressed.
    cookieBanner: {
      cookie: 'cookies_answered',
      action: '/cookies',
      heading: 'Cookies on these samples',
      text: 'With your consent we would count visits. The cookie that keeps your answers is always there.',
      accept: 'Accept counting',
      reject: 'Reject counting',
    },
  },
  // Feedback and the parking permit have texts in German beside them, and so can be had in it.
  languages: {
    de: {
      theme: {
        phase: {
          tag: 'Beispiele',
          text: 'Niemand liest, was Sie senden. [Geben Sie eine Rückmeldung](/feedback).',
        },
        cookieBanner: {
          cookie: 'cookies_answered',
          action: '/cookies',
          heading: 'Cookies bei diesen Beispielen',
          text: 'Mit Ihrer Zustimmung würden wir Besuche zählen. Das Cookie, das Ihre Angaben behält, ist immer da.',
          accept: 'Zählen erlauben',
          reject: 'Zählen ablehnen',
        },
      },
    },
  },
  views: 'wizards/views',
  public: 'wizards/public',
  services: () => services,
  // What the parking permit asks for. Your log-in would say it of the visitor; here nobody has one.
  facts: () => ({ isResident: false }),
  send: ({ to, link, wizard }) => sendLetter({ to, subject: `Go on with “${wizard.title}”`, link }),
  routes(router, forms) {
    const readForm = express.urlencoded({ extended: false });
    router.post('/cookies', readForm, (req, res) => {
      // A page of another site gives nobody's consent.
      if (req.get('Sec-Fetch-Site') === 'cross-site') return void res.sendStatus(403);
      const { cookies, return: back = '/' } = req.body ?? {};
      const said = cookies === 'accept' ? 'accept' : 'reject';
      res.cookie('cookies_answered', said, { maxAge: 31_536_000_000, sameSite: 'lax' });
      // An address of this site only: "//evil.example" is another.
      res.redirect(303, /^\/(?![/\\])/.test(back) ? back : '/');
    });
    // What public/renew.html knows stands in the form that begins; one that is in progress stays as it is.
    router.post('/renew', readForm, async (req, res) => {
      const { plate } = req.body ?? {};
      await forms.startWith(req, permit, { vehicle: { plate, kind: 'car' } });
      res.redirect(303, '/permit/vehicle');
    });
  },
  sendCopy: ({ to, reference, wizard, sections }) =>
    sendLetter({ to, subject: `${wizard.title}: ${reference}`, sections }),
});
