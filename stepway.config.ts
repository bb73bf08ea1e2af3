// The settings of the samples, as `npm start` serves them. Those of a project of yours: docs/settings.md.
import { randomUUID } from 'node:crypto';
import { defineConfig } from 'stepway';
import { writeToOutbox } from './wizards/parts/outbox.ts';

/** Stands for your mail server: a letter is a file in the outbox. */
const sendLetter = (letter: object) =>
  writeToOutbox({ idempotencyKey: randomUUID(), attempt: 1, signal: AbortSignal.timeout(2000) }, letter);

export default defineConfig({
  theme: {
    phase: { tag: 'Samples', text: 'Nobody reads what you send. [Give feedback](/feedback).' },
  },
  // Feedback and the parking permit have texts in German beside them, and so can be had in it.
  languages: {
    de: {
      theme: {
        phase: {
          tag: 'Beispiele',
          text: 'Niemand liest, was Sie senden. [Geben Sie eine Rückmeldung](/feedback).',
        },
      },
    },
  },
  public: 'wizards/public',
  // What the parking permit asks for. Your log-in would say it of the visitor; here nobody has one.
  facts: () => ({ isResident: false }),
  send: ({ to, link, wizard }) => sendLetter({ to, subject: `Go on with “${wizard.title}”`, link }),
  sendCopy: ({ to, reference, wizard, sections }) =>
    sendLetter({ to, subject: `${wizard.title}: ${reference}`, sections }),
});
