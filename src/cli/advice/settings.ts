import { readFileSync } from 'node:fs';
import { settingFaults } from '../../app/config.ts';
import type { StepwayConfig } from '../../app/define-config.ts';
import { doubtfulSettings, type DoubtedSettings } from '../../app/doubtful-options.ts';
import { configFile } from '../../app/load-config.ts';
import { misspeltSettings } from '../../app/misspelt-settings.ts';
import { placeOfMention, type PlacedFault } from '../../app/placed-faults.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { newFault } from '../../fault.ts';

/** What the settings of the project and of the deployment are looked at with. */
export interface GivenSettings {
  readonly env: NodeJS.ProcessEnv;
  readonly config: StepwayConfig;
  readonly wizards: readonly WizardDefinition[];
}

/** What `stepway start` would refuse, or log, of the settings: the environment's, and those of the project's file. */
export function settingsFaults({ env, config, wizards }: GivenSettings): readonly PlacedFault[] {
  const environment = 'environment';
  return [
    ...settingFaults(env, config).map((said) => ({ file: environment, ...newFault('wrong-setting', said) })),
    ...misspeltSettings(env).map((said) => ({ file: environment, ...newFault('doubtful-setting', said) })),
    ...doubtsOfFile({ ...config, maxUploadBytes: uploadsIn(env) ?? config.maxUploadBytes }, wizards),
  ];
}

/** The environment comes before the file of settings. */
function uploadsIn(env: NodeJS.ProcessEnv): number | undefined {
  return Number(env['MAX_UPLOAD_BYTES']) || undefined;
}

function doubtsOfFile(config: DoubtedSettings, wizards: readonly WizardDefinition[]): readonly PlacedFault[] {
  const file = configFile();
  // Without one there are no settings to be in doubt about but those that a wizard misses.
  const source = file === undefined ? '' : readFileSync(file, 'utf8');
  return doubtfulSettings(config, wizards).map(({ message, word }) => ({
    file: file ?? 'stepway.config.ts',
    place: placeOfMention(source, word),
    ...newFault('doubtful-setting', message, { word }),
  }));
}
