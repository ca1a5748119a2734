import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AnchorLink } from '../ui/link.tsx';
import { compose as words } from '../words/compose.ts';
import { draftsQuery } from './draft-queries.ts';

const MOST_SHOWN = 20;

/** What was begun and not sent, or could not be delivered. */
export function DraftList({ mailbox }: { mailbox: string }) {
  const { data = [] } = useQuery(draftsQuery);
  if (data.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={words.drafts}>
      <Text size="sm" fw={600}>
        {words.drafts}
      </Text>
      {data.slice(0, MOST_SHOWN).map(({ id, subject, delivery }) => (
        <AnchorLink key={id} size="sm" to="/inbox" search={{ mailbox, draft: id }} className="any-break">
          {words.draftOf(subject)}
          {delivery && ` (${delivery.state})`}
        </AnchorLink>
      ))}
    </Stack>
  );
}
