import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { version } = read('../../package.json');

/**
 * The site of one version, which says so in its title, and leads to those of the others: each stands at `/<version>/` of
 * one host. A release adds its version to versions.json.
 */
export default {
  extends: ['./typedoc.json'],
  name: `Stepway ${version}`,
  navigationLinks: Object.fromEntries(
    read('./versions.json')
      .filter((other) => other !== version)
      .map((other) => [`Version ${other}`, `/${other}/`]),
  ),
};
