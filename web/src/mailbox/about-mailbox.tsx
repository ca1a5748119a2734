import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ConnectorBadge, ConnectorReason } from '../data-sources/connector-state.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { AnchorLink } from '../ui/link.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { mailbox } from '../words/mailbox.ts';
import { type Connector, deleteMailbox, type SavedMailbox } from './mailbox-queries.ts';
import { TestMail } from './test-mail.tsx';

const words = mailbox.about;

interface AboutProps {
  saved: SavedMailbox;
  /** the connector that it has of its own */
  own: Connector | undefined;
  /** a data source through which it sends instead */
  other: Connector | undefined;
}

/** Who it is, whether it works, the test mail, and its end. */
export function AboutMailbox({ saved: { mailbox: setting, etag }, own, other }: AboutProps) {
  const heading = useId();
  const shown = own ?? other;
  const { displayName, replyTo } = setting;
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby={heading}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Title order={2} size="h3" id={heading}>
          {words.title}
        </Title>
        {shown && <ConnectorBadge connector={shown} />}
      </Group>
      <Text fw={600} className="any-break">
        {displayName ?? replyTo?.name}
      </Text>
      <Text size="sm" className="any-break" mb="xs">
        {words.replies(replyTo?.address ?? '')}
      </Text>
      <div role="status">
        {shown ? <ConnectorReason connector={shown} /> : <Text size="sm">{words.unused}</Text>}
        {shown?.state === 'problematic' && <Text size="sm">{words.broken}</Text>}
        {other && (
          <Text size="sm" className="any-break">
            {(own ? words.meanwhile : words.otherSource)(other.displayName)}
          </Text>
        )}
      </div>
      <AnchorLink to="/admin/subscription" size="sm" display="inline-block" py={4}>
        {words.details}
      </AnchorLink>
      {own && <TestMail connector={own} />}
      <DeleteMailbox etag={etag} />
    </Card>
  );
}

function DeleteMailbox({ etag }: { etag: string }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => deleteMailbox(etag),
    onSuccess: () => noticeDone(mailbox.remove.done),
    onSettled: () => {
      setAsking(false);
      return Promise.all(['settings', 'connectors'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  return (
    <>
      <ProblemAlert error={removing.error} />
      <Button mt="md" w="fit-content" variant="default" onClick={() => setAsking(true)}>
        {mailbox.remove.open}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={mailbox.remove.title}
        text={mailbox.remove.text}
        stay={mailbox.remove.stay}
        go={mailbox.remove.go}
        danger
        busy={removing.isPending}
        onStay={() => setAsking(false)}
        onGo={() => removing.mutate()}
      />
    </>
  );
}
