/**
 * The form as a careful team writes it without a wizard framework: Express 5, express-session, EJS, a Zod schema and a
 * pair of routes for each step, a guard, a CSRF token kept in the session. LOOK: `same` or `plain`. BACKEND: see stores.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import express from 'express';
import session from 'express-session';
import { z } from 'zod';
import { doneWords, fields, sectionsOf, shownSteps } from '../../form.mjs';
import { looks } from './looks.mjs';
import { openBackend } from './stores.mjs';

const look = looks[process.env.LOOK];
const { store, isAwaited, record } = await openBackend(process.env.BACKEND);

const text = (name) => {
  const { missing, invalid, pattern, max } = fields[name];
  const given = z.string({ error: missing }).trim().min(1, { error: missing, abort: true });
  return pattern ? given.regex(pattern, invalid) : given.max(max);
};
const choice = (name) => z.enum(Object.keys(fields[name].options), { error: fields[name].missing });

const nameSchema = z.object({ firstName: text('firstName'), lastName: text('lastName') });
const contactSchema = z.object({
  email: text('email'),
  phone: text('phone'),
  applicantType: choice('applicantType'),
});
const businessSchema = z.object({ companyName: text('companyName'), companyNumber: text('companyNumber') });
const addressSchema = z.object({ street: text('street'), postcode: text('postcode') });
const planSchema = z.object({ plan: choice('plan') });

const app = express();
app.disable('x-powered-by');
app.set('view engine', 'ejs');
app.set('views', look.views);
look.mount(app);
app.use(express.urlencoded({ extended: false }));
app.use(
  session({
    store,
    name: 'sid',
    secret: 'not-a-secret',
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
);

app.use((req, res, next) => {
  req.session.csrf ??= randomBytes(18).toString('base64url');
  req.session.answers ??= {};
  req.session.done ??= [];
  if (req.method !== 'POST' || isSame(String(req.body?._csrf ?? ''), req.session.csrf)) next();
  else res.status(403).send('Forbidden');
});

function isSame(given, wanted) {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** A page may be seen once all the pages before it are answered. */
const guard = (id) => (req, res, next) => {
  const { answers, done } = req.session;
  for (const step of shownSteps(answers)) {
    if (step.id === id) return next();
    if (!done.includes(step.id)) return res.redirect(303, `/permit/${step.id}`);
  }
  next();
};

function show(req, res, id, title, more) {
  res.render(id, {
    current: id,
    title,
    csrfToken: req.session.csrf,
    values: req.session.answers,
    errors: {},
    ...look.localsOf(req.session, id),
    ...more,
  });
}

async function accept(req, res, id, title, schema, next) {
  const parsed = schema.safeParse(req.body);
  if (!parsed.success) {
    const errors = {};
    for (const issue of parsed.error.issues) errors[issue.path[0]] ??= issue.message;
    look.refuse(res);
    return show(req, res, id, title, { values: req.body, errors });
  }
  Object.assign(req.session.answers, parsed.data);
  if (!req.session.done.includes(id)) req.session.done.push(id);
  if (isAwaited) await save(req.session);
  res.redirect(303, `/permit/${next(req.session.answers)}`);
}

function save(visitorSession) {
  return new Promise((resolve, reject) => {
    visitorSession.save((error) => (error ? reject(error) : resolve()));
  });
}

const afterContact = ({ applicantType }) => (applicantType === 'business' ? 'business' : 'address');

app.get('/permit/name', (req, res) => show(req, res, 'name', 'Your name'));
app.post('/permit/name', (req, res) => accept(req, res, 'name', 'Your name', nameSchema, () => 'contact'));

app.get('/permit/contact', guard('contact'), (req, res) => show(req, res, 'contact', 'Contact details'));
app.post('/permit/contact', guard('contact'), (req, res) =>
  accept(req, res, 'contact', 'Contact details', contactSchema, afterContact),
);

app.get('/permit/business', guard('business'), (req, res) => show(req, res, 'business', 'Your business'));
app.post('/permit/business', guard('business'), (req, res) =>
  accept(req, res, 'business', 'Your business', businessSchema, () => 'address'),
);

app.get('/permit/address', guard('address'), (req, res) => show(req, res, 'address', 'Your address'));
app.post('/permit/address', guard('address'), (req, res) =>
  accept(req, res, 'address', 'Your address', addressSchema, () => 'plan'),
);

app.get('/permit/plan', guard('plan'), (req, res) => show(req, res, 'plan', 'Permit length'));
app.post('/permit/plan', guard('plan'), (req, res) =>
  accept(req, res, 'plan', 'Permit length', planSchema, () => 'check'),
);

app.get('/permit/check', guard('check'), (req, res) => {
  show(req, res, 'check', 'Check your answers', { sections: sectionsOf(req.session.answers) });
});
app.post('/permit/check', guard('check'), async (req, res) => {
  const sent = { reference: referenceOf(randomBytes(8)), at: Date.now(), answers: req.session.answers };
  await record(sent.reference, { answers: sent.answers, at: sent.at });
  Object.assign(req.session, { sent, answers: {}, done: [] });
  if (isAwaited) await save(req.session);
  res.redirect(303, `/permit/done/${sent.reference}`);
});
const referenceOf = (bytes) => bytes.toString('hex').toUpperCase().match(/.{4}/g).join('-');
app.get('/permit/done/:reference', (req, res) => {
  if (req.session.sent?.reference !== req.params.reference) res.redirect(303, '/permit/name');
  else show(req, res, 'done', doneWords, { reference: req.session.sent.reference });
});

const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
