import { everyPlace, findPlace } from '../definition/place.ts';
import { checkNode } from '../graph/graph.ts';
import { sampleKey } from '../sample/item-counts.ts';
import { walk } from '../sample/walk-paths.ts';
import { optionsOf, type Studied } from './samples.ts';

/** More ways than these are not walked while somebody waits for a page. */
const mostPaths = 200;

/** A page of a wizard, and how many of its paths lead over it. */
export interface WalkedPage {
  /** The key of a page, or `check`. */
  readonly key: string;
  readonly title: string;
  readonly paths: number;
  /** Its states that are looked at, below `/_studio/<wizard>/state/`. */
  readonly states: readonly { readonly name: string; readonly title: string }[];
}

/** Every path of a wizard, walked with answers that were made up, and every page on them. */
export interface AllPaths {
  readonly paths: readonly { readonly titles: readonly string[]; readonly end: string }[];
  readonly pages: readonly WalkedPage[];
  readonly isComplete: boolean;
  readonly leftOut: readonly string[];
  /** Why nothing could be walked; absent when it could. */
  readonly impossible?: string | undefined;
}

/** Walks a wizard from its first page to each of its ends. */
export async function walkedPaths(studied: Studied): Promise<AllPaths> {
  const { definition } = studied;
  try {
    const { paths, isComplete, leftOut } = await walk(definition, { ...optionsOf(studied), mostPaths });
    const counts = new Map<string, number>();
    for (const { steps } of paths) {
      const written = new Set(steps.map((key) => findPlace(definition, key)?.written ?? key));
      for (const each of written) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    const titleOf = (key: string) => findPlace(definition, key)?.step.title ?? key;
    const ended = paths.filter(({ exit }) => exit === undefined).length;
    return {
      paths: paths.map(({ steps, exit }) => ({
        titles: steps.map(titleOf),
        end: exit === undefined ? 'Check your answers' : 'Exit page',
      })),
      pages: [
        ...everyPlace(definition).map((place) => ({
          key: sampleKey(place),
          title: place.step.title,
          paths: counts.get(place.written) ?? 0,
          states: lookedAt[place.kind].map(([name, title]) => ({
            name: `step/${sampleKey(place)}/${name}`,
            title,
          })),
        })),
        {
          key: checkNode,
          title: 'Check your answers',
          paths: ended,
          states: [
            { name: 'wizard/check', title: 'Answered' },
            { name: 'wizard/check-changed', title: 'Changed elsewhere' },
            { name: 'wizard/check-rejected', title: 'Rejected' },
            { name: 'wizard/done', title: 'Receipt' },
          ],
        },
      ],
      isComplete,
      leftOut,
    };
  } catch (error) {
    const impossible = error instanceof Error ? error.message : String(error);
    return { paths: [], pages: [], isComplete: false, leftOut: [], impossible };
  }
}

/** The states of each kind of page in which faults of accessibility are looked for. */
const lookedAt = {
  step: [
    ['empty', 'Not answered'],
    ['filled', 'Answered'],
    ['faulty', 'Sent empty'],
  ],
  exit: [['exit', 'Exit page']],
  group: [
    ['empty', 'No items'],
    ['some', 'Two items'],
  ],
} as const;
