import { existsSync } from 'node:fs';
import { defaultMaxUploadBytes } from '../completion/file-store.ts';
import { likeOf } from '../controls/all.ts';
import { limitsOfFiles } from '../controls/file.ts';
import { formatFaults } from '../definition/check/check.ts';
import { strayHandOvers } from '../definition/check/hand-overs.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Field } from '../definition/field.ts';
import { everyPlace, fieldsAt } from '../definition/place.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Words } from '../language/language.ts';
import { doubtfulWordsIn } from '../language/doubtful-words.ts';
import { misspeltWordsIn } from '../language/misspelt-words.ts';
import { loadAssets } from '../render/html/assets.ts';
import type { StepwayOptions } from './stepway-options.ts';

/** What in the options, and in the words of the wizards, looks like a mistake and may be meant: a line each. */
export function doubtfulOptions(options: StepwayOptions): readonly string[] {
  const { wizards, views, ownCookie } = options;
  // The ready-made server names its folder of views whether it is there or not.
  const missing = views !== undefined && ownCookie === undefined && !existsSync(views);
  return [
    ...(missing ? [`views: there is no folder ${JSON.stringify(views)}; the default views are shown`] : []),
    ...(views === undefined ? unusedViews(wizards) : []),
    ...doubtfulSettings(options, wizards).map(({ message }) => message),
    ...wizards.flatMap(wordsOfWizard),
    ...waysToNowhere(wizards),
  ];
}

/** A doubt about a setting. */
export interface DoubtfulSetting {
  readonly message: string;
  /** What stands in the file of settings there. */
  readonly word: string;
}

/** The settings that are looked at. */
export interface DoubtedSettings extends Pick<StepwayOptions, 'public' | 'theme' | 'languages' | 'facts'> {
  readonly maxUploadBytes?: number | undefined;
}

/** What a project's own settings say that is probably not meant, with these wizards. */
export function doubtfulSettings(
  settings: DoubtedSettings,
  wizards: readonly WizardDefinition[],
): readonly DoubtfulSetting[] {
  const { public: folder, theme, languages = {}, facts, maxUploadBytes } = settings;
  return [
    ...(folder !== undefined && !existsSync(folder)
      ? [
          {
            message: `public: there is no folder ${JSON.stringify(folder)}; nothing is served of it`,
            word: 'public',
          },
        ]
      : []),
    ...unknownProperties(Object.keys(theme?.properties ?? {})),
    ...doubtfulWords('theme.words', theme?.words),
    ...Object.entries(languages).flatMap(([tag, { theme: own }]) =>
      doubtfulWords(`languages.${tag}.theme.words`, own?.words),
    ),
    ...(facts === undefined ? wizards.flatMap(withoutFacts) : []),
    ...wizards.flatMap((definition) => filesTooBig(definition, maxUploadBytes ?? defaultMaxUploadBytes)),
  ];
}

/** A wizard that has to know something of its visitors, where there is nobody to tell it. */
function withoutFacts({ id, facts = [] }: WizardDefinition): readonly DoubtfulSetting[] {
  const wanted = facts.filter(({ required }) => required).map(({ name }) => `"${name}"`);
  return wanted.length === 0
    ? []
    : [
        {
          message: `wizard "${id}" asks for the facts ${wanted.join(', ')}, and there is no option "facts" that gives them`,
          word: 'facts',
        },
      ];
}

/** Fields that promise more for one file than all the files of a session may have together. */
function filesTooBig(definition: WizardDefinition, mostBytes: number): readonly DoubtfulSetting[] {
  const isAbove = (field: Field) => likeOf(field) === 'file' && limitsOfFiles(field).maxBytes > mostBytes;
  return everyPlace(definition).flatMap((place) =>
    fieldsAt(place)
      .filter(isAbove)
      .map((field) => ({
        message: `wizard "${definition.id}", step "${place.key}", field "${field.name}": its maxBytes of ${limitsOfFiles(field).maxBytes} cannot be reached, as all files of a session together may have ${mostBytes} (maxUploadBytes); raise maxUploadBytes, or lower maxBytes`,
        word: 'maxUploadBytes',
      })),
  );
}

/** A folder of views where the ready-made server would look for one, with views of these wizards, that nobody named. */
function unusedViews(wizards: readonly WizardDefinition[]): readonly string[] {
  const found = wizards.map(({ id }) => `views/${id}`).find((folder) => existsSync(folder));
  return found === undefined ? [] : [`${found} is not used, as views is left out; name it: views: 'views'`];
}

function unknownProperties(given: readonly string[]): readonly DoubtfulSetting[] {
  const ours = given.filter((name) => name.startsWith('--stepway-'));
  if (ours.length === 0) return [];
  const assets = loadAssets();
  const css = assets.find(assets.urlName('stepway.css'))?.body().toString() ?? '';
  const known = new Set(css.match(/--stepway-[\w-]+/g));
  return ours
    .filter((name) => !known.has(name))
    .map((name) => ({
      message: `theme.properties: nothing reads "${name}"${didYouMean(name, known)}`,
      word: name,
    }));
}

function waysToNowhere(wizards: readonly WizardDefinition[]): readonly string[] {
  const served = new Set(wizards.map(({ id }) => id));
  return wizards.flatMap((definition) => {
    const faults = strayHandOvers(definition, served);
    return faults.length === 0 ? [] : [formatFaults(`wizard "${definition.id}"`, faults)];
  });
}

function wordsOfWizard(definition: WizardDefinition): readonly string[] {
  const { id, words: own } = definition;
  return [
    ...doubtfulWords(`wizard "${id}", words`, own),
    ...everyPlace(definition).flatMap(({ key, step }) =>
      doubtfulWords(`wizard "${id}", step "${key}", words`, step.words),
    ),
  ].map(({ message }) => message);
}

function doubtfulWords(place: string, given: Words = {}): readonly DoubtfulSetting[] {
  return [
    ...misspeltWordsIn(given).map(({ key, meant }) => ({
      message: `${place}: "${key}" is no key of ours; did you mean "${meant}"?`,
      word: key,
    })),
    ...doubtfulWordsIn(given).map(({ key, message }) => ({ message: `${place}: ${message}`, word: key })),
  ];
}
