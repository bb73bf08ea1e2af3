import type { Config } from './config.ts';

/** What of sound settings is probably not meant where others can reach the server: a line each, with the fix. */
export function weakSettings(config: Config): readonly string[] {
  const { production, secrets, trustProxy, logLevel } = config;
  if (!production) return isLoopback(config.host) ? [] : [beyondLoopback(config.host)];
  return [
    ...(secrets.some(isGuessable)
      ? [
          'SESSION_SECRET looks like one that can be guessed, and whoever guesses it can make cookies of their own: set it to what `openssl rand -base64 32` gives',
        ]
      : []),
    ...(trustProxy === true
      ? [
          'TRUST_PROXY=true believes every sender about its address and about HTTPS: give the number of your proxies, such as 1, or their addresses',
        ]
      : []),
    ...(logLevel === 'debug' || logLevel === 'trace'
      ? [`LOG_LEVEL=${logLevel} logs messages of errors, which can hold what visitors typed: info has none`]
      : []),
  ];
}

/** Whether only programs of this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function beyondLoopback(host: string): string {
  return `HOST=${host} lets other machines in, and NODE_ENV is not production: the cookie is not Secure and the secret is one for development; set NODE_ENV=production, or leave HOST out`;
}

/**
 * Whether a secret is one that people think of, not a random one: few different characters, a text that is repeated, or
 * a word of examples.
 */
function isGuessable(secret: string): boolean {
  const isRepeated = /^(.{1,16}?)[-_. ]?(?:\1[-_. ]?)+$/.test(secret);
  const isExample = /change.?me|secret|passw|example|default|0123456|abcdef|qwerty/i.test(secret);
  return new Set(secret).size < 8 || isRepeated || isExample;
}
