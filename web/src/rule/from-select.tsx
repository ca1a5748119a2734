import { Alert, Select, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES } from '../app/navigation.ts';
import { globalSmtpQuery, sendersQuery } from '../rules/rule-api.ts';
import type { Sender } from '../rules/rule-model.ts';
import { forcedConnector } from '../rules/sender-state.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule } from '../words/rule.ts';

const words = rule.email;

interface FromSelectProps {
  id: string;
  value: string | undefined;
  onChange: (connector: string | undefined) => void;
  error: string | undefined;
  /** what is doubtful about a data source that works: that it has to be authenticated again soon */
  doubt: string | undefined;
}

/** The data sources that can send. Greyed where the global setting decides. */
export function FromSelect({ id, value, onChange, error, doubt }: FromSelectProps) {
  const senders = useQuery(sendersQuery);
  const globalSmtp = useQuery(globalSmtpQuery);
  const failed = senders.error ?? globalSmtp.error;
  if (failed)
    return <ProblemAlert error={failed} retry={() => void Promise.all([senders.refetch(), globalSmtp.refetch()])} />;
  if (!senders.data || !globalSmtp.data) return <Skeleton h={78} />;
  const able = senders.data.filter(({ canSend }) => canSend);
  const current = senders.data.find((sender) => sender.id === value);
  const forced = forcedConnector(globalSmtp.data);
  const gone = value !== undefined && current === undefined;
  return (
    <Stack gap="xs">
      {forced !== undefined && (
        <Alert p="xs">
          {words.fromForced(
            senders.data.find((sender) => sender.id === forced)?.displayName ?? words.fromForcedUnknown,
          )}
        </Alert>
      )}
      <Select
        id={id}
        label={words.from}
        description={words.fromText}
        disabled={forced !== undefined}
        data={[...able.map(optionOf), ...leftOver(value, current)]}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
        clearable
        // Mantine keeps it from the keyboard, which then could not take out a data source that cannot send.
        clearButtonProps={{ 'aria-label': words.fromClear, 'aria-hidden': false, tabIndex: 0, size: '24px' }}
        searchable={able.length > 8}
        error={gone ? words.fromGoneText : error}
      />
      {forced === undefined && current && current.state !== 'active' && !error && (
        <Alert color="yellow" p="xs" className="any-break">
          {words.problem(current.displayName, current.stateReason)}
        </Alert>
      )}
      {forced === undefined && current?.state === 'active' && doubt && (
        <Alert color="yellow" p="xs" className="any-break">
          {doubt}
        </Alert>
      )}
      {able.length === 0 && <NoSenders />}
    </Stack>
  );
}

/** What is chosen stays in the list, even if it could not be chosen now. */
function leftOver(value: string | undefined, current: Sender | undefined) {
  if (value === undefined || current?.canSend) return [];
  return [{ value, label: current?.displayName ?? words.fromGone, disabled: true }];
}

function optionOf({ id, displayName, from, state, stateReason }: Sender) {
  const label = from ? words.sender(displayName, from.address) : displayName;
  if (state === 'active') return { value: id, label };
  return { value: id, label: words.notActive(label, words.states[state], stateReason), disabled: true };
}

function NoSenders() {
  const me = useMe();
  return (
    <Alert color="gray" p="xs" title={words.noSenders}>
      {mayUse(me, ROLES.dataSources) && (
        <AnchorLink to="/admin/data-sources" size="sm">
          {words.addSender}
        </AnchorLink>
      )}
    </Alert>
  );
}
