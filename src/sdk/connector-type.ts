import type { Egress } from './egress.ts';
import type { AccessTokenSource, LearnedCapabilities, MailAccount } from './email.ts';
import type { FieldProblem } from './errors.ts';
import type { JsonSchema } from './json.ts';

export type TestStepId =
  | 'find_host'
  | 'connect'
  | 'tls'
  | 'imap_sign_in'
  | 'open_inbox'
  | 'find_sent'
  | 'smtp_find_host'
  | 'smtp_connect'
  | 'smtp_tls'
  | 'smtp_sign_in'
  | 'sender_accepted'
  | 'recipient_accepted'
  | 'test_mail'
  | 'round_trip';

/** One line of Test connection. `ok: null` means not tried (because an earlier step failed, or not asked for). */
export interface TestStep {
  id: TestStepId;
  label: string;
  ok: boolean | null;
  ms: number;
  /** a code of ours, e.g. 'TLS_WRONG_MODE'; absent when ok */
  code?: string;
  /** the server's own words; only shown to people who may see them */
  server?: string;
  detail?: string;
  /** one sentence: what to do */
  fix?: string;
  /** the same as values, so that a form can offer it as a button */
  suggestion?: TestSuggestion;
}

/** Values that would mend a failed step; never secrets. */
export interface TestSuggestion {
  /** the words of the button, e.g. 'Use port 993' */
  label: string;
  /** `path`: JSON pointer into the settings */
  values: { path: string; value: string | number | boolean }[];
}

export interface TestReport {
  ok: boolean;
  summary: string;
  steps: TestStep[];
  learned: LearnedCapabilities;
  /** SHA-256 over the tested values, secrets included as digests: ties the result to exactly these values */
  hash: string;
  testedAt: number;
}

export interface TestRequest {
  /** RCPT TO of the recipient step; default: the connector's own address */
  recipient?: string;
  /** really send one mail to `recipient` and wait for it in the inbox when that is the own one */
  sendTestMail?: boolean;
}

export interface TestContext {
  signal: AbortSignal;
  onStep(step: TestStep): void;
  /** where a connection may go; what src/mail opens asks it */
  egress: Egress;
  /** absent: the connector has no authorization yet */
  accessToken?: AccessTokenSource;
}

/** A sign-in by OAuth 2.0 as the settings ask for it. */
export interface AuthorizedSignIn {
  /** the mailbox that has to consent */
  user: string;
  /** where the access token goes to: for another destination the consent does not count */
  destination: string;
}

/** What is known of a connector beside its settings. */
export interface KnownConnector {
  id: string;
  displayName: string;
  learned: LearnedCapabilities;
  /** absent: it has no authorization yet */
  accessToken?: AccessTokenSource;
}

/**
 * A kind of connector. One folder in connectors/types/ holds one of these as its default export; it is found by its
 * folder, nothing else names it.
 */
export interface ConnectorType<Settings> {
  type: string;
  title: string;
  description: string;
  icon: string;
  /** draft 2020-12; a secret is `{ "type": "string", "format": "secret" }` */
  settingsSchema: JsonSchema;
  uiSchema: JsonSchema;
  /** older and foreign forms (the boolean "use SSL") to ours; the result is validated afterwards */
  normalize(input: unknown): unknown;
  /** what is still needed before a test makes sense; empty = complete */
  missing(settings: Settings): FieldProblem[];
  /** for each secret (JSON pointer): the values it belongs to. When one of them changes the stored secret is cleared. */
  secretDestinations(settings: Settings): Record<string, string>;
  /** Undefined where the settings ask for no OAuth 2.0, or do not say for which mailbox. */
  signIn?(settings: Settings): AuthorizedSignIn | undefined;
  /** Throws CONNECTOR_INACTIVE when the settings do not suffice. */
  account(settings: Settings, known: KnownConnector): MailAccount;
  /** Never throws for an expected failure; at most 15 s. */
  test(settings: Settings, request: TestRequest, context: TestContext): Promise<Omit<TestReport, 'hash' | 'testedAt'>>;
}

/** Why a connector may or may not be used; always with a reason and a time. */
export type ConnectorState = 'incomplete' | 'inactive' | 'active' | 'problematic';
