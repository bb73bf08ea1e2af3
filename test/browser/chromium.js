import { existsSync } from 'node:fs';

/** Debian's packages. The one without windows shows the same pages by a third of the work. */
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
