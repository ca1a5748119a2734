/** Why a row cannot be sent, by kind. The order is that of lists. */
export const PROBLEM_TITLES = {
  row: 'The row cannot be read',
  no_owner: 'No number of the person',
  same_owner: 'Two rows for one person',
  no_address: 'No address',
  invalid_address: 'Invalid address',
  no_contact: 'No contact with this employee number',
  changed_address: 'Another address than last time',
  same_address: 'Two rows with one address',
  time_zone: 'No such time zone',
  suppressed: 'The address gets no e-mail',
  no_document: 'No document',
  two_documents: 'Two documents',
  document_of_two_owners: 'One document for two persons',
  document_of_another: 'The document of another person',
  document_empty: 'Empty document',
  document_encrypted: 'Encrypted document',
  document_unreadable: 'Unreadable document',
  number_not_in_document: "The person's number is not in the document",
  too_big: 'Too big for the mail server',
  no_link: 'No link can be made',
  missing_value: 'A value is missing',
  invalid_value: 'A value cannot be used',
  password: 'No password can be made',
  recipient_not_owner: 'A recipient is not the owner',
  from_not_allowed: 'From is not allowed',
  connector: 'The sender cannot send',
  not_one_mail: 'The rule does not make exactly one e-mail',
  rule_not_fired: 'The conditions of the rule are not met',
  other_run: 'Another run has it',
} as const;

export type ProblemKind = keyof typeof PROBLEM_TITLES;

export interface RowProblem {
  kind: ProblemKind;
  message: string;
}

export const PROBLEM_KINDS = Object.keys(PROBLEM_TITLES) as ProblemKind[];

/** Those that other rows take part in: a change of one row may make or mend them in another. */
export const SHARED_KINDS: readonly ProblemKind[] = ['same_owner', 'same_address', 'document_of_two_owners'];

export function isProblemKind(value: unknown): value is ProblemKind {
  return typeof value === 'string' && Object.hasOwn(PROBLEM_TITLES, value);
}
