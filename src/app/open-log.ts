import { isatty } from 'node:tty';
import { pino, type Logger } from 'pino';

/** Where a command logs to, and from which level on. */
export interface LogOptions {
  readonly level: string;
  /** Standard output or standard error. */
  readonly fd: 1 | 2;
}

/** A log of lines for a person where a person reads, and of JSON where a program does. */
export async function openLog({ level, fd }: LogOptions): Promise<Logger> {
  const options = { name: 'stepway', level };
  if (!isatty(fd)) return pino(options, pino.destination({ fd, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino(
    options,
    pretty({
      destination: fd,
      sync: true,
      colorize: process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === '',
      ignore: 'pid,hostname,name',
      translateTime: 'HH:MM:ss',
      singleLine: true,
    }),
  );
}
