import { Alert, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import { MailActions } from './mail-actions.tsx';
import { dueText } from './mail-line.tsx';
import { ServerWords, withoutReply } from './mail-section.tsx';
import { isCaptured, MailStateBadge, shownState } from './mail-state.tsx';
import type { Mail } from './mail-types.ts';

const COLORS: Record<string, string> = {
  accepted: 'green',
  uncertain: 'yellow',
  held: 'yellow',
  failed: 'red',
  bounced: 'red',
};

/** The state, what it means, why, what comes next, and what can be done about it. */
export function StatePanel({ mail }: { mail: Mail }) {
  const { state, heldReason, detail, response, updatedAt } = mail.delivery;
  const panel = useRef<HTMLDivElement>(null);
  const seen = useRef(state);
  useEffect(() => {
    // With its state the button that was pressed may go, and the focus with it.
    if (seen.current !== state && document.activeElement === document.body) {
      panel.current?.focus({ preventScroll: true });
    }
    seen.current = state;
  }, [state]);
  const refused = mail.recipients.filter((one) => one.state === 'failed').length;
  return (
    <Alert
      ref={panel}
      tabIndex={-1}
      className="mail-state"
      color={COLORS[state] ?? 'gray'}
      variant="outline"
      role="group"
      aria-label={outbox.columns.state}
    >
      <div role="status">
        <Text size="sm" mb={4}>
          <MailStateBadge state={state} heldReason={heldReason} />{' '}
          <Text span size="sm" c="dimmed">
            {outbox.mail.since} <When at={updatedAt} />
          </Text>
        </Text>
        <Text size="sm">
          {isCaptured(mail.delivery) ? outbox.captured.text : outbox.states[shownState(state)].text}
        </Text>
        <Text size="sm" fw={600} mt={4} className="any-break">
          {state === 'accepted' ? detail : withoutReply(detail, response)}
        </Text>
      </div>
      {state !== 'accepted' && <ServerWords text={response} />}
      {state === 'accepted' && refused > 0 && (
        <Text size="sm" mt={4}>
          {outbox.mail.partly(refused)}
        </Text>
      )}
      <NextTry mail={mail} />
      <Held mail={mail} />
      <MailActions mail={mail} />
    </Alert>
  );
}

function NextTry({ mail }: { mail: Mail }) {
  const { state, attempts, dueAt, deadlineAt } = mail.delivery;
  if (state !== 'queued' || attempts === 0 || dueAt === null) return null;
  return (
    <Text size="sm" mt={4}>
      {`${outbox.tries(attempts)}. ${outbox.nextTry(dueText(dueAt))}. `}
      {outbox.mail.deadline(DATE.format(deadlineAt))}
    </Text>
  );
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function Held({ mail: { delivery } }: { mail: Mail }) {
  const mayOpen = mayUse(useMe(), ROLES.dataSources);
  const { state, heldReason, connectorId } = delivery;
  if (state !== 'held' || heldReason === null) return null;
  const { waits, todo } = outbox.held[heldReason];
  return (
    <>
      <Text size="sm" mt={4}>
        {outbox.held.waitsFor} {waits}
      </Text>
      <Text size="sm" mt={4}>
        <b>{outbox.held.todo}</b>
        {': '}
        {todo}
      </Text>
      {heldReason === 'connector' && connectorId !== null && mayOpen && (
        <AnchorLink to="/admin/data-sources/$id" params={{ id: connectorId }} size="sm">
          {outbox.mail.openConnector}
        </AnchorLink>
      )}
    </>
  );
}
