import { stepway, text, wizard } from 'stepway';
import { coverage, generateAnswers, journey, walk, type JourneyTarget } from 'stepway/testing';
import type { Storage, StepwayOptions, WizardDefinition } from 'stepway';

interface Boats {
  readonly berth: (boat: string) => Promise<number>;
}
interface Mail {
  readonly send: (to: string) => Promise<void>;
}

const hire = wizard({ id: 'hire', title: 'Hire', version: 1 })
  .uses<Boats>()
  .step('trip', { title: 'Trip', fields: { boat: text('Boat') } })
  .complete({ action: 'Send' });
const join = wizard({ id: 'join', title: 'Join', version: 1 })
  .uses<Mail>()
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .complete({ action: 'Send' });
const plain = wizard({ id: 'plain', title: 'Plain', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .complete({ action: 'Send' });

declare const storage: Storage;
declare const boats: Boats;
declare const mail: Mail;
declare const loaded: readonly WizardDefinition[];

// What every wizard needs together has to be there.
stepway({ wizards: [hire], storage, services: boats });
stepway({ wizards: [hire, join, plain], storage, services: { ...boats, ...mail } });
// @ts-expect-error -- the services are missing
stepway({ wizards: [hire], storage });
// @ts-expect-error -- not what the wizard needs
stepway({ wizards: [hire], storage, services: { berth: 1 } });
// @ts-expect-error -- only what one of them needs
stepway({ wizards: [hire, join], storage, services: boats });
// @ts-expect-error -- a misspelt option
stepway({ wizards: [plain], storage, onevent: () => {} });

// A wizard that names no services takes any, or none.
stepway({ wizards: [plain], storage });
stepway({ wizards: [plain], storage, services: { any: 'thing' } });
stepway({ wizards: [], storage });

// Arrays of mixed needs, and definitions that were loaded, whose needs nobody knows.
const both = [hire, plain];
stepway({ wizards: both, storage, services: boats });
// @ts-expect-error -- the services are missing
stepway({ wizards: both, storage });
stepway({ wizards: loaded, storage });
stepway({ wizards: [...loaded, plain], storage, services: boats });
const definitions: readonly WizardDefinition[] = [hire, join];
stepway({ wizards: definitions, storage });
const options: StepwayOptions = { wizards: [hire], storage, services: boats };
stepway(options);
stepway({ ...options, basePath: '/forms' });

// Callbacks keep their types beside the wizards.
stepway({
  wizards: [hire],
  storage,
  services: boats,
  context: (req) => ({ ip: req.ip }),
  guard: (req, wizardId) => (req.secure ? undefined : `/login?next=${wizardId}`),
});

// The test kit: a journey runs the handler, and so needs what the wizard needs; walking does not run it.
journey({ wizards: [hire], services: boats });
journey({ wizards: [plain] });
journey(new URL('http://127.0.0.1:3000'));
journey((_req, res) => void res.end());
declare const target: JourneyTarget;
journey(target, { as: 'json' });
// @ts-expect-error -- the services are missing
journey({ wizards: [hire] });
// @ts-expect-error -- not what the wizard needs
journey({ wizards: [hire], services: { berth: 1 } });
void walk(hire);
void walk(hire, { services: boats, fixed: { trip: { boat: 'Tern' } } });
void walk(plain, { services: 'any', seed: 2 });
void walk(loaded[0]!, { services: mail });
void walk(plain, { context: { user: 'ann' } });
void generateAnswers(plain, 1, { context: { user: 'ann' } });
coverage(plain, { context: { user: 'ann' } });
coverage(hire, { services: boats });
void generateAnswers(hire, 1, { services: boats });
// @ts-expect-error -- not what the wizard needs
void walk(hire, { services: mail });
// @ts-expect-error -- not what the wizard needs
coverage(hire, { services: { berth: 1 } });
// @ts-expect-error -- not what the wizard needs
void generateAnswers(hire, 1, { services: mail });

// A check gets the host's context as the handler does: JSON whose shape the author has to find out.
const _known = wizard({ id: 'known', title: 'Known', version: 1 })
  .step('who', {
    title: 'Who?',
    fields: { name: text('Name') },
    check: ({ name }, { context }) => {
      const said: unknown = context;
      // @ts-expect-error -- nobody knows what it is before it is looked at
      const user: string = context.user;
      return said === name || user === name ? { name: 'No' } : undefined;
    },
  })
  .complete({ action: 'Send', run: ({ context }) => void (context satisfies unknown) });

// Helpers of a page get the services, with their type, beside what a call has.
const _shown = wizard({ id: 'shown', title: 'Shown', version: 1 })
  .uses<Boats>()
  .step('trip', { title: 'Trip', fields: { boat: text('Boat') } })
  .step('berth', {
    title: 'Berth',
    helpers: async ({ trip }, { services, signal, now, today }) => {
      const berth: number = await services.berth(trip.boat);
      const said: string = today;
      signal.throwIfAborted();
      // @ts-expect-error -- no such service
      await services.birth(trip.boat);
      return { berth, said, year: now.getFullYear() };
    },
  })
  .exit('none', {
    title: 'No berth',
    when: (e) => e.trip.boat.is(''),
    helpers: ({ trip }, { services }) => ({ berth: services.berth(trip.boat) }),
  })
  .repeat(
    'crew',
    // @ts-expect-error -- helpers are an object
    { title: 'Crew', helpers: () => 3 },
    (item) => item.step('who', { title: 'Who?', fields: { name: text('Name') } }),
  )
  .complete({ action: 'Send' });
