import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { day } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import { MailSection } from './mail-section.tsx';
import type { Mail } from './mail-types.ts';
import { readSource, sourceUrl } from './read-source.ts';

const words = outbox.source;

/** The message as it is sent, as text: nothing in it is ever drawn as HTML. */
export function MessageSource({ mail: { id, size, purgedAt } }: { mail: Mail }) {
  const [opened, setOpened] = useState(false);
  if (size === 0 || purgedAt !== null) {
    return (
      <MailSection title={words.title}>
        <Text size="sm" c="dimmed">
          {purgedAt === null ? words.none : words.purged(day(purgedAt))}
        </Text>
      </MailSection>
    );
  }
  return (
    <MailSection title={words.title}>
      <Group gap="md" mb="sm">
        <Button variant="default" size="xs" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {opened ? words.hide : words.show}
        </Button>
        <Anchor href={sourceUrl(id)} download={`${id}.eml`} size="sm">
          <IconDownload size={14} aria-hidden /> {words.download}
        </Anchor>
      </Group>
      {opened && <SourceText id={id} size={size} />}
    </MailSection>
  );
}

function SourceText({ id, size }: { id: string; size: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['message-source', id],
    queryFn: ({ signal }) => readSource(id, signal),
    // A stored message never changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={240} aria-label={words.loading} />;
  return (
    <>
      {data.shown < size && (
        <Text size="sm" mb="xs">
          {words.cut(outbox.mail.bytes(data.shown), outbox.mail.bytes(size))}
        </Text>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={words.text} className="message-source" tabIndex={0}>
        <pre>{data.text}</pre>
      </section>
    </>
  );
}
