/** A person as far as rights go. */
export interface Person {
  id: string;
  name: string;
  /** false: disabled or deleted. Being named gives such a person nothing. */
  active: boolean;
  /** ids of groups */
  groups: readonly string[];
  /** whom an external person works for; absent: one of ours */
  partner?: Partner;
}

/** An external partner and who of it is meant. */
export interface Partner {
  /** null: none is recorded */
  company: string | null;
  mainContact: { name: string; address: string | null };
  currentUser: { name: string; address: string | null };
}

/** The id of who works on the machine of the server itself; there every right is at hand anyway. */
export const OPERATOR_ID = 'cli';

/** Stands for the person where it was not kept who it was. */
export const UNKNOWN_PERSON = '';
