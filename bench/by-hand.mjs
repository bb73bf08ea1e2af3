// The form of bench/wizards/visit.ts as a good engineer would write it for this one purpose: express, express-session,
// compiled EJS, zod, one awaited save. The same pages and headers, the same store.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import express from 'express';
import session from 'express-session';
import helmet from 'helmet';
import { z } from 'zod';
import { loadAssets } from '../dist/render/html/assets.js';
import { embeddedStorage } from '../dist/storage/embedded/storage.js';

const idleMs = 30 * 60_000;
const absoluteMs = 24 * 3_600_000;

const storage = await embeddedStorage({ folder: join(process.env.STEPWAY_DATA, 'data'), idleMs, absoluteMs });
const { urlName } = loadAssets();
const assets = {
  css: `/_stepway/${urlName('stepway.css')}`,
  htmx: `/_stepway/${urlName('htmx.js')}`,
  script: `/_stepway/${urlName('stepway.js')}`,
};
const viewFile = fileURLToPath(new URL('views/plan.ejs', import.meta.url));
const render = ejs.compile(readFileSync(viewFile, 'utf8'), {
  filename: viewFile,
  cache: true,
  strict: true,
  compileDebug: false,
});

const trimmed = z.string().trim();
const real = ({ day, month, year }) => {
  const date = new Date(Date.UTC(+year, +month - 1, +day));
  return date.getUTCMonth() === +month - 1 && date.getUTCDate() === +day;
};
const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const noSuchDay = ({ month, year }) => {
  const last = new Date(Date.UTC(+year, +month, 0));
  return `Arrival date must be a real date: ${months.format(last)} has ${last.getUTCDate()} days`;
};
const iso = ({ day, month, year }) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
const today = () => new Date().toLocaleDateString('sv');

const planSchema = z.object({
  name: trimmed.min(1, 'Enter your name').max(100, 'Your name must be 100 characters or fewer'),
  email: trimmed.pipe(z.email('Enter an email address in the correct format, like name@example.com')),
  arrival: z
    .object({
      day: trimmed.regex(/^\d{1,2}$/),
      month: trimmed.regex(/^\d{1,2}$/),
      year: trimmed.regex(/^\d{4}$/),
    })
    .refine(real, { error: ({ input }) => noSuchDay(input) })
    .transform(iso)
    .refine((date) => date > today(), 'Arrival date must be after today'),
  guests: trimmed
    .transform((typed) => Number(typed.replaceAll(',', '') || Number.NaN))
    .pipe(z.int('Number of guests must be a whole number, like 30').min(1).max(5000)),
  country: z.enum(['fr', 'gb', 'us'], 'Select your country'),
  interests: z.array(z.enum(['music', 'food', 'art'])).min(1, 'Select your interests'),
  details: trimmed.max(500, 'Anything else must be 500 characters or fewer').optional(),
  news: z.literal('yes').optional(),
});

const app = express();
app.disable('x-powered-by');
app.set('trust proxy', 1);
app.use(
  session({
    store: storage.sessions,
    secret: process.env.SESSION_SECRET,
    name: '__Host-visit',
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: true, path: '/', maxAge: absoluteMs },
  }),
);
const nonce = (_req, res) => `'nonce-${res.locals.nonce}'`;
const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", nonce],
      styleSrc: ["'self'", nonce],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
  crossOriginEmbedderPolicy: false,
  strictTransportSecurity: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  xDnsPrefetchControl: false,
});
app.use((req, res, next) => {
  res.locals.nonce = randomBytes(16).toString('base64');
  headers(req, res, next);
});
app.use((req, res, next) => {
  const site = req.get('Sec-Fetch-Site');
  if (req.method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none')
    res.sendStatus(403);
  else next();
});
app.use(express.urlencoded({ extended: false }));

app.get('/visit/plan', (req, res) => {
  showPlan(req, res, 200, typedOf(req.session.visit?.answers.plan), {});
});

app.post('/visit/plan', async (req, res) => {
  const body = req.body ?? {};
  const parsed = await planSchema.safeParseAsync({
    ...body,
    arrival: { day: body['arrival-day'], month: body['arrival-month'], year: body['arrival-year'] },
    interests: [body.interests ?? []].flat(),
  });
  if (!parsed.success) return showPlan(req, res, 422, body, errorsOf(parsed.error));
  const visit = req.session.visit ?? { instance: randomBytes(16).toString('base64url'), answers: {} };
  req.session.visit = { ...visit, answers: { ...visit.answers, plan: parsed.data } };
  await save(req.session);
  res.set('Cache-Control', 'no-store');
  res.redirect(303, parsed.data.guests > 10 ? '/visit/guide' : '/visit/check');
});

function showPlan(req, res, status, values, errors) {
  const { visit } = req.session;
  const isFaulty = Object.keys(errors).length > 0;
  const total = visit === undefined ? undefined : visit.answers.plan?.guests > 10 ? 2 : 1;
  const text = total === undefined ? 'Step 1' : `Step 1 of ${total}`;
  const now = Date.now();
  const html = render({
    assets,
    values,
    errors,
    title: `${isFaulty ? 'Error: ' : ''}Your visit – ${text} – Plan a visit – Stepway`,
    progress: { total, text },
    stamp: {
      _instance: visit?.instance ?? '',
      _generation: 1,
      _seen: visit === undefined ? '' : 'hash-of-the-form',
      _page: randomBytes(8).toString('base64url'),
    },
    kept: visit && keptView(now + idleMs, now),
  });
  res.status(status);
  res.set('Cache-Control', status === 422 ? 'private, no-cache' : 'no-store');
  res.vary('HX-Request-Type').vary('Accept');
  res.type('html').send(html);
}

const clock = new Intl.DateTimeFormat('en', {
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

function keptView(until, now) {
  return { until, now, iso: new Date(until).toISOString(), time: clock.format(until) };
}

function typedOf(plan) {
  if (plan === undefined) return {};
  const [year, month, day] = plan.arrival.split('-');
  return { ...plan, 'arrival-day': Number(day), 'arrival-month': Number(month), 'arrival-year': year };
}

function errorsOf({ issues }) {
  const messages = Object.keys(planSchema.shape).flatMap((name) => {
    const issue = issues.find(({ path }) => path[0] === name);
    if (issue === undefined) return [];
    return [
      [
        name,
        name === 'arrival' && issue.path.length > 1 ? 'Arrival date must be a real date' : issue.message,
      ],
    ];
  });
  return Object.fromEntries(messages);
}

function save(visitorSession) {
  return new Promise((resolve, reject) => {
    visitorSession.save((error) => (error ? reject(error) : resolve()));
  });
}

const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }));
});
process.once('SIGTERM', () => {
  server.close(async () => {
    await storage.close();
    process.exit(0);
  });
  server.closeAllConnections();
});
