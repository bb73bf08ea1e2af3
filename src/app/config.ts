import { existsSync } from 'node:fs';
import { z } from 'zod';
import { nearest } from '../did-you-mean.ts';
import { defaultMaxUploadBytes } from '../completion/file-store.ts';
import { defaultMaxStateBytes } from '../engine/state.ts';
import { WizardError } from '../errors.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Theme } from '../render/pages/page.ts';
import { defaultLifetime } from '../storage/session-options.ts';
import { timeZoneRule } from '../time-zone.ts';
import type { StepwayConfig } from './define-config.ts';
import { developmentSecret } from './development-secret.ts';
import { faultOfOrigin } from '../origin.ts';
import { isTrust, trustProxyOf } from './trust-proxy.ts';

/** The fewest characters of a secret. */
const minSecretLength = 16;
/** Browsers keep no cookie for longer than 400 days. */
const maxHours = 400 * 24;
const positive = (fallback: number, max: number) =>
  z.coerce
    .number('must be a number')
    .positive('must be above 0')
    .max(max, `must be ${max} or less`)
    .default(fallback);

/** How much one address may send in a minute; 0 for as much as it likes. */
const perMinute = (fallback: number) => z.coerce.number('must be a number').int().min(0).default(fallback);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Every setting of the ready-made server, by the name of its environment variable. */
export const environment = z.object({
  NODE_ENV: z
    .string()
    .refine(isNoSlip, 'is nearly "production"; write it so, or leave it out')
    .default('development'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535, 'must be 65535 or less').default(3000),
  HOST: z.string().default('127.0.0.1'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  STORE_WAIT_SECONDS: z.coerce.number().min(0).max(3600).default(30),
  STEPWAY_DATA: z.string().default('.stepway'),
  STEPWAY_MAX_BYTES: z.coerce.number('must be a number').int().min(1_000_000).optional(),
  SESSION_SECRET: z.string().optional(),
  TRUST_PROXY: z
    .string()
    .refine(isTrust, 'must be the number of your proxies, such as 1, or their addresses, such as 10.0.0.0/8')
    .default('false'),
  ORIGIN: z.string().superRefine(refuseNoOrigins).optional(),
  TRUSTED_ORIGINS: z.string().superRefine(refuseNoOrigins).default(''),
  IDLE_MINUTES: positive(defaultLifetime.idleMs / minuteMs, maxHours * 60),
  ABSOLUTE_HOURS: positive(defaultLifetime.absoluteMs / hourMs, maxHours),
  HANDLER_PLACES: z.coerce.number('must be a number').int().min(1).max(1_000).default(8),
  MAX_STATE_BYTES: z.coerce.number('must be a number').int().min(1_000).default(defaultMaxStateBytes),
  STARTS_PER_MINUTE: perMinute(120),
  RECHECKS_PER_MINUTE: perMinute(300),
  SEARCHES_PER_MINUTE: perMinute(300),
  SUBMITS_PER_MINUTE: perMinute(60),
  LINKS_PER_MINUTE: perMinute(60),
  MAILS_PER_MINUTE: perMinute(5),
  TIME_ZONE: z
    .string()
    .superRefine((zone, context) => {
      const rule = timeZoneRule(zone);
      if (rule !== undefined) context.addIssue({ code: 'custom', message: rule });
    })
    .optional(),
  MAX_UPLOAD_BYTES: z.coerce.number('must be a number').int().min(1_000).default(defaultMaxUploadBytes),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const storeEnvironment = environment.pick({
  MONGODB_URL: true,
  STORE_WAIT_SECONDS: true,
  STEPWAY_DATA: true,
  STEPWAY_MAX_BYTES: true,
  IDLE_MINUTES: true,
  ABSOLUTE_HOURS: true,
  ORIGIN: true,
  LOG_LEVEL: true,
});

/** What a command that only opens the store reads: no secret, no look, nothing of the network. */
export interface StoreConfig {
  readonly mongodbUrl: string | undefined;
  /** How long the database is waited for at the start, in milliseconds. */
  readonly storeWaitMs: number;
  /** The folder of the embedded store and of the development secret. */
  readonly dataFolder: string;
  /** The most that the embedded store holds, in bytes; undefined for as much as the disk does. */
  readonly maxBytes: number | undefined;
  readonly idleMs: number;
  readonly absoluteMs: number;
  /** Where visitors find this server; undefined for as each request says. */
  readonly origin: string | undefined;
  readonly logLevel: string;
}

/** The settings of the ready-made server, read and checked once. */
export interface Config extends StoreConfig {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** The project's own settings; what the environment may override is read from the other properties. */
  readonly own: StepwayConfig;
  readonly viewsFolder: string;
  /** The author's look; empty for the default. */
  readonly theme: Partial<Theme>;
  /** The first signs; all of them verify. */
  readonly secrets: readonly string[];
  /** As Express' `trust proxy` takes it. */
  readonly trustProxy: boolean | number | string;
  readonly trustedOrigins: readonly string[];
  /** How many handlers run at the same time. */
  readonly concurrency: number;
  /** How much one session may hold of all its forms: bytes of JSON. */
  readonly maxStateBytes: number;
  /** Bytes of all the files that one run through a wizard may bring. */
  readonly maxUploadBytes: number;
  /** How much one address may send in a minute. */
  readonly rateLimits: RateLimits;
  /** For wizards that name none; undefined for the process's own. */
  readonly timeZone: string | undefined;
}

/** Variables as a process has them. */
type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings of the server from environment variables; docs/settings.md has them all.
 *
 * @param own the project's, which the environment overrides
 * @throws WizardError CONFIG_INVALID that lists every wrong setting
 */
export function readConfig(env: Env, own: StepwayConfig = {}): Config {
  const given = { ...variablesOf(own), ...givenIn(env) };
  const read = environment.safeParse(given);
  const production = given['NODE_ENV'] === 'production';
  const secrets = listOf(given['SESSION_SECRET']);
  const missing = production && secrets.length === 0 ? [noSecret] : [];
  const faults = [...missing, ...settingFaults(env, own)];
  if (!read.success || faults.length > 0) throw refusal(faults);
  const settings = read.data;
  return {
    ...storeConfigOf(settings),
    production,
    port: settings.PORT,
    host: settings.HOST,
    own,
    viewsFolder: own.views ?? 'views',
    theme: own.theme ?? {},
    secrets: secrets.length > 0 ? secrets : [developmentSecret(settings.STEPWAY_DATA)],
    trustProxy: trustProxyOf(settings.TRUST_PROXY),
    trustedOrigins: listOf(settings.TRUSTED_ORIGINS),
    concurrency: settings.HANDLER_PLACES,
    maxStateBytes: settings.MAX_STATE_BYTES,
    maxUploadBytes: settings.MAX_UPLOAD_BYTES,
    rateLimits: {
      starts: settings.STARTS_PER_MINUTE || undefined,
      rechecks: settings.RECHECKS_PER_MINUTE || undefined,
      searches: settings.SEARCHES_PER_MINUTE || undefined,
      submits: settings.SUBMITS_PER_MINUTE || undefined,
      links: settings.LINKS_PER_MINUTE || undefined,
      mails: settings.MAILS_PER_MINUTE || undefined,
    },
    timeZone: settings.TIME_ZONE,
  };
}

/**
 * What is wrong with the settings that there are, a line each. A secret that is not there yet is none of it: wizards are
 * checked where no secret belongs, such as while an image is built.
 *
 * @param own the project's, which the environment overrides
 */
export function settingFaults(env: Env, own: StepwayConfig = {}): readonly string[] {
  const given = { ...variablesOf(own), ...givenIn(env) };
  const read = environment.safeParse(given);
  return [
    ...faultsOf(read),
    ...secretFaults(listOf(given['SESSION_SECRET'])),
    ...(read.success ? lifetimeFaults(read.data) : []),
    ...viewsFaults(own.views),
  ];
}

/**
 * Reads the settings of the store alone: a command that looks at submissions needs no signing secret, makes none, and
 * does not fail for a setting of the server's.
 *
 * @throws WizardError CONFIG_INVALID that lists every wrong setting
 */
export function readStoreConfig(env: Env, own: StepwayConfig = {}): StoreConfig {
  const read = storeEnvironment.safeParse({ ...variablesOf(own), ...givenIn(env) });
  const faults = [...faultsOf(read), ...(read.success ? lifetimeFaults(read.data) : [])];
  if (!read.success || faults.length > 0) throw refusal(faults);
  return storeConfigOf(read.data);
}

function storeConfigOf(settings: z.infer<typeof storeEnvironment>): StoreConfig {
  return {
    mongodbUrl: settings.MONGODB_URL,
    storeWaitMs: settings.STORE_WAIT_SECONDS * 1000,
    dataFolder: settings.STEPWAY_DATA,
    maxBytes: settings.STEPWAY_MAX_BYTES,
    idleMs: settings.IDLE_MINUTES * minuteMs,
    absoluteMs: settings.ABSOLUTE_HOURS * hourMs,
    origin: settings.ORIGIN,
    logLevel: settings.LOG_LEVEL,
  };
}

/** A project's settings that a deployment may override, as its variables would say them. */
function variablesOf(own: StepwayConfig): Readonly<Record<string, string>> {
  const { trustedOrigins, lifetime, rateLimits } = own;
  const variables = {
    ORIGIN: own.origin,
    TRUSTED_ORIGINS: trustedOrigins?.join(','),
    IDLE_MINUTES: lifetime?.idleMs && lifetime.idleMs / minuteMs,
    ABSOLUTE_HOURS: lifetime?.absoluteMs && lifetime.absoluteMs / hourMs,
    HANDLER_PLACES: own.concurrency,
    MAX_STATE_BYTES: own.maxStateBytes,
    MAX_UPLOAD_BYTES: own.maxUploadBytes,
    STARTS_PER_MINUTE: rateLimits?.starts,
    RECHECKS_PER_MINUTE: rateLimits?.rechecks,
    SEARCHES_PER_MINUTE: rateLimits?.searches,
    SUBMITS_PER_MINUTE: rateLimits?.submits,
    LINKS_PER_MINUTE: rateLimits?.links,
    MAILS_PER_MINUTE: rateLimits?.mails,
    TIME_ZONE: own.timeZone,
  };
  const given = Object.entries(variables).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** An empty variable is none. */
function givenIn(env: Env): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

function faultsOf(read: z.ZodSafeParseResult<unknown>): readonly string[] {
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

const noSecret =
  'SESSION_SECRET: is required in production; set it to a random text of 16 characters or more, such as `openssl rand -base64 32` gives';

function secretFaults(secrets: readonly string[]): readonly string[] {
  return secrets
    .filter(({ length }) => length < minSecretLength)
    .map(() => `SESSION_SECRET: each secret needs ${minSecretLength} characters or more`);
}

function lifetimeFaults(read: { readonly IDLE_MINUTES: number; readonly ABSOLUTE_HOURS: number }): string[] {
  const isLonger = read.IDLE_MINUTES * minuteMs > read.ABSOLUTE_HOURS * hourMs;
  return isLonger ? ['IDLE_MINUTES: is longer than ABSOLUTE_HOURS'] : [];
}

function viewsFaults(views: string | undefined): string[] {
  if (views === undefined || existsSync(views)) return [];
  return [`views in stepway.config.ts: there is no folder ${views}; correct the path, or leave it out`];
}

function refusal(faults: readonly string[]): WizardError {
  const lines = faults.map((fault) => `  ${fault}`);
  return new WizardError('CONFIG_INVALID', `Settings that need a change:\n${lines.join('\n')}`);
}

/** What is nearly "production" would run with the cookie and the secret of development. */
function isNoSlip(name: string): boolean {
  if (name === 'production') return true;
  return !/^prod/i.test(name) && nearest(name, ['production', 'development']) !== 'production';
}

function refuseNoOrigins(value: string, context: z.RefinementCtx): void {
  for (const origin of listOf(value)) {
    const fault = faultOfOrigin(origin);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  }
}

function listOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
