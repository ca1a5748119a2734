export { type ParsedAddress, parseAddress, sameAddress } from './address.ts';
export { attachOrLink, LINK_DAYS, NO_PUBLIC_URL, wireSize } from './attach-or-link.ts';
export { canonicalJson } from './canonical-json.ts';
export { type Clock, systemClock } from './clock.ts';
export type * from './connector-type.ts';
export { CONSENT_REMIND_MS } from './consent.ts';
export type { DocumentLayout, DocumentTemplate } from './document-layout.ts';
export { documentFields, documentTemplates, type PlacedTemplate, tableProblems } from './document-templates.ts';
export type * from './egress.ts';
export type * from './email.ts';
export {
  AppError,
  type ErrorCode,
  type ErrorDetails,
  type FieldProblem,
  fieldName,
  fieldsText,
  invalid,
  isErrorCode,
  toAppError,
} from './errors.ts';
export { cleanFileName, downloadHeader } from './file-name.ts';
export {
  GUARD_MODES,
  type Guard,
  type GuardMode,
  guardsInForce,
  guardText,
  isListEntry,
  letsThrough,
  NO_GUARD,
  redirectOf,
} from './guard.ts';
export { escapeHtml, withHtmlAtEnd, withHtmlAtStart } from './html-text.ts';
export { idPrefix, newId } from './id.ts';
export { type Json, type JsonObject, type JsonSchema, sortedJson, valueAt } from './json.ts';
export { canonicalLanguage, DEFAULT_LANGUAGE, languageFor } from './language.ts';
export { DEFAULT_LIMITS, NO_LIMITS, type SendingLimits } from './limits.ts';
export { cursorOf, readCursor } from './list-cursor.ts';
export type * from './mail-template.ts';
export { ownerKey } from './owner-key.ts';
export { OPERATOR_ID, type Partner, type Person, UNKNOWN_PERSON } from './people.ts';
export type * from './received.ts';
export { type MailFence, type Registered, registeredText, unregisteredOf } from './registered.ts';
export { renderDocument } from './render-document.ts';
export type * from './rule-action.ts';
export { isRunField } from './run-fields.ts';
export { fieldTypes, findField, isRequiredField, schemaVariants } from './schema-field.ts';
export { isOwnChoice, senderReasonText } from './sender-reason.ts';
export { sizeText } from './size-text.ts';
export {
  addressKey,
  DEFAULT_SOFT_BOUNCES,
  type SoftBounces,
  SUPPRESSION_KINDS,
  type Suppressed,
  type SuppressionKind,
  suppressedText,
  type Unsubscribed,
  unsubscribedText,
} from './suppression.ts';
export { instantInZone, instantOf, isTimeZone, type LocalTime, localAt, wallTime } from './time-zone.ts';
