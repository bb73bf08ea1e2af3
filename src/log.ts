/**
 * What is needed of a logger; a pino logger is one. The message of an error can hold a visitor's answers: where it is
 * logged at all, it follows in a line of its own, at `debug`, as `{ message }`.
 */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** A log that says nothing. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What may be said of an error in a log: never its message, which can hold a visitor's answers. */
export interface ErrorFacts {
  /** The name of the error's class, or the type of a thrown value that is no error. */
  readonly error: string;
  readonly code?: string | number;
  /** The name of the class of the error behind it, where there is one. */
  readonly cause?: string;
  /** The topmost frame of the stack: of the error behind it, where there is one. */
  readonly at?: string;
}

const frame = /^ {4}at .+:\d+:\d+\)?$/m;
const plainCode = /^[\w.:-]{1,64}$/;

/** Sums up a thrown value for the log: its class, its code and where it was thrown. */
export function factsOf(thrown: unknown): ErrorFacts {
  if (!(thrown instanceof Error)) return { error: thrown === null ? 'null' : typeof thrown };
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  const cause = thrown.cause instanceof Error ? thrown.cause : undefined;
  const at = topFrameOf(cause ?? thrown) ?? topFrameOf(thrown);
  return {
    error: thrown.constructor.name,
    ...(cause === undefined ? {} : { cause: cause.constructor.name }),
    ...(typeof code === 'number' || (typeof code === 'string' && plainCode.test(code)) ? { code } : {}),
    ...(at === undefined ? {} : { at }),
  };
}

/** The message of a thrown value, bounded: it goes into the journal, beside the answers, and into the log at `debug` only. */
export function messageOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 1000);
}

/** The stack begins with the message, which may itself look like frames: it is cut off first. */
function topFrameOf(error: Error): string | undefined {
  const stack = error.stack ?? '';
  const start = error.message === '' ? -1 : stack.indexOf(error.message);
  const frames = start === -1 ? stack : stack.slice(start + error.message.length);
  return frame.exec(frames)?.[0].trim().slice('at '.length);
}
