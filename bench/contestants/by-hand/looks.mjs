import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import helmet from 'helmet';
import { sectionsOf, steps } from '../../form.mjs';

const folder = (name) => fileURLToPath(new URL(name, import.meta.url));
const progress = steps.map(({ id, title }) => ({ id, title }));

/** Pages of an ordinary team's: a list of the steps, the form, a footer; Express' own headers. */
const plain = {
  views: folder('views-plain'),
  mount() {},
  refuse: (res) => res.status(422),
  localsOf: () => ({ progress }),
};

/** Stepway's own pages to the byte, written as views for this one form, and its headers. */
const same = {
  views: folder('views-same'),
  mount: mountHeaders,
  refuse: (res) => varied(res).status(422).set('Cache-Control', 'private, no-cache'),
  localsOf: sameLocals,
};

export const looks = { plain, same };

const varied = (res) => res.vary('HX-Request-Type').vary('Accept');

function mountHeaders(app) {
  const nonce = (_req, res) => `'nonce-${res.locals.nonce}'`;
  const secure = helmet({
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
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  });
  app.set('etag', false);
  app.use((req, res, next) => {
    res.locals.nonce = randomBytes(16).toString('base64');
    res.set('Cache-Control', 'no-store');
    if (req.method === 'GET') varied(res);
    secure(req, res, next);
  });
}

const idleMs = 30 * 60_000;
const clock = eachMinute({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' });
const calendar = eachMinute({ dateStyle: 'long', timeStyle: 'short' });

/** To format a time takes as long as to render a page, and it is the same for a minute. */
function eachMinute(options) {
  const format = new Intl.DateTimeFormat('en', options);
  let last = { minute: NaN, text: '' };
  return (ms) => {
    const minute = Math.floor(ms / 60_000);
    if (minute !== last.minute) last = { minute, text: format.format(ms) };
    return last.text;
  };
}

function sameLocals({ answers, done, sent }, id) {
  return {
    kind: id === 'check' || id === 'done' ? id : 'step',
    back: backOf(id, answers),
    progress: progressOf(id, answers),
    kept: done.length > 0 ? keptView() : undefined,
    seen: done.includes(id) ? 'hash-of-a-page16' : '',
    page: randomBytes(8).toString('base64url'),
    ...(id === 'done' ? receiptView(sent) : {}),
  };
}

/** What was sent, as long as the session has it. */
function receiptView({ at, answers }) {
  return {
    sent: { iso: new Date(at).toISOString(), text: calendar(at) },
    sections: sectionsOf(answers),
    copy: keptView(),
  };
}

function keptView() {
  const now = Date.now();
  const until = now + idleMs;
  return { now, until, iso: new Date(until).toISOString(), text: clock(until) };
}

function backOf(id, { applicantType }) {
  if (id === 'address') return applicantType === 'business' ? 'business' : 'contact';
  return { contact: 'name', business: 'contact', plan: 'address', check: 'plan' }[id];
}

/** How many steps there are is known once it is known whether the business step is among them. */
function progressOf(id, { applicantType }) {
  const at = steps.findIndex((step) => step.id === id) + 1;
  if (at === 0) return undefined;
  if (applicantType === undefined) return { n: at, text: `Step ${at}` };
  const isBusiness = applicantType === 'business';
  const [n, total] = [at > 2 && !isBusiness ? at - 1 : at, isBusiness ? 5 : 4];
  return { n, total, text: `Step ${n} of ${total}` };
}
