import {
  choice,
  choices,
  consent,
  content,
  email,
  handOver,
  longText,
  tel,
  text,
  time,
  wizard,
} from 'stepway';
import permit from './permit.ts';
import { writeToOutbox } from './parts/outbox.ts';

const titles = {
  forms: 'Forms that people finish',
  colour: 'Colour and contrast',
  maps: 'Maps without a map',
  letters: 'Letters that get read',
  voices: 'Words for the ear',
};

/** Places that are left in each workshop. A real handler would take a place in a database, under the idempotency key. */
const placesLeft = { forms: 12, colour: 4, maps: 0, letters: 20, voices: 7 };

export default wizard({
  id: 'registration',
  title: 'Register for the Plain Words conference',
  version: 1,
  stepList: true,
  start: {
    intro: [
      'Plain Words is a day about writing that everyone can use: 14 May 2027, Town Hall, Leeds, and online.',
      'Registering is free and takes about 5 minutes.',
    ],
    needs: ['your email address', 'an idea of which workshops you would like'],
  },
})
  .step('ticket', {
    title: 'How will you take part?',
    section: 'Your ticket',
    fields: {
      // The programme links to /registration?ticket=online, for those who cannot come.
      kind: choice(
        'Ticket',
        {
          hall: { label: 'In the hall', hint: 'Lunch and coffee are included' },
          online: { label: 'Online', hint: 'We send you a link the day before' },
          volunteer: {
            label: 'As a volunteer',
            hint: 'Help us for two hours, and see the rest',
            afterDivider: true,
          },
        },
        { fromUrl: 'ticket' },
      ),
    },
  })
  .step('you', {
    title: 'Who are you?',
    section: 'Your ticket',
    fields: {
      name: text('Full name', { hint: 'As it should stand on your badge', autocomplete: 'name' }).max(80),
      email: email('Email address', { hint: 'We send your ticket to this address' }),
      phone: tel('Mobile number', { hint: 'Only for news on the day' }).optional(),
      organisation: text('Organisation', { autocomplete: 'organization' }).max(80).optional(),
    },
  })
  .step('field', {
    title: 'What do you work on?',
    section: 'Your ticket',
    fields: {
      field: choice('Field of work', {
        health: 'Health',
        housing: 'Housing',
        justice: 'Justice',
        local: 'Local government',
        money: 'Money and tax',
        schools: 'Schools and universities',
        transport: 'Transport',
        charity: 'Charity',
        other: 'Something else',
      }).optional(),
    },
  })
  .step('workshops', {
    title: 'Which workshops would you like?',
    section: 'Your day',
    fields: {
      chosen: choices(
        'Workshops',
        {
          forms: { label: titles.forms, hint: '10:30, main hall' },
          colour: { label: titles.colour, hint: '10:30, room 2' },
          maps: { label: titles.maps, hint: '14:00, room 1' },
          letters: { label: titles.letters, hint: '14:00, main hall' },
          voices: { label: titles.voices, hint: '15:30, room 2' },
        },
        { hint: 'Choose up to 3', messages: { tooLong: 'Choose at most 3 workshops' } },
      )
        .max(3)
        .optional(),
    },
  })
  .step('shift', {
    title: 'When can you help?',
    section: 'Your day',
    when: (earlier) => earlier.ticket.kind.is('volunteer'),
    fields: {
      from: time('Earliest time you can start', { hint: 'For example, 8:30' }),
      tasks: choices('What would you like to do?', {
        door: 'Welcome people at the door',
        coats: 'Look after coats and bags',
        stage: 'Help the speakers',
        any: { label: 'Whatever is needed', exclusive: true },
      }),
    },
  })
  .step('lunch', {
    title: 'What would you like for lunch?',
    section: 'Your day',
    when: (earlier) => earlier.ticket.kind.isNot('online'),
    fields: {
      lunch: choice('Lunch', {
        vegan: 'Vegan',
        vegetarian: 'Vegetarian',
        fish: 'Fish',
        other: 'I have other needs',
      }),
      needs: text('What should we know?', {
        name: 'what you need for lunch',
        hint: 'Only if you have other needs: for example, no nuts or no gluten',
      }).max(200),
    },
    show: { needs: (own) => own.lunch.is('other') },
  })
  .step('access', {
    title: 'Is there anything you need to take part?',
    intro: 'For example, step-free access, captions, or a quiet place. You can leave this empty.',
    section: 'Your day',
    fields: {
      laptop: content('You write in a workshop that you chose: **bring a laptop**, or ask for one here.'),
      needs: longText('What you need').max(1000).optional(),
    },
    show: { laptop: (_own, earlier) => earlier.workshops.chosen.includesAny('forms', 'letters') },
  })
  .step('agree', {
    title: 'Before you register',
    section: 'Agreements',
    fields: {
      conduct: consent('I will follow the code of conduct', {
        messages: { required: 'Agree to the code of conduct to register' },
      }),
      photos: consent('You may show photos in which I can be seen').optional(),
      news: consent('Tell me about next year’s conference').optional(),
    },
  })
  .complete({
    action: 'Register',
    confirmation: 'You are registered',
    next: [
      'We send your ticket by email within an hour.',
      'If you cannot come, tell us, so that someone else can have your place.',
    ],
    receipt: {
      copyTo: (earlier) => earlier.you.email,
      handOver: handOver(permit, {
        title: 'Buy a parking permit',
        text: 'Are you coming by car? You need a permit to park. We take over your **email address**.',
        answers: (earlier) => ({ contact: { email: earlier.you.email } }),
      }),
    },
    run: async ({ answers, reference, idempotencyKey, attempt, signal }) => {
      const full = answers.workshops.chosen?.find((workshop) => placesLeft[workshop] === 0);
      if (full !== undefined) {
        const message = `The workshop “${titles[full]}” is full. Choose another one, or none.`;
        return { reject: { workshops: { chosen: message } } };
      }
      await writeToOutbox({ idempotencyKey, attempt, signal }, { form: 'registration', reference, answers });
      return undefined;
    },
  });
