import cors from 'cors';
import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { randomBytes } from '../engine/ids.ts';

/**
 * What a host adds to the content security policy, sources by directive: `{ 'script-src': ['https://cdn.example'] }`; or
 * false, where the host sets the whole policy itself.
 */
export type SecurityPolicy = false | { readonly [directive: string]: readonly string[] };

/** What our pages need, and no more. */
const ownPolicy: { readonly [directive: string]: readonly string[] } = {
  'default-src': ["'none'"],
  'script-src': ["'self'", `'nonce-NONCE'`],
  'style-src': ["'self'", `'nonce-NONCE'`],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Directives with a list of sources. */
export const policyDirectives: readonly string[] = [
  ...Object.keys(ownPolicy),
  'child-src',
  'frame-src',
  'manifest-src',
  'media-src',
  'object-src',
  'script-src-elem',
  'style-src-attr',
  'style-src-elem',
  'worker-src',
];

/** Ours with what is added to it; `'none'` is no source beside others. */
function policyWith(...added: readonly { readonly [directive: string]: readonly string[] }[]) {
  const all = [ownPolicy, ...added];
  const names = [...new Set(all.flatMap((each) => Object.keys(each)))];
  return Object.fromEntries(
    names.map((name) => {
      const sources = all.flatMap((each) => each[name] ?? []);
      return [name, sources.length > 1 ? sources.filter((each) => each !== "'none'") : sources];
    }),
  );
}

/** The CSP nonce of this response. */
export function nonceOf(res: Response): string {
  const nonce: unknown = res.locals['stepwayNonce'];
  return typeof nonce === 'string' ? nonce : '';
}

/**
 * Security headers for every page: a content security policy that allows our own origin and this response's nonce,
 * no framing, no sniffing. `Referrer-Policy` is `same-origin`, because `no-referrer` turns `Origin` into `null` on
 * one's own forms. Where the host sets the policy, its nonce (`res.locals.cspNonce`) is ours too.
 *
 * @param formOrigins other origins to which a form may lead. On every page: htmx stays in the document that came first,
 *   with the policy of that.
 */
export function securityHeaders(
  policy: SecurityPolicy = {},
  formOrigins: readonly string[] = [],
): RequestHandler {
  const mayBeFramed = policy !== false && (policy['frame-ancestors']?.length ?? 0) > 0;
  const { fixed, withNonce } = headersOf(
    helmet({
      contentSecurityPolicy: policy !== false && {
        useDefaults: false,
        directives: policyWith(policy, { 'form-action': formOrigins }),
      },
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: policy !== false && !mayBeFramed && { action: 'deny' },
      crossOriginEmbedderPolicy: false,
      strictTransportSecurity: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
      xDnsPrefetchControl: false,
    }),
  );
  return (_req, res, next) => {
    const hosts: unknown = res.locals['cspNonce'];
    const own = policy === false && typeof hosts === 'string' ? hosts : randomBytes(16).toString('base64');
    res.locals['stepwayNonce'] = own;
    res.removeHeader('X-Powered-By');
    for (const [name, value] of fixed) res.setHeader(name, value);
    for (const [name, pieces] of withNonce) res.setHeader(name, pieces.join(own));
    next();
  };
}

/** Stands for the nonce in headers that are prepared. */
const nonceMark = 'NONCE';

interface Headers {
  readonly fixed: readonly (readonly [name: string, value: string])[];
  /** What stands around the nonce. */
  readonly withNonce: readonly (readonly [name: string, pieces: readonly string[]])[];
}

/** What a middleware of fixed headers sets, asked for once: those that are the same in every response, and those with the nonce. */
function headersOf(middleware: ReturnType<typeof helmet>): Headers {
  const set: [string, string][] = [];
  const setHeader = (name: string, value: unknown) => void set.push([name, String(value)]);
  // All that helmet asks of a request and a response.
  const [req, res] = [{}, { setHeader, removeHeader: () => {} }] as unknown as [Request, Response];
  middleware(req, res, (error?: unknown) => {
    if (error instanceof Error) throw error;
  });
  const hasNonce = ([, value]: readonly [string, string]) => value.includes(nonceMark);
  return {
    fixed: set.filter((header) => !hasNonce(header)),
    withNonce: set.filter(hasNonce).map(([name, value]) => [name, value.split(nonceMark)] as const),
  };
}

/**
 * Lets pages of the trusted origins read our answers, with the session cookie: a front end that is served elsewhere.
 * Every other origin gets no such header, and its preflight no permission. Source: the Fetch standard, CORS protocol.
 *
 * @param trustedOrigins such as `https://app.example`
 */
export function crossOrigin(trustedOrigins: readonly string[]): RequestHandler {
  const allow = cors({
    origin: [...trustedOrigins],
    credentials: true,
    methods: ['GET', 'POST'],
    allowedHeaders: ['Content-Type', 'X-Stepway-Validate', 'X-Stepway-Upload', 'X-Stepway-Find'],
    exposedHeaders: ['Retry-After'],
    maxAge: 600,
  });
  return (req, res, next) => {
    if (trustedOrigins.length === 0) return next();
    const origin = req.get('Origin');
    if (origin !== undefined && trustedOrigins.includes(origin)) return allow(req, res, next);
    // A cache must not hand an answer without the header to a trusted origin.
    res.vary('Origin');
    next();
  };
}
