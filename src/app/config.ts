import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WizardError } from '../errors.ts';
import type { Theme } from '../render/pages/page.ts';
import { defaultLifetime } from '../storage/session-options.ts';
import { readTheme } from './read-theme.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const positive = (fallback: number) =>
  z.coerce.number('must be a number').positive('must be above 0').default(fallback);

/** Every setting of the ready-made server, by the name of its environment variable. */
export const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535, 'must be 65535 or less').default(3000),
  HOST: z.string().default('127.0.0.1'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  STORE_WAIT_SECONDS: z.coerce.number().min(0).max(3600).default(30),
  STEPWAY_DATA: z.string().default('.stepway'),
  STEPWAY_VIEWS: z.string().default('views'),
  STEPWAY_THEME: z.string().optional(),
  STEPWAY_SERVICES: z.string().optional(),
  SESSION_SECRET: z.string().optional(),
  TRUST_PROXY: z.string().default('false'),
  TRUSTED_ORIGINS: z.string().default(''),
  IDLE_MINUTES: positive(defaultLifetime.idleMs / minuteMs),
  ABSOLUTE_HOURS: positive(defaultLifetime.absoluteMs / hourMs),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The settings of the ready-made server, read and checked once. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly mongodbUrl: string | undefined;
  /** How long the database is waited for at the start, in milliseconds. */
  readonly storeWaitMs: number;
  /** The folder of the embedded store and of the development secret. */
  readonly dataFolder: string;
  readonly viewsFolder: string;
  /** The module that makes what checks and handlers are handed; undefined for none. */
  readonly servicesFile: string | undefined;
  /** The author's look; empty for the default. */
  readonly theme: Partial<Theme>;
  /** The first signs; all of them verify. */
  readonly secrets: readonly string[];
  /** As Express' `trust proxy` takes it. */
  readonly trustProxy: boolean | number | string;
  readonly trustedOrigins: readonly string[];
  readonly idleMs: number;
  readonly absoluteMs: number;
  readonly logLevel: string;
}

/**
 * Reads the settings from environment variables; docs/settings.md has them all.
 *
 * @throws WizardError CONFIG_INVALID that lists every wrong setting
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(given);
  const faults = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const production = given['NODE_ENV'] === 'production';
  const secrets = listOf(given['SESSION_SECRET']);
  if (production && secrets.length === 0) {
    faults.push(
      'SESSION_SECRET: is required in production; set it to a random text of 16 characters or more, such as `openssl rand -base64 32` gives',
    );
  }
  for (const secret of secrets) {
    if (secret.length < 16) faults.push('SESSION_SECRET: each secret needs 16 characters or more');
  }
  if (read.success && read.data.IDLE_MINUTES * minuteMs > read.data.ABSOLUTE_HOURS * hourMs) {
    faults.push('IDLE_MINUTES: is longer than ABSOLUTE_HOURS');
  }
  const views = given['STEPWAY_VIEWS'];
  if (views !== undefined && !existsSync(views)) {
    faults.push(`STEPWAY_VIEWS: there is no folder ${views}; correct the path, or leave it out`);
  }
  if (!read.success || faults.length > 0) {
    throw new WizardError(
      'CONFIG_INVALID',
      `Settings that need a change:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
  }
  const settings = read.data;
  return {
    production,
    port: settings.PORT,
    host: settings.HOST,
    mongodbUrl: settings.MONGODB_URL,
    storeWaitMs: settings.STORE_WAIT_SECONDS * 1000,
    dataFolder: settings.STEPWAY_DATA,
    viewsFolder: settings.STEPWAY_VIEWS,
    servicesFile: settings.STEPWAY_SERVICES,
    theme: settings.STEPWAY_THEME === undefined ? {} : readTheme(settings.STEPWAY_THEME),
    secrets: secrets.length > 0 ? secrets : [developmentSecret(settings.STEPWAY_DATA)],
    trustProxy: trustProxyOf(settings.TRUST_PROXY),
    trustedOrigins: listOf(settings.TRUSTED_ORIGINS),
    idleMs: settings.IDLE_MINUTES * minuteMs,
    absoluteMs: settings.ABSOLUTE_HOURS * hourMs,
    logLevel: settings.LOG_LEVEL,
  };
}

function listOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function trustProxyOf(value: string): boolean | number | string {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}

/** Made once and kept in the data folder, so that a restart in development keeps everybody's session. */
function developmentSecret(folder: string): string {
  const file = join(folder, 'session-secret');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new WizardError('CONFIG_INVALID', `STEPWAY_DATA: cannot write to ${folder}`, { cause: error });
    }
  }
  return readFileSync(file, 'utf8');
}
