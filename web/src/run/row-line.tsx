import { Text } from '@mantine/core';
import { IconBan, IconClock, IconHandStop, IconShield } from '@tabler/icons-react';
import { ServerWords, withoutReply } from '../outbox/mail-section.tsx';
import { MailStateBadge } from '../outbox/mail-state.tsx';
import type { MailState } from '../outbox/mail-types.ts';
import type { RunItem } from '../payroll/run-model.ts';
import { AnchorLink } from '../ui/link.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { runRows as words } from '../words/run-rows.ts';

/** The parts of one row that tables, cards and the drawer share. */

export function RowBadge({ row }: { row: RunItem }) {
  const { state, mail, leftOut } = row;
  if (state === 'problem') return <StateBadge tone="bad" word={words.states.problem} />;
  if (state === 'waiting') return <StateBadge tone="quiet" word={words.states.waiting} />;
  if (state === 'left_out') {
    const word = leftOut?.kind === 'already_sent' ? words.states.already_sent : words.states.left_out;
    return <StateBadge tone="quiet" word={word} icon={IconBan} />;
  }
  if (mail === null) return null;
  // Everything of a run is held until its turn comes: to people it waits.
  if (mail.state === 'held' && (mail.heldReason === 'suppressed' || mail.heldReason === 'unregistered')) {
    return <StateBadge tone="warning" word={words.states.suppressed} icon={IconHandStop} />;
  }
  if (mail.state === 'redirected' || mail.state === 'captured') {
    return <StateBadge tone="warning" word={words.states[mail.state]} icon={IconShield} />;
  }
  if (mail.state === 'held') return <StateBadge tone="quiet" word={words.states.held} icon={IconClock} />;
  return <MailStateBadge state={mail.state as MailState} />;
}

/** Why it is so; what went well needs no second line. */
export function RowReason({ row, full }: { row: RunItem; full?: boolean }) {
  const { problems, leftOut, mail, redirect } = row;
  const lines = [
    ...problems.map(({ message }) => message),
    ...(leftOut ? [leftOut.by === null ? leftOut.reason : words.leftOutBy(leftOut.reason, leftOut.by)] : []),
    ...(mail && mail.state !== 'accepted' ? [withoutReply(mail.detail, mail.response)] : []),
    ...guardAndLater(mail),
    ...byHandOf(row),
    ...(redirect && !full ? [words.asksRedirect] : []),
  ].filter((line) => line !== '');
  return (
    <>
      {lines.map((line) => (
        <Text key={line} size={full ? 'sm' : 'xs'} c={full ? undefined : 'dimmed'} mt={2} className="any-break">
          {line}
        </Text>
      ))}
      {mail !== null && (full || mail.state !== 'accepted') && <ServerWords text={mail.response} />}
    </>
  );
}

/** Who got it instead, and which run sends it now. */
function guardAndLater(mail: RunItem['mail']): string[] {
  if (mail === null) return [];
  const isRedirected = mail.state === 'redirected' && mail.redirectedTo !== null;
  return [
    ...(isRedirected ? [words.redirectedTo(mail.redirectedTo ?? '')] : []),
    ...(mail.laterRun === null ? [] : [words.laterRun(mail.laterRun.name)]),
  ];
}

/** What a person changed after the file was read. */
function byHandOf({
  addressWas,
  addressBy,
  addressConfirmedFrom,
  addressConfirmedBy,
  ownerWas,
  ownerBy,
  document,
}: RunItem): string[] {
  return [
    ...(ownerWas === null ? [] : [words.ownerWas(ownerWas || words.nobody, ownerBy ?? '')]),
    ...(addressWas === null ? [] : [words.addressWas(addressWas || words.noAddress, addressBy ?? '')]),
    ...(addressConfirmedBy === null ? [] : [words.addressConfirmed(addressConfirmedFrom ?? '', addressConfirmedBy)]),
    ...(document?.chosen ? [words.chosenBy(document.chosenBy ?? words.somebody)] : []),
  ];
}

/** Opens the drawer; the filters and the page stay. */
export function RowLink({ row, label }: { row: RunItem; label?: string }) {
  return (
    <AnchorLink
      from="/payroll/$run"
      to="."
      search={(search) => ({ ...search, row: row.id })}
      resetScroll={false}
      size="sm"
      fw={500}
      underline="always"
      className="any-break"
      aria-label={label === undefined ? words.open(row.owner || words.nobody) : undefined}
    >
      {label ?? (row.owner || words.nobody)}
    </AnchorLink>
  );
}
