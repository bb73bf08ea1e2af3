/**
 * The one catalogue of what can go wrong for an author, an operator or a visitor's request.
 * `status` is the HTTP status a request that meets the error is answered with, `title` names it in
 * plain words, `fix` says what to do. docs/errors.md is held equal to this table by a test.
 */
export const catalogue = {
  DEFINITION_INVALID: {
    status: 500,
    title: 'A wizard definition has faults',
    fix: 'Fix each fault in the list: every line names the file, the step, the field and the fix.',
  },
  WIZARD_FILE_UNLOADABLE: {
    status: 500,
    title: 'A wizard file could not be loaded',
    fix: 'Fix the error that the message quotes; the file must default-export a finished wizard, ending in .complete({ … }).',
  },
  VIEW_FAILED: {
    status: 500,
    title: 'A view could not be rendered',
    fix: 'Fix the EJS view that the message names.',
  },
  CONFIG_INVALID: {
    status: 500,
    title: 'A setting is missing or wrong',
    fix: 'Correct the settings that the message lists; docs/settings.md has them all.',
  },
  PORT_TAKEN: {
    status: 500,
    title: 'The port is in use',
    fix: 'Stop the other program, or set PORT to a free port.',
  },
  STORE_UNREACHABLE: {
    status: 503,
    title: 'The store cannot be reached',
    fix: 'Check that the database is up and that its address is right; the request can be sent again.',
  },
  STORE_TIMEOUT: {
    status: 503,
    title: 'The store did not answer in time',
    fix: 'The request can be sent again; if it keeps happening, look at the load and the health of the database.',
  },
  STORE_FULL: {
    status: 503,
    title: 'The store has no room left',
    fix: 'Free disk space on the machine of the store; nothing stored is damaged.',
  },
  SESSION_CONFLICT: {
    status: 409,
    title: 'The session was changed by another request at the same time',
    fix: 'Stepway reloads and tries again by itself; a host that sees this error should do the same.',
  },
  SESSION_GONE: {
    status: 409,
    title: 'The session has ended while the request was under way',
    fix: 'Nothing was written. Ask the visitor to go on in a new session.',
  },
  SESSION_UNREADABLE: {
    status: 500,
    title: 'The stored session cannot be read',
    fix: 'It is left as it is until it expires, and the visitor gets a new one. Check that every server runs the same version and the same encryption secret.',
  },
  SESSION_MISSING: {
    status: 500,
    title: 'There is no session on the request',
    fix: 'Mount express-session before stepway: app.use(session({ … })); app.use("/apply", stepway({ … })).',
  },
  STATE_NEWER: {
    status: 503,
    title: 'The stored answers were written by a newer version of the wizard',
    fix: 'Finish the rolling deployment; an older server leaves them untouched and asks to try again.',
  },
  MIGRATION_FAILED: {
    status: 500,
    title: 'The migration of stored answers failed',
    fix: "Fix the wizard's migrate; it gets { version, answers } and returns answers by step. The stored answers are left as they are.",
  },
  TOO_BUSY: {
    status: 503,
    title: 'The session is being changed by many requests at once',
    fix: 'Send the request again.',
  },
  CHECK_TIMEOUT: {
    status: 503,
    title: 'A check took longer than its time limit',
    fix: 'Send the request again; the author can raise checkTimeoutMs, or make the check faster.',
  },
  HOST_TIMEOUT: {
    status: 503,
    title: 'A function of the host took longer than the time of its request',
    fix: 'Look at what the function that the message names waits for: a request has 3 s from the load of its session on; the request can be sent again.',
  },
  FACTS_INVALID: {
    status: 500,
    title: 'What the host says of a visitor is not what the wizard asks for',
    fix: 'Correct what the option "facts" gives under the name in the message, or the schema in .facts().',
  },
  CHOICES_UNAVAILABLE: {
    status: 503,
    title: 'The options of a choice could not be loaded',
    fix: 'Look at what the load function of the choice asks; the request can be sent again.',
  },
  HELPERS_UNAVAILABLE: {
    status: 503,
    title: 'The helpers of a page could not be made',
    fix: 'Look at what the helpers that the message names ask; the request can be sent again.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Too many requests came from one address',
    fix: 'Wait for `Retry-After` seconds and send the request again; docs/settings.md has the limits of the ready-made server.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'The form is too large',
    fix: 'Send less: docs/settings.md states the limits.',
  },
  BODY_UNREADABLE: {
    status: 400,
    title: 'The body of the request cannot be read',
    fix: 'Send application/x-www-form-urlencoded or application/json, well-formed.',
  },
  BODY_UNSUPPORTED: {
    status: 415,
    title: 'The type of the body is not supported',
    fix: 'Send application/x-www-form-urlencoded or application/json.',
  },
  CROSS_SITE: {
    status: 403,
    title: 'The request came from another site',
    fix: 'Post from a page of the same origin, or name the other origin in trustedOrigins.',
  },
} as const satisfies Record<string, { status: number; title: string; fix: string }>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof catalogue;

/** An author's, operator's or transport's error: its `code` is in the catalogue, its message says where, what and the fix. */
export class WizardError extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, message: string = catalogue[code].title, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'WizardError';
    this.code = code;
    this.status = catalogue[code].status;
  }
}

/** Whether a thrown value is a WizardError, of one code if it is given; holds across two loaded copies of this module. */
export function isWizardError(thrown: unknown, code?: ErrorCode): thrown is WizardError {
  return (
    thrown instanceof Error &&
    thrown.name === 'WizardError' &&
    'code' in thrown &&
    (code === undefined || thrown.code === code)
  );
}

/** The error of the catalogue for whatever a session store or a journal fails with: a foreign one means out of reach. */
export function asStoreError(error: unknown): WizardError {
  return isWizardError(error) ? error : new WizardError('STORE_UNREACHABLE', undefined, { cause: error });
}
