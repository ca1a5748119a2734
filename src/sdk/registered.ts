import { addressKey } from './suppression.ts';

/** The contact that has an employee number. */
export interface Registered {
  /** of the contact */
  name: string;
  /** where it is reached now: the primary one first */
  addresses: readonly string[];
}

/** Whose contact alone may get an e-mail, asked again when it leaves. */
export interface MailFence {
  /** number of the person, as the row has it */
  owner: string;
  /** addresses that may get it besides */
  permitted: readonly string[];
}

/** Those of the recipients that are neither of the contact nor permitted. */
export function unregisteredOf(
  registered: Registered | undefined,
  { permitted }: MailFence,
  recipients: readonly string[],
): string[] {
  const allowed = new Set([...(registered?.addresses ?? []), ...permitted].map(addressKey));
  return recipients.filter((address) => !allowed.has(addressKey(address)));
}

const MOST_ADDRESSES = 5;

/** What is registered where: one sentence, which says nothing of any other person. */
export function registeredText(owner: string, registered: Registered | undefined): string {
  if (registered === undefined) return `No contact has the employee number "${owner}".`;
  const { name, addresses } = registered;
  if (addresses.length === 0) return `The contact "${name}" with the employee number "${owner}" has no address.`;
  const more = addresses.length - MOST_ADDRESSES;
  const shown = addresses.slice(0, MOST_ADDRESSES).join(', ');
  const list = more > 0 ? `${shown} and ${more} more` : shown;
  return `The contact "${name}" with the employee number "${owner}" has ${list}.`;
}
