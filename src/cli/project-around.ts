import { existsSync, readFileSync } from 'node:fs';
import { configFile, loadConfig } from '../app/load-config.ts';
import { createLoader } from '../app/load-wizards.ts';
import type { ProjectAround } from './templates/skeleton.ts';

/**
 * What the project in the working directory has for its wizards and their tests.
 *
 * @throws WizardError CONFIG_INVALID when its settings cannot be loaded
 */
export async function projectAround(): Promise<ProjectAround> {
  const settings = await loadConfig(createLoader());
  const services = existsSync('services.ts') ? readFileSync('services.ts', 'utf8') : '';
  return {
    config: configFile(),
    makesServices: settings.services !== undefined,
    // Types say so alone: services are not made to find out.
    endsServices: services.includes('asyncDispose'),
    typesServices: /^export (?:interface|type) Services\b/m.test(services),
    guards: settings.guard !== undefined,
  };
}
