import type { StepAnswers } from '../definition/answers.ts';
import type { FinishContext } from '../definition/external.ts';
import type { ExitPlace, GroupPlace, StepPlace } from '../definition/place.ts';
import type { Destination } from '../flow/position.ts';
import type { Walk } from '../flow/walk.ts';
import type { RawValues } from '../controls/raw.ts';
import type { Issue } from '../form/issue.ts';
import type { StepCandidate } from '../form/read.ts';
import type { Whereabouts } from './saving.ts';
import type { SentRow } from '../form/rows.ts';
import type { NotDone, OtherSite } from './other-site.ts';
import type { Stamp } from './stamp.ts';
import type { WizardState } from './state.ts';

/** A step's form as it was sent: what was typed, and what it comes to for the schemas. */
export interface SentForm {
  readonly raw: RawValues;
  readonly candidate: StepCandidate;
}

/** Where a form is sent to. An exit page has nothing to answer: it leads on. */
export type FormPlace = StepPlace | ExitPlace;

/** A link that a visitor opens. */
export interface OpenedLink {
  /** What it ends with. */
  readonly token: string;
  /** The hash of that, by which the run is found. */
  readonly hash: string;
}

/** What is to be done with a page of rows; the others are as those of a step's form. */
export type RowsAsk =
  | { readonly kind: 'done' | 'add' | 'save' | 'draft' | 'keep' }
  | { readonly kind: 'carry'; readonly isUndo?: boolean }
  | { readonly kind: 'remove' | 'restore'; readonly item: string }
  /** By the name of the cell in which is searched; `isWhole`: with all that is typed into the rows. */
  | { readonly kind: 'find'; readonly field: string; readonly isWhole: boolean };

/** A row as it is shown: what is typed in it, and what is wrong with that. */
export interface ShownRow extends Pick<SentRow, 'item' | 'seen' | 'raw'> {
  readonly place: StepPlace;
  readonly issues: readonly Issue[];
}

/** What a visitor does to their run through a wizard. */
export type WizardEvent =
  /** Answers a step. */
  | { readonly kind: 'answer'; readonly place: FormPlace; readonly form: SentForm; readonly stamp: Stamp }
  /** Keeps what is typed, finished or not: the visitor stops for now. */
  | { readonly kind: 'save'; readonly place: FormPlace; readonly form: SentForm; readonly stamp: Stamp }
  /** Keeps what is typed so far, quietly: the visitor is still at it, or has left without sending. */
  | { readonly kind: 'draft'; readonly place: FormPlace; readonly form: SentForm; readonly stamp: Stamp }
  /** Keeps what is typed, and shows its page again: in another language. */
  | { readonly kind: 'keep'; readonly place: FormPlace; readonly form: SentForm; readonly stamp: Stamp }
  /**
   * From the expired page: keeps the values in a new session until their step is reached; by `isUndo` in the run that was
   * deleted, which is brought back.
   */
  | {
      readonly kind: 'carry';
      readonly place: FormPlace;
      readonly form: SentForm;
      readonly stamp: Stamp;
      readonly isUndo?: boolean;
    }
  /** On a group's list: asks for one more item, or says that there are no more; undefined where neither is said. */
  | {
      readonly kind: 'list';
      readonly place: GroupPlace;
      readonly more: boolean | undefined;
      readonly stamp: Stamp;
    }
  /** On a page of rows: answers all of them at once, or adds, takes out or puts back one, keeping what is typed in the others. */
  | {
      readonly kind: 'rows';
      readonly group: GroupPlace;
      readonly rows: readonly SentRow[];
      readonly ask: RowsAsk;
      /** All rows as one form: see `sheetOf`. */
      readonly place: StepPlace;
      readonly form: Pick<SentForm, 'raw'>;
      readonly stamp: Stamp;
    }
  /** Takes an item out of a group. */
  | { readonly kind: 'remove-item'; readonly place: GroupPlace; readonly item: string; readonly stamp: Stamp }
  /** Puts an item back that was taken out. */
  | {
      readonly kind: 'restore-item';
      readonly place: GroupPlace;
      readonly item: string;
      readonly stamp: Stamp;
    }
  /** Goes to another site, where the step is done. */
  | { readonly kind: 'leave'; readonly place: StepPlace; readonly stamp: Stamp; readonly site: OtherSite }
  /** Comes back from there, from one try. */
  | {
      readonly kind: 'return';
      readonly place: StepPlace;
      /** The id of the try, as the return URL says it. */
      readonly attempt: string;
      /** What the other site has put into that URL. */
      readonly query: FinishContext['query'];
      readonly site: OtherSite;
    }
  /** Asks what is wrong with one field as it stands. */
  | { readonly kind: 'validate'; readonly place: FormPlace; readonly form: SentForm; readonly field: string }
  /** Asks which options the text finds that is typed into a choice that is searched. */
  | {
      readonly kind: 'find';
      readonly place: FormPlace;
      readonly form: SentForm;
      readonly field: string;
      readonly stamp: Stamp;
      /** Whether the form is whole: what is typed into it waits when the page is closed meanwhile. */
      readonly isWhole: boolean;
    }
  /** Sends the whole form. */
  | { readonly kind: 'submit'; readonly stamp: Stamp }
  /** Puts the whole run away, from a page where nothing is typed. */
  | { readonly kind: 'save-run' }
  /** Brings a saved run to this session: the one that a link leads to, or that was saved from here. */
  | { readonly kind: 'open-saved'; readonly by: OpenedLink | undefined }
  /** After a form that was sent, starts another one with a new reference. */
  | { readonly kind: 'restart' }
  /** Takes the answers out, to be brought back for ten minutes. */
  | { readonly kind: 'delete' }
  /** Brings back what was deleted. */
  | { readonly kind: 'restore' }
  /** Takes out what was deleted, for good. `wasSent` when the form had been sent. */
  | { readonly kind: 'erase'; readonly wasSent: boolean };

