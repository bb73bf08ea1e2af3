import { existsSync } from 'node:fs';

/** Debian's packages: the same pages by half the work, where there is the one without windows. */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Where Chromium is: what `CHROMIUM` names, or one of Debian's packages. */
export const executablePath = process.env.CHROMIUM ?? places.find((path) => existsSync(path)) ?? places[0];

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
