import { choice, consent, content, email, group, tel, text, wizard } from 'stepway';
import { answerAhead } from '../ahead.ts';
import type { VisitOptions } from '../visit.ts';
import { refuse, type State } from './state.ts';

const club = wizard({ id: 'club', title: 'Join the club', version: 1, stepList: true })
  .step('name', { title: 'What is your name?', fields: { name: text('First name') } })
  .exit('stop', {
    title: 'Goodbye, {name.name}',
    intro: 'See [other clubs](https://www.example.org/clubs).',
    when: ({ name }) => name.name.is('Nobody'),
  })
  .step('you', {
    title: 'What can you do, {name.name|new member}?',
    intro: [
      'Read [the rules of the club](https://www.example.org/rules) first. You will need:',
      '- a photo, **not older than a year**\n- your address',
    ],
    help: {
      summary: 'Why do we ask?',
      text: 'The [law](https://www.example.org/law) wants to know.\n\n1. One\n2. Two',
    },
    fields: {
      plays: choice(
        'Does {name.name} play?',
        { yes: 'Yes', never: { label: 'No', hint: 'And {name.name} *never* will' } },
        { messages: { required: 'Say whether {name.name} plays' } },
      ),
      watch: content('Then {name.name} can **watch** all matches.'),
      ...group(
        'Somebody whom we can call',
        {
          caller: text('Their name', { help: { summary: 'Whose?', text: 'Of a *grown-up*.' } }),
          phone: tel('Their phone number'),
        },
        { hint: 'If something happens to {name.name}' },
      ),
      letters: content('## Letters\n\nWe write to {name.name} *once a month*.'),
      email: email('Email address', { hint: 'Nobody else [gets it](https://www.example.org/privacy)' }),
      agrees: consent('{name.name} agrees to the [rules](https://www.example.org/rules)'),
    },
    show: { watch: (own) => own.plays.is('never') },
  })
  .complete({
    action: 'Join',
    declaration: 'I am **{name.name}**.',
    confirmation: 'Welcome, {name.name|you}',
  });

/** A server whose pages have texts of every kind. */
export const withClub: VisitOptions = { wizards: [club] };

const theme = {
  phase: {
    tag: 'Beta',
    text: 'This is new: [tell us](https://www.example.org/feedback) what you think of it.',
  },
  cookieBanner: {
    cookie: 'cookies_answered',
    action: '/cookies',
    heading: 'Cookies on this site',
    text: 'We would like to set cookies that count visits. See [which ones](https://www.example.org/cookies).',
    accept: 'Accept',
    reject: 'Reject',
  },
} as const;

/** Texts with answers, Markdown, texts between the fields. */
export const textStates: readonly State[] = [
  {
    name: 'texts',
    options: withClub,
    reach: async (visit) => {
      await answerAhead(visit, 'club', [['name', { name: 'Ana' }]]);
      await visit.open('/club/you');
      await visit.page.locator('.stepway-help > summary').first().click();
    },
  },
  {
    name: 'texts-error',
    options: withClub,
    reach: async (visit) => {
      await answerAhead(visit, 'club', [['name', { name: 'شيرين' }]]);
      await visit.open('/club/you');
      await refuse(visit);
    },
  },
  {
    name: 'phase-cookies',
    options: { ...withClub, theme },
    reach: async ({ open }) => {
      await open('/club/name');
    },
  },
  {
    name: 'texts-exit',
    options: withClub,
    reach: async (visit) => {
      await answerAhead(visit, 'club', [['name', { name: 'Nobody' }]]);
      await visit.open('/club/you');
    },
  },
];
