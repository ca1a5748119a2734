import {
  type ActionContext,
  type Finding,
  type HeldMail,
  type JsonObject,
  type Performer,
  type PlannedMail,
  valueAt,
} from '../../src/sdk/index.ts';
import type { MailParams } from './mail-params.gen.ts';
import { OWNER_FIELD } from './sender-chain.ts';

type Given = Pick<MailParams, 'mode' | 'performer'>;

interface Of {
  params: Given;
  context: Pick<ActionContext, 'findNamed' | 'findPerson'>;
  facts: JsonObject;
}

/**
 * The mails of mode manual with whoever sends them. Where that is nobody they are held: they neither leave by themselves
 * nor vanish.
 */
export async function withPerformer(of: Of, mails: (PlannedMail | HeldMail)[]): Promise<(PlannedMail | HeldMail)[]> {
  if (of.params.mode !== 'manual') return mails;
  const found = await findPerformer(of);
  if (typeof found !== 'string') return mails.map((mail) => ('held' in mail ? mail : { ...mail, performer: found }));
  return mails.map((mail) => ('held' in mail ? mail : heldFor(mail, found)));
}

function heldFor({ draft, sender, recipientKey, template }: PlannedMail, detail: string): HeldMail {
  const { subject, to } = draft;
  return {
    held: { reason: 'missing_value', detail },
    sender,
    subject,
    to,
    recipientKey,
    ...(template && { template }),
  };
}

/** A sentence where there is nobody. */
async function findPerformer({ params: { performer }, context, facts }: Of): Promise<Performer | string> {
  if (performer === undefined) return 'The rule does not say who sends this e-mail.';
  if (performer !== 'owner' && 'group' in performer) {
    const group = await context.findNamed?.({ group: performer.group });
    if (group?.name === undefined) return 'The group that was to send this e-mail is not there any more.';
    return { kind: 'group', id: performer.group, name: group.name };
  }
  if (performer !== 'owner' && 'user' in performer) {
    const user = await context.findPerson?.({ user: performer.user });
    return user === undefined
      ? 'The user who was to send this e-mail is not there any more, or is disabled.'
      : { kind: 'user', ...user };
  }
  const field = performer === 'owner' ? OWNER_FIELD : performer.field;
  const value = valueAt(facts, field);
  if (typeof value !== 'string' || value.trim() === '') {
    return `There is nobody in "${field}", who was to send this e-mail.`;
  }
  const who = value.trim();
  const user = await context.findPerson?.(who.includes('@') ? { address: who } : { user: who });
  return user === undefined ? `"${field}" names no user who could send this e-mail.` : { kind: 'user', ...user };
}

/** The field that names the performer. */
export function performerField({ mode, performer }: Given): { path: string; field: string } | undefined {
  if (mode !== 'manual' || performer === undefined) return undefined;
  if (performer === 'owner') return { path: '/performer', field: OWNER_FIELD };
  return 'field' in performer ? { path: '/performer/field', field: performer.field } : undefined;
}

/** Whether somebody can send it. */
export async function performerFindings(
  { mode, performer }: Given,
  context: Pick<ActionContext, 'findNamed' | 'findPerson'>,
): Promise<Finding[]> {
  if (mode !== 'manual') return [];
  const finding = (message: string): Finding[] => [{ level: 'error', path: '/performer', message }];
  if (performer === undefined) {
    const [lacking] = finding('Say who sends the e-mail: a user, a group, a field with a user, or the owner.');
    return lacking === undefined ? [] : [{ ...lacking, incomplete: true }];
  }
  if (context.findPerson === undefined) return finding('This installation knows no people who could send it.');
  if (performer === 'owner' || 'field' in performer) return [];
  if ('group' in performer) {
    const group = await context.findNamed?.({ group: performer.group });
    return group?.name === undefined ? finding('There is no such group. Choose another one.') : [];
  }
  const user = await context.findPerson({ user: performer.user });
  return user === undefined ? finding('There is no such user, or the account is disabled. Choose another one.') : [];
}
