import { Badge, Text } from '@mantine/core';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { ago } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import type { ShownLine } from './hold-still.ts';
import { copyTone, copyWord, MailStateBadge } from './mail-state.tsx';
import type { Mail, MailLine, MailState } from './mail-types.ts';

/** The parts of one e-mail that the table and the cards of a phone share. */

export function SubjectLink({ line }: { line: MailLine }) {
  return (
    <AnchorLink
      to="/outbox/$id"
      params={{ id: line.id }}
      size="sm"
      fw={500}
      underline="always"
      lineClamp={3}
      title={line.subject}
      className="any-break"
      dir="auto"
    >
      {line.closed ? outbox.closedSubject : line.subject || outbox.noSubject}
    </AnchorLink>
  );
}

/** State, why, and what comes next. What went well needs no second line. */
export function LineState({ line }: { line: ShownLine }) {
  if (line.gone) {
    return (
      <>
        <Badge color="gray" variant="outline">
          {outbox.list.gone}
        </Badge>
        <Text size="xs" c="dimmed">
          {outbox.list.goneText}
        </Text>
      </>
    );
  }
  return (
    <>
      <MailStateBadge state={line.state} heldReason={line.heldReason} />
      {line.state !== 'accepted' && line.detail !== '' && (
        <Text size="xs" c="dimmed" mt={2} lineClamp={2} title={line.detail} className="any-break">
          {line.detail}
        </Text>
      )}
      {line.state === 'queued' && line.attempts > 0 && line.dueAt !== null && (
        <Text size="xs" c="dimmed">
          {outbox.nextTry(dueText(line.dueAt))}
        </Text>
      )}
    </>
  );
}

export function Recipients({ to }: { to: readonly string[] }) {
  const [first, ...others] = to;
  return (
    <Text size="sm" inherit className="any-break" title={others.length > 0 ? to.join(', ') : undefined}>
      {first ?? outbox.nobody}
      {others.length > 0 && (
        <Text span size="xs" c="dimmed" className="no-break">
          {' '}
          {outbox.more(others.length)}
        </Text>
      )}
    </Text>
  );
}

/** The rule as a link for those who may open it. */
export function Cause({ of }: { of: Pick<Mail, 'cause' | 'ruleId' | 'ruleName'> }) {
  const mayOpen = mayUse(useMe(), ROLES.rules);
  if (of.ruleId === null || of.cause === 'test') return outbox.causes[of.cause];
  const name = of.ruleName ?? outbox.deletedRule;
  return (
    <>
      {of.cause === 'resend' && `${outbox.causes.resend}: `}
      {mayOpen && of.ruleName !== null ? (
        <AnchorLink to="/rules/$id" params={{ id: of.ruleId }} size="sm" underline="always" className="any-break">
          {name}
        </AnchorLink>
      ) : (
        name
      )}
    </>
  );
}

/** For the list: a long name ends after three lines. */
export function ShortCause({ of }: { of: MailLine }) {
  return (
    <Text component="div" inherit lineClamp={3} title={of.ruleName ?? undefined}>
      <Cause of={of} />
    </Text>
  );
}

const AHEAD: readonly MailState[] = ['held', 'queued', 'sending', 'dot_pending', 'uncertain'];

export function CopyCell({ line }: { line: MailLine }) {
  if (line.sentCopy === null && AHEAD.includes(line.state)) return outbox.copies.ahead;
  const word = copyWord(line.sentCopy);
  if (line.sentCopy === 'failed') return <StateBadge tone={copyTone('failed')} word={word} />;
  return word;
}

const SOON_MS = 60_000;

/** 'in 5 minutes'; what is due in less than one is 'in a moment'. */
export function dueText(at: number, now = Date.now()): string {
  return at - now < SOON_MS ? outbox.soon : ago(at, now);
}
