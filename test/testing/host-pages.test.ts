import { afterAll, expect, test } from '@jest/globals';
import express, { urlencoded } from 'express';
import session from 'express-session';
import { keepAnswers, stepway, text, wizard } from '../../src/index.ts';
import { journey, memoryStorage } from '../../src/testing/index.ts';
import { silentLog } from '../../src/log.ts';

const visa = wizard({ id: 'visa', title: 'Visa', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('why', { title: 'Why?', fields: { why: text('Reason') } })
  .complete({ action: 'Send' });
const survey = wizard({ id: 'survey', title: 'Survey', version: 1, start: false })
  .step('how', { title: 'How was it?', fields: { how: text('How') } })
  .complete({ action: 'Send' });

const storage = memoryStorage();
const forms = stepway({ wizards: [visa, survey], storage, log: silentLog });
afterAll(() => forms.close(0));

type Open = { user?: string; token?: string };
const open = (req: express.Request) => req.session as unknown as Open;

const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use('/apply', forms);
host.use(urlencoded({ extended: false }), express.json());
host.get('/login', (req, res) => {
  open(req).token = 'a token';
  res.send(`<h1>Log in</h1>
    <form action="/find"><input name="words"></form>
    <form method="post" action="/login?from=form">
      <input type="hidden" name="token" value="a token"><input name="name" value="Nobody">
      <input type="password" name="password"><input type="checkbox" name="stay" value="days">
    </form>`);
});
host.post('/login', async (req, res) => {
  const { name, password, token, stay } = req.body as Record<string, string>;
  if (password !== 'right' || token !== open(req).token) return void res.status(401).send('<h1>No</h1>');
  await keepAnswers(req, async () => {
    await new Promise<void>((done) => void req.session.regenerate(() => done()));
    open(req).user = `${name}, ${stay ?? 'for now'}`;
  });
  res.redirect(303, '/apply/visa');
});
host.get('/find', (req, res) => void res.send(`<h1>Found ${String(req.query['words'])}</h1>`));
host.get('/me', (req, res) => void res.json({ user: open(req).user ?? null }));
host.put('/api/name', (req, res) => {
  open(req).user = String((req.body as { name: string }).name);
  res.json({ user: open(req).user });
});
host.get(
  '/words',
  (_req, res) =>
    void res.send(`<!doctype html><html lang="en"><head><title>Title</title><meta name="a"></head><body>
      <!-- a comment --><script>let a;</script><style>a {}</style><template>A template</template>
      <p>Seen</p><p hidden>Hidden</p><div hidden=""><b>Hidden too</b></div><dialog><p>Your time is over</p></dialog>
      <span class="visually-hidden">Error:</span> heard <datalist><option>Listed</option></datalist>
      <select><option>A choice</option></select><details><summary>More</summary>behind a click</details>
      <input type="hidden" value="held"></body></html>`),
);
host.get('/away', (_req, res) => res.redirect('https://elsewhere.example/pay'));

const begin = (as: 'html' | 'htmx' | 'json' = 'html') => {
  const begun = journey(host, { at: '/apply', as });
  opened.push(begun);
  return begun;
};
const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((each) => each.close())));

test.each([['html'], ['htmx']] as const)(
  'as %s a visitor logs in on the host’s own page in the middle of a form, and goes on',
  async (as) => {
    const page = await begin(as)
      .start('visa')
      .answer('who', { name: 'Ann' })
      .visit('/login')
      .expectText('Log in')
      .send({ name: 'ann', password: 'wrong' })
      .expectText('No')
      .visit('/login')
      .send({ name: 'ann', password: 'right', stay: true })
      .expectStep('why')
      .answer('why', { why: 'A holiday' })
      .expectText('Ann')
      .submit()
      .expectPath(['who', 'why'])
      .visit('/me');
    expect(page.json).toEqual({ user: 'ann, days' });
  },
);

test('what a form or a script of the host sends is sent, and where it leads is shown', async () => {
  const someone = begin().visit('/login');
  await someone.send({ words: 'boats' }).expectText('Found boats');
  expect((await someone.visit('/api/name', { method: 'PUT', json: { name: 'Bea' } })).json).toEqual({
    user: 'Bea',
  });
  const refused = await someone.visit('/login', { form: { name: 'ann', password: 'wrong' } });
  expect([refused.status, refused.heading]).toEqual([401, 'No']);
  expect((await someone.visit('/away')).url).toBe('https://elsewhere.example/pay');
});

test('a visitor keeps the cookies from one wizard to the next', async () => {
  const someone = begin().start('visa').answer({ name: 'Ann' });
  await someone.start('survey').answer({ how: 'Fine' }).expectStep('check');
  await someone.start('visa').expectStep('why');
});

test('a front end visits too', async () => {
  const someone = begin('json').start('visa').answer({ name: 'Ann' });
  await someone.visit('/api/name', { method: 'PUT', json: { name: 'Bea' } });
  expect((await someone.visit('/me')).json).toEqual({ user: 'Bea' });
  await someone.open('why').answer({ why: 'A holiday' }).expectStep('check');
});

test('a page of the host’s is no step, and says what was meant', async () => {
  await expect(begin().visit('/login').answer({ name: 'Ann' })).rejects.toThrow(
    '.answer(): the journey has not started: call .start(wizard)',
  );
  await expect(begin().start('visa').visit('/login').answer({ name: 'Ann' })).rejects.toThrow(
    'there is no step to answer here: the visitor is at /login',
  );
  await expect(begin().start('visa').send({ name: 'Ann' })).rejects.toThrow(
    'a step is answered by .answer()',
  );
  await expect(begin().visit('/login').send({ nam: 'x' })).rejects.toThrow('no form here asks for "nam"');
  await expect(begin().visit('/me').send()).rejects.toThrow('there is no form here');
  await expect(begin().visit('login')).rejects.toThrow(
    '"login" is no path from the root of the app: .visit("/login")',
  );
  for (const elsewhere of ['https://forms.example/login?a=1', '//forms.example/login?a=1']) {
    await expect(begin().visit(elsewhere)).rejects.toThrow(
      `"${elsewhere}" names a host: a journey visits its own app, by paths from its root, such as .visit("/login?a=1")`,
    );
  }
});

test.each([['html'], ['htmx'], ['json']] as const)(
  'as %s a form to which the host’s page leads goes on from there, though it was not started by name',
  async (as) => {
    await begin(as)
      .visit('/apply/visa')
      .answer('who', { name: 'Ann' })
      .visit('/apply/survey')
      .answer('how', { how: 'Fine' })
      .submit()
      .expectPath(['how']);
  },
);

test('the text of a page is what a reader sees or hears', async () => {
  const page = await begin().visit('/words');
  expect(page.text).toBe('Seen Error: heard A choice More behind a click');
  const { text: own } = await begin().start('visa').answer({});
  expect(own).not.toMatch(/doctype|stepway-|continue later/i);
  expect(own).toMatch(/Error:/);
});
