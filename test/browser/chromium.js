import { existsSync } from 'node:fs';

/** Where Chromium is: Debian's package, or what `CHROMIUM` names. */
export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const isInstalled = existsSync(executablePath);

export const launchArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
