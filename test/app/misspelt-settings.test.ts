import { expect, test } from '@jest/globals';
import { misspeltSettings } from '../../src/app/misspelt-settings.ts';

test('a variable that is nearly a setting is named, with the one that was meant', () => {
  const env = {
    STEPWAY_DTAA: 'a',
    STEPWAY_COLOURS: 'b',
    LOGLEVEL: 'warn',
    SESION_SECRET: 'x',
    IDLE_MINUTE: '3',
    SESSION_SECERT: 'x',
  };
  expect(misspeltSettings(env)).toEqual([
    "STEPWAY_DTAA is no setting of Stepway's; did you mean STEPWAY_DATA?",
    "STEPWAY_COLOURS is no setting of Stepway's; docs/settings.md has them all",
    "LOGLEVEL is no setting of Stepway's; did you mean LOG_LEVEL?",
    "SESION_SECRET is no setting of Stepway's; did you mean SESSION_SECRET?",
    "IDLE_MINUTE is no setting of Stepway's; did you mean IDLE_MINUTES?",
    "SESSION_SECERT is no setting of Stepway's; did you mean SESSION_SECRET?",
  ]);
});

test('settings, what others have set, and what stands beside the setting itself are silent', () => {
  const env = {
    STEPWAY_DATA: 'a',
    PORT: '1',
    HOME: '/',
    HOSTNAME: 'x',
    USER: 'u',
    PORTS: '1',
    LOG_LEVEL: 'warn',
    LOGLEVEL: 'info',
    MONGO_URL: 'mongodb://x',
    SHELL: '/bin/sh',
    PWD: '/',
    HOSTTYPE: 'x86_64',
    POST: '1',
    ORIGINS: 'x',
    MORE_PER_MINUTE: '1',
    DBUS_SESSION_BUS_ADDRESS: 'x',
    XDG_SESSION_ID: '1',
  };
  expect(misspeltSettings(env)).toEqual([]);
});
