import { readConfig, type Config } from '../app/config.ts';
import type { StepwayConfig } from '../app/define-config.ts';
import { endServices, makeServices } from '../app/services.ts';

/** Where a project's settings are read from, again and again. */
export interface SettingsSource {
  load(): Promise<StepwayConfig>;
  /** Every file that they have ever come from, whether it is there or not. */
  files(): readonly string[];
}

/** What a development server works by at a time. */
export interface Settings {
  readonly config: Config;
  readonly services: unknown;
}

/** The settings of a project as its files say them now. */
export interface LiveSettings {
  now(): Settings;
  /**
   * Reads them again when one of these files is theirs. What was before is there still, for the handlers that are at work.
   *
   * @returns ends what was before; undefined when nothing was read
   * @throws WizardError CONFIG_INVALID when they are wrong: those from before go on
   */
  follow(changed: readonly string[]): Promise<(() => Promise<void>) | undefined>;
  end(): Promise<void>;
}

/**
 * Reads the settings of a project, and makes its services.
 *
 * @throws WizardError CONFIG_INVALID
 */
export async function liveSettings(env: NodeJS.ProcessEnv, source: SettingsSource): Promise<LiveSettings> {
  const read = async (): Promise<Settings> => {
    const config = readConfig(env, await source.load());
    return { config, services: await makeServices(config.own) };
  };
  let current = await read();
  return {
    now: () => current,
    async follow(changed) {
      if (!source.files().some((file) => changed.includes(file))) return undefined;
      const before = current;
      current = await read();
      // A project may keep its services for as long as it runs.
      const isKept = before.services === current.services;
      return async () => (isKept ? undefined : endServices(before.services));
    },
    end: () => endServices(current.services),
  };
}
