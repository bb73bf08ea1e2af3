import type { WizardDefinition } from '../../definition/model.ts';
import { placesOf } from '../../definition/place.ts';
import type { Onward } from '../../flow/position.ts';

/**
 * Ids that no first-level node may have, because the wizard's own pages stand there.
 * `/visa/check`, `/visa/done/<reference>`, `/visa/start`, `/visa/end` (delete my answers), `/visa/saved`, `/visa/keep`,
 * and `/visa/tasks` where it has a list of tasks.
 */
export { reservedIds } from '../../definition/path.ts';

/** An item in a link, and where its page leads. */
interface ItemLink {
  readonly item: string;
  readonly onward: Onward;
}

/** Every address of a router. */
export type Urls = ReturnType<typeof makeUrls>;

let latest: { readonly base: string; readonly urls: Urls } | undefined;

/**
 * Where everything stands, for one mount path (`''` or `/apply`). Paths only, same origin always.
 *
 * @param segment names the run whose pages they are, of a wizard that has several
 */
export function urlsAt(base: string, segment?: string): Urls {
  if (segment !== undefined) return makeUrls(base, `/${segment}`);
  // Nearly always the same one; a host may mount under a parameter, so that not all can be kept.
  if (latest?.base !== base) latest = { base, urls: makeUrls(base, '') };
  return latest.urls;
}

function makeUrls(base: string, run: string) {
  return {
    list: () => `${base}/`,
    /** The visitor's runs, of a wizard that has several. */
    runs: (wizard: string) => `${base}/${wizard}`,
    run: (wizard: string, segment: string) => `${base}/${wizard}/${segment}`,
    wizard: (wizard: string) => `${base}/${wizard}${run}`,
    start: (wizard: string) => `${base}/${wizard}${run}/start`,
    step: (wizard: string, stepKey: string) => `${base}/${wizard}${run}/${stepKey}`,
    /** A step opened from check-your-answers: Continue returns there. */
    change: (wizard: string, stepKey: string) => `${base}/${wizard}${run}/${stepKey}?return=check`,
    /** Where another site sends a visitor back to, from one try of a step. */
    comeBack: (wizard: string, stepKey: string, attempt: string) =>
      `${base}/${wizard}${run}/${stepKey}/return/${attempt}`,
    /** The list of a group, from which an item was just removed. */
    removed: (wizard: string, groupKey: string, { item, onward }: ItemLink) =>
      `${base}/${wizard}${run}/${groupKey}?removed=${item}${onward === 'check' ? '&return=check' : ''}`,
    /** The rows of a group, with room for so many. */
    rows: (wizard: string, groupKey: string, { count, onward }: { count: number; onward: Onward }) =>
      `${base}/${wizard}${run}/${groupKey}?rows=${count}${onward === 'check' ? '&return=check' : ''}`,
    /** Asks before an item is removed. */
    remove: (wizard: string, groupKey: string, { item, onward }: ItemLink) =>
      `${base}/${wizard}${run}/${groupKey}?remove=${item}${onward === 'check' ? '&return=check' : ''}`,
    /** The list of tasks, of a wizard that has one. */
    tasks: (wizard: string) => `${base}/${wizard}${run}/tasks`,
    check: (wizard: string) => `${base}/${wizard}${run}/check`,
    done: (wizard: string, reference: string) => `${base}/${wizard}${run}/done/${reference}`,
    /** POST has a copy sent. */
    copy: (wizard: string, reference: string) => `${base}/${wizard}${run}/done/${reference}/copy`,
    copied: (wizard: string, reference: string, how: 'sent' | 'failed') =>
      `${base}/${wizard}${run}/done/${reference}?copy=${how}`,
    calendar: (wizard: string, reference: string) => `${base}/${wizard}${run}/done/${reference}/calendar.ics`,
    /** GET asks, POST deletes. */
    end: (wizard: string) => `${base}/${wizard}${run}/end`,
    /** `sent` when the form had been sent: its submission stays. */
    ended: (wizard: string, sent: boolean) => `${base}/${wizard}${run}/end?deleted${sent ? '=sent' : ''}`,
    /** GET says where the run is kept; POST saves it, where it is kept beyond the session. */
    saved: (wizard: string) => `${base}/${wizard}${run}/saved`,
    mailed: (wizard: string) => `${base}/${wizard}${run}/saved?mailed`,
    /** POST takes back what was saved from this browser. */
    here: (wizard: string) => `${base}/${wizard}${run}/saved/here`,
    /** POST makes another link. */
    newLink: (wizard: string) => `${base}/${wizard}${run}/saved/link`,
    /** POST has the link sent. */
    mail: (wizard: string) => `${base}/${wizard}${run}/saved/mail`,
    /** The link to a saved run, whichever it becomes in the session that opens it: GET says what it opens, POST opens it. */
    link: (wizard: string, token: string) => `${base}/${wizard}/saved/${token}`,
    /** POST extends the session; answers `{ "expiresAt": <ms since the epoch> }`. */
    keep: (wizard: string) => `${base}/${wizard}${run}/keep`,
    asset: (fileName: string) => `${base}/_stepway/${fileName}`,
  };
}

/** Where a wizard begins behind its start page: at the list of tasks, where it has one, or at its first page. */
export function urlOfFirst(definition: WizardDefinition, urls: Urls): string {
  if (definition.order === 'tasks') return urls.tasks(definition.id);
  const [first] = placesOf(definition);
  return first === undefined ? urls.wizard(definition.id) : urls.step(definition.id, first.key);
}

/** The names of the hidden fields that every form carries; a field of a wizard never begins with `_`. */
export const hiddenNames = {
  instance: '_instance',
  generation: '_generation',
  seen: '_seen',
  page: '_page',
  /** What the answer is given on, of a step that is asked again when that changes. */
  basis: '_basis',
  /** `check` when Continue goes back to check-your-answers. */
  return: '_return',
  /** `1` on the expired page: keep these values in a new session until their step is reached. */
  carry: '_carry',
  /** On a group's list: `yes` to add one more item, `no` when there are no more. */
  more: '_more',
  /** `1` to add a row to those of a page. */
  add: '_add',
  /** The try at another site from which a visitor is back, and what that site has put into the return URL. */
  attempt: '_attempt',
  query: '_query',
  /** The item of a group that is to be taken out, or put back. */
  remove: '_remove',
  restore: '_restore',
  /** `1` from "Save and come back later": keep what is typed, finished or not, and say until when. */
  save: '_save',
  /** `1` from the page that says that all is deleted: bring it back; beside `carry` with what was typed meanwhile. */
  undo: '_undo',
  /** From the same page: for good. `sent` when the form had been sent, else `1`. */
  erase: '_erase',
  /** On a receipt or an exit page: the wizard to go on to, with answers of this one. */
  to: '_to',
  /** `1` from the page's script while the visitor types: keep it quietly, and answer with JSON. */
  draft: '_draft',
  /** The field in which is searched by the text that is typed: show the page again, with what is found. */
  find: '_find',
  /** The language in which the page is to be shown again, with what is typed. */
  language: '_lang',
  /** The language in which what is typed is to be read: that of the page, which may not be that of the moment. */
  typedIn: '_typed',
} as const;
