import type { NamedChoices } from '../rules/rule-deps.ts';
import {
  type Addressee,
  addresseesOfGroup,
  findAddresseeByEmail,
  findAddressees,
  findGroups,
  searchAddressees,
} from './access/people.store.ts';
import { type Contact, findContacts, listContacts } from './contacts/contacts.ts';
import type { AccountAnswer, AccountOwner, Mailbox, NamedAnswer, NamedRecipient } from './sdk/index.ts';
import type { Store } from './store/store.ts';

const MOST_CHOICES = 20;
const NOBODY: NamedAnswer = { name: undefined, mailboxes: [], without: [] };

/** Who is meant by a user, a group, or a partner or contact: as it is now. */
async function findNamed({ read }: Store, who: NamedRecipient): Promise<NamedAnswer> {
  if ('partner' in who) {
    const [contact] = await findContacts(read, [who.partner]);
    if (contact === undefined) return NOBODY;
    const address = contact.addresses.find(({ primary }) => primary)?.address ?? null;
    return answer(contact.name, [{ name: contact.name, email: address }]);
  }
  if ('group' in who) {
    const group = await addresseesOfGroup(read, who.group);
    return group === undefined ? NOBODY : answer(group.name, group.people);
  }
  const [user] = await findAddressees(read, [who.user]);
  return user === undefined ? NOBODY : answer(user.name, [user]);
}

function answer(name: string, people: readonly { name: string; email: string | null }[]): NamedAnswer {
  const mailboxes = people.flatMap((one): Mailbox[] => (one.email ? [{ name: one.name, address: one.email }] : []));
  return { name, mailboxes, without: people.filter(({ email }) => !email).map((one) => one.name) };
}

/** Twenty of each kind with this part in their names. Addresses of users are not told. */
async function searchNamed(store: Store, search: string): Promise<NamedChoices> {
  const { users, groups } = await searchAddressees(store.read, search);
  const contacts = await listContacts({ store }, { search, kind: undefined, after: undefined, limit: MOST_CHOICES });
  return { users: users.map(userChoice), groups, partners: contacts.map(contactChoice) };
}

/** Those of the ids that there are. */
async function listNamed({ read }: Store, ids: readonly string[]): Promise<NamedChoices> {
  const [users, groups, contacts] = [
    await findAddressees(read, ids),
    await findGroups(read, ids),
    await findContacts(read, ids),
  ];
  return { users: users.map(userChoice), groups, partners: contacts.map(contactChoice) };
}

function userChoice({ id, name, email }: Addressee): NamedChoices['users'][number] {
  return { id, name, hasAddress: email !== null };
}

function contactChoice({ id, name, kind, company, addresses }: Contact): NamedChoices['partners'][number] {
  return { id, name, kind, company, address: addresses.find(({ primary }) => primary)?.address ?? null };
}

/** What rules ask about people, groups, and contacts. */
export function namedRecipients(store: Store) {
  return {
    findNamed: (who: NamedRecipient) => findNamed(store, who),
    searchNamed: (search: string) => searchNamed(store, search),
    listNamed: (ids: readonly string[]) => listNamed(store, ids),
  };
}

interface Accounts {
  findRuleAccount(owner: { id: string; name: string }): Promise<AccountAnswer>;
}

/** The e-mail account of whom a field names. `hosted`: people are the host's; their ids are all that is known of them. */
export async function findAccount(
  { store, accounts, hosted }: { store: Store; accounts: Accounts; hosted: boolean },
  owner: AccountOwner,
): Promise<AccountAnswer> {
  const found =
    'user' in owner
      ? (await findAddressees(store.read, [owner.user]))[0]
      : await findAddresseeByEmail(store.read, owner.address);
  if (found !== undefined) return accounts.findRuleAccount(found);
  if (hosted && 'user' in owner) return accounts.findRuleAccount({ id: owner.user, name: owner.user });
  const whom = 'user' in owner ? 'with this id' : 'with this e-mail address';
  return { problem: `there is no user ${whom}, or the account is disabled.` };
}

/** A user who can be given something to do. `hosted`: people are the host's; their ids are all that is known of them. */
export async function findPerson(
  { store, hosted }: { store: Store; hosted: boolean },
  who: AccountOwner,
): Promise<{ id: string; name: string } | undefined> {
  const found =
    'user' in who
      ? (await findAddressees(store.read, [who.user]))[0]
      : await findAddresseeByEmail(store.read, who.address);
  if (found !== undefined) return { id: found.id, name: found.name };
  return hosted && 'user' in who ? { id: who.user, name: who.user } : undefined;
}