/** A run that was deleted and can still be brought back. */
export interface Deleted {
  /** Milliseconds since the epoch: no longer than that. */
  readonly until: number;
  /** Whether the form had been sent. */
  readonly sent: boolean;
}

/** What came of an event; `started` is the run that began with it, where it is not an answer that did. */
export type Outcome =
  /** The answer is durable. `isFirst` when it started a new run; `isNewItem` when it added an item. */
  | {
      readonly kind: 'answered';
      readonly place: StepPlace;
      readonly next: Destination;
      readonly state: WizardState;
      readonly isFirst: boolean;
      readonly isNewItem: boolean;
    }
  /** There are no more items than these. `isFirst` when it started a new run; `added` are those that came with it. */
  | {
      readonly kind: 'listed';
      readonly added?: number | undefined;
      readonly place: GroupPlace;
      readonly next: Destination;
      readonly state: WizardState;
      readonly isFirst: boolean;
    }
  /** Nothing was written: too few or too many items, neither yes nor no was said, or the list's own check refused. */
  | {
      readonly kind: 'list-refused';
      readonly place: GroupPlace;
      readonly issues: readonly Issue[];
      readonly state: WizardState | undefined;
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  /** Nothing was written: something is to be corrected in the rows, or said of the list as a whole. */
  | {
      readonly kind: 'rows-refused';
      readonly place: GroupPlace;
      readonly rows: readonly ShownRow[];
      readonly issues: readonly Issue[];
      readonly state: WizardState | undefined;
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  /** The page of a search, with all that is typed; what is found is not asked for yet. */
  | {
      readonly kind: 'found';
      readonly place: StepPlace;
      readonly field: string;
      readonly raw: RawValues;
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  /** The same of rows. */
  | {
      readonly kind: 'rows-found';
      readonly place: GroupPlace;
      readonly field: string;
      readonly rows: readonly ShownRow[];
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  /** The item is out of the group, or was so already. */
  | {
      readonly kind: 'item-removed' | 'item-restored';
      readonly place: GroupPlace;
      readonly next: Destination;
      readonly state: WizardState;
    }
  /** The visitor is sent to another site, in a try that is durable. */
  | {
      readonly kind: 'left';
      readonly place: StepPlace;
      readonly url: string;
      readonly state: WizardState;
      readonly started?: WizardState | undefined;
    }
  /** The step is not done at the other site, or nobody can tell: the visitor can try again. */
  | {
      readonly kind: 'not-done';
      readonly place: StepPlace;
      readonly walk: Walk;
      readonly why: NotDone;
      readonly state: WizardState | undefined;
      readonly stamp: Stamp;
    }
  /** Nothing was written: the visitor is back from another site, and the run that they left is not there any more. */
  | { readonly kind: 'late'; readonly place: StepPlace; readonly attempt: string }
  /** The values wait, as they were typed, for their step. */
  | { readonly kind: 'carried'; readonly next: Destination; readonly started?: WizardState | undefined }
  /** Nothing was written: another page comes first. */
  | { readonly kind: 'elsewhere'; readonly next: Destination }
  | { readonly kind: 'saved'; readonly started?: WizardState | undefined }
  /** The run is put away, and its link opens it; `token` is in no store. */
  | {
      readonly kind: 'put-away';
      readonly token: string;
      readonly state: WizardState;
      readonly started?: WizardState | undefined;
    }
  /** Nothing was written: the run was saved, and is not in this session any more. */
  | {
      readonly kind: 'away';
      readonly where: Whereabouts;
      readonly place: FormPlace | undefined;
      readonly raw: RawValues;
    }
  /** The saved run came to this session. */
  | { readonly kind: 'opened'; readonly next: Destination; readonly state: WizardState }
  /** Nothing was moved: the link leads to no run that rests, or there is another one here. */
  | { readonly kind: 'not-opened'; readonly token: string }
  /** `isKept` unless the page is older than what is stored. */
  | { readonly kind: 'drafted'; readonly isKept: boolean; readonly started?: WizardState | undefined }
  /** What is wrong with the field; undefined when it is fine. */
  | { readonly kind: 'validated'; readonly place: FormPlace; readonly issue: Issue | undefined }
  /** Nothing was written: something is to be corrected first. */
  | {
      readonly kind: 'invalid';
      readonly place: StepPlace;
      readonly raw: RawValues;
      readonly issues: readonly Issue[];
      /** Undefined before the first answer. */
      readonly state: WizardState | undefined;
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  /** Nothing was written: another page answered the step in between. */
  | {
      readonly kind: 'conflict';
      readonly place: StepPlace;
      readonly raw: RawValues;
      readonly stored: StepAnswers | undefined;
      readonly walk: Walk;
      /** Makes "keep mine" pass: of what is stored now. */
      readonly stamp: Stamp;
    }
  /** Nothing was sent: check-your-answers showed other answers than there are now. `stamp` is of the page that shows these. */
  | {
      readonly kind: 'not-as-shown';
      readonly state: WizardState;
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  /** The session is frozen and the record is durable. `isFirst` unless it was so already: a double click, a replay. */
  | { readonly kind: 'submitted'; readonly state: WizardState; readonly isFirst: boolean }
  /** Nothing was written: the form that this step belongs to was sent. `typed` is what was not a part of that. */
  | {
      readonly kind: 'closed';
      readonly reference: string;
      readonly typed?: { readonly place: StepPlace; readonly raw: RawValues } | undefined;
    }
  /** Nothing was written: the session that the page was of has ended, or its run was deleted. */
  | {
      readonly kind: 'expired';
      readonly place: FormPlace | undefined;
      readonly raw: RawValues;
      readonly deleted?: Deleted | undefined;
    }
  /** Nothing was written: the session would hold more than it may. */
  | { readonly kind: 'too-large'; readonly place: FormPlace; readonly raw: RawValues }
  /** Nothing was written: there are as many runs of the wizard as there may be. */
  | { readonly kind: 'full'; readonly place: FormPlace | undefined; readonly raw: RawValues }
  | { readonly kind: 'restarted'; readonly next: Destination }
  /** The run is there again as it was. */
  | { readonly kind: 'restored'; readonly next: Destination; readonly state: WizardState }
  /** `sent` when the form had been sent: its submission stays. */
  | { readonly kind: 'deleted'; readonly sent: boolean };
