export { type ParsedAddress, parseAddress, sameAddress } from './address.ts';
export { canonicalJson } from './canonical-json.ts';
export { type Clock, systemClock } from './clock.ts';
export type * from './connector-type.ts';
export type * from './email.ts';
export {
  AppError,
  type ErrorCode,
  type ErrorDetails,
  type FieldProblem,
  invalid,
  isErrorCode,
  toAppError,
} from './errors.ts';
export { cleanFileName } from './file-name.ts';
export { newId } from './id.ts';
export { type Json, type JsonObject, type JsonSchema, valueAt } from './json.ts';
export type * from './rule-action.ts';
export { fieldTypes, findField, schemaVariants } from './schema-field.ts';
export { senderReasonText } from './sender-reason.ts';
