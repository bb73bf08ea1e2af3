import express from 'express';
import session from 'express-session';
import { afterAll, expect, test } from '@jest/globals';
import { choice, money, stepway, text, wizard, yesNo } from '../../src/index.ts';
import { peekState } from '../../src/session/express-session.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { rememberLog } from '../../src/testing/remember-log.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];

const permit = wizard({ id: 'permit', title: 'A permit', version: 1, start: false })
  .facts({ role: choice('Role', { public: 'Public', staff: 'Staff' }), name: text('Name').optional() })
  .step('car', {
    title: 'Your car, {facts.name|dear visitor}',
    fields: { plate: text('Plate') },
    check: ({ plate }, { earlier }) =>
      plate === 'TAXI' && earlier.facts.role !== 'staff' ? { plate: 'Taxis are for staff' } : undefined,
  })
  .value('fee', money('Fee'), (e) => (e.facts.role === 'staff' ? 0 : 40), { shown: true })
  .step('why', {
    title: 'Why at night?',
    when: (e) => e.facts.role.is('staff'),
    fields: { night: yesNo('At night?') },
  })
  .complete({ action: 'Buy', run: ({ answers }) => void given.push(answers) });

const plain = wizard({ id: 'plain', title: 'Plain', version: 1, start: false })
  .step('a', { title: 'A', fields: { a: text('A') } })
  .complete({ action: 'Send' });

let say: () => unknown = () => ({ role: 'public' });
let asked = 0;
const { log, take } = rememberLog({ debug() {}, info() {}, warn() {}, error() {} });
const storage = memoryStorage();
const forms = stepway({
  wizards: [permit, plain],
  storage,
  log,
  facts: async () => {
    asked += 1;
    return say() as object as Record<string, unknown>;
  },
});
const app = express();
app.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
app.get('/held', (req, res) => void res.json({ ...peekState(req) }));
app.use(forms);
app.use(forms.onError);
afterAll(() => forms.close(0));

async function told<Result>(facts: unknown, work: () => Promise<Result>): Promise<Result> {
  say = () => facts;
  try {
    return await work();
  } finally {
    say = () => ({ role: 'public' });
  }
}

test('what the host says reads in texts, in conditions, in values and in checks, as it is now', async () => {
  const someone = visitor(app);
  await told({ role: 'staff', name: 'Ana', other: 1 }, async () => {
    expect(headingOf((await someone.open('/permit/car')).text)).toBe('Your car, Ana');
    expect(await someone.answer('/permit/car', { plate: 'TAXI' })).toBe('/permit/why');
  });
  expect(headingOf((await someone.open('/permit/car')).text)).toBe('Your car, dear visitor');
  expect(textOf((await someone.post('/permit/car', { plate: 'TAXI' })).text)).toContain(
    'Taxis are for staff',
  );
  await someone.open('/permit/car');
  expect(await someone.answer('/permit/car', { plate: 'AB12' })).toBe('/permit/check');
  expect(textOf((await someone.open('/permit/check')).text)).toMatch(/Fee\s+£40/);
});

test('nothing of it is stored while the form is open; it is frozen with the answers when it is sent', async () => {
  given.length = 0;
  const someone = visitor(app);
  await told({ role: 'staff' }, async () => {
    await someone.answer('/permit/car', { plate: 'AB12' });
    await someone.answer('/permit/why', { night: 'yes' });
    const { text: held } = await someone.agent.get('/held');
    expect(held).toContain('AB12');
    expect(held).not.toContain('staff');
    const receipt = await someone.answer('/permit/check', {});
    expect(given).toEqual([
      { facts: { role: 'staff' }, car: { plate: 'AB12' }, why: { night: true }, fee: 0 },
    ]);
    say = () => ({ role: 'public' });
    const seen = textOf((await someone.open(receipt)).text);
    expect(seen).toMatch(/Fee\s+£0/);
    expect(seen).toContain('At night?');
  });
});

test('what the host may write is judged with its facts', async () => {
  const tried = express();
  tried.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
  tried.post('/write', async (req, res) => {
    res.json(await forms.startWith(req, permit, { car: { plate: 'TAXI' } }));
  });
  const someone = visitor(tried);
  const { text: refused } = await someone.post('/write');
  expect(refused).toContain('Taxis are for staff');
});

test.each<[string, unknown, string]>([
  ['missing', {}, 'the fact "role" is missing; give it in "facts", or put .optional() behind it'],
  ['of another kind', { role: 7 }, 'the fact "role" does not fit its schema'],
])(
  'a fact that is %s is an error of the host that names it, and no visitor’s',
  async (_n, facts, message) => {
    take();
    const { status, text: page } = await told(facts, () => visitor(app).open('/permit/car'));
    expect(status).toBe(500);
    expect(textOf(page)).not.toContain('fact');
    expect(take().map(({ said }) => said)).toEqual([expect.stringContaining(message)]);
  },
);

test('a wizard that asks for none does not ask the host', async () => {
  asked = 0;
  await visitor(app).answer('/plain/a', { a: 'x' });
  expect(asked).toBe(0);
});
