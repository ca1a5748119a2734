/** A person as far as rights go. */
export interface Person {
  id: string;
  name: string;
  /** false: disabled or deleted. Being named gives such a person nothing. */
  active: boolean;
  /** ids of groups */
  groups: readonly string[];
}

/** The id of who works on the machine of the server itself; there every right is at hand anyway. */
export const OPERATOR_ID = 'cli';

/** Stands for the person where it was not kept who it was. */
export const UNKNOWN_PERSON = '';
