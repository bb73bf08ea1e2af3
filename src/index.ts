export { WizardError, isWizardError, catalogue, type ErrorCode } from './errors.ts';

export { fragment, wizard, type Chain, type Fragment } from './definition/write/builder.ts';
export { isWizardDefinition } from './definition/write/is-wizard.ts';
export { handOver, type HandOver, type HandOverOptions } from './definition/write/hand-over.ts';
export type {
  CompleteOptions,
  ExitOptions,
  IncludeOptions,
  ReceiptOptions,
  StepOptions,
  Texts,
  WizardOptions,
} from './definition/write/call-options.ts';
export {
  choice,
  choices,
  code,
  consent,
  date,
  decimal,
  email,
  file,
  files,
  hidden,
  integer,
  longText,
  money,
  month,
  secret,
  tel,
  text,
  time,
  url,
  year,
  yesNo,
} from './definition/write/makers.ts';
export {
  address,
  addressOf,
  type Address,
  type AddressTexts,
  type FindAddresses,
} from './definition/write/address.ts';
export { content, group } from './definition/write/content.ts';
export { fromGroup, type FromGroup } from './definition/write/from-group.ts';
export { itemIdOf, itemOf, type ItemId } from './definition/item-id.ts';
export { country } from './definition/write/country-maker.ts';
export { choiceFrom } from './definition/write/loaded-choice-maker.ts';
export { matrix, range, signature } from './definition/write/parts-makers.ts';
export { rating } from './definition/write/rating-maker.ts';
export type { CountryCode } from './controls/country-codes.ts';
export type { Control } from './controls/all.ts';
export { control, type ControlOptions, type Maker } from './definition/write/make-field.ts';
export { and, not, or } from './definition/condition/conditions.ts';
export { today, type DayFromToday, type Shift } from './definition/today.ts';
export type {
  AnsweredRef,
  BooleanRef,
  DateRef,
  ListRef,
  OrderedRef,
  TextRef,
  ValueRef,
} from './definition/write/references.ts';
export type { InferAnswers, Wizard } from './definition/write/types.ts';
export { placesOf, type Place } from './definition/place.ts';
export type { Fault, FaultCode } from './fault.ts';
export type { AnswerPath, Condition, Json } from './definition/answers.ts';
export type { Field, FieldMeta, Option } from './definition/field.ts';
export type {
  CallContext,
  CheckContext,
  CheckResult,
  Finished,
  Rejection,
  Step,
  ValueContext,
  WizardDefinition,
} from './definition/model.ts';

export type { HostAnswers, Written, WrittenTo } from './app/host-answers.ts';
export { stepway, type Stepway } from './app/stepway.ts';
export { defineConfig, type StepwayConfig } from './app/define-config.ts';
export type { Routes, StepwayOptions } from './app/stepway-options.ts';
export { answersOf, runsOf } from './app/visitor-forms.ts';
export type { AnswersSoFar } from './definition/write/stored-types.ts';
export type { BegunForm, OnLogin, StartedRun } from './app/visitor-forms.ts';
export { endSessions } from './session/end-sessions.ts';
export { keepAnswers, type KeepAnswersOptions } from './session/login.ts';
export { openApiOf } from './render/front-end/openapi.ts';
export type { Theme } from './render/pages/page.ts';
export type { Lifetime, Storage } from './completion/storage.ts';
export type { FileStore, StoredFile } from './completion/file-store.ts';
export type { FileRef, UploadedFile } from './definition/file-ref.ts';
export type { Erasure } from './completion/erase.ts';
export type { CompletionJournal, Submission, SubmissionStatus } from './completion/journal.ts';
export type { EventListener, StepwayEvent } from './http/events.ts';
export type {
  CopyMail,
  GiveFacts,
  Guard,
  Layout,
  LinkMail,
  Prefill,
  Scan,
  SendCopy,
  SendLink,
  TurnedAway,
} from './http/parts.ts';
export type { PagePieces } from './render/html/engine.ts';

export { embeddedStorage } from './storage/embedded/storage.ts';
export type { EmbeddedOptions } from './storage/embedded/options.ts';
export { guardStore } from './storage/guard.ts';
export { memoryStorage } from './storage/memory/storage.ts';
export { mongoStorage } from './storage/mongo/storage.ts';
export type { MongoOptions } from './storage/mongo/options.ts';
export type { SessionOptions } from './storage/session-options.ts';
