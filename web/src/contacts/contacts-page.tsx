import { Badge, Box, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { ROLES } from '../app/navigation.ts';
import { SearchFilter } from '../outbox/search-filter.tsx';
import { mayUse, useMe } from '../session/me.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AnchorLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { contacts as words } from '../words/contacts.ts';
import { type Contact, contactsQuery } from './contact-queries.ts';

const ContactForm = lazy(async () => ({ default: (await import('./contact-form.tsx')).ContactForm }));

/** The people outside the organisation, by name. */
export function ContactsPage() {
  const { search = '' } = useSearch({ from: '/signed-in/contacts' });
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const mayAdd = mayUse(useMe(), ROLES.changeContacts);
  const query = useInfiniteQuery({ ...contactsQuery(search), placeholderData: (before) => before });
  const lines = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Page title={words.title} aside={mayAdd && <Button onClick={() => setAdding(true)}>{words.add}</Button>}>
      <Box maw={360} mb="md">
        <SearchFilter
          value={search}
          label={words.search}
          help={words.searchHelp}
          onChange={(text) =>
            void navigate({ to: '/contacts', search: text === '' ? {} : { search: text }, replace: true })
          }
        />
      </Box>
      <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Skeleton h={240} role="status" aria-label={words.loading} />}
      {lines?.length === 0 && <Nobody search={search} />}
      {lines && lines.length > 0 && (
        <Stack gap="xs" component="ul" p={0} m={0} aria-label={words.list}>
          {lines.map((contact) => (
            <Line key={contact.id} contact={contact} />
          ))}
        </Stack>
      )}
      {query.hasNextPage && (
        <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
      <Dialog opened={adding} title={words.form.addTitle} onClose={() => setAdding(false)} size="lg">
        <Suspense fallback={null}>{adding && <ContactForm onClose={() => setAdding(false)} />}</Suspense>
      </Dialog>
    </Page>
  );
}

function Nobody({ search }: { search: string }) {
  if (search !== '') return <Text size="sm">{words.noHits(search)}</Text>;
  return (
    <Stack gap={4}>
      <Text fw={600}>{words.none}</Text>
      <Text size="sm">{words.noneText}</Text>
    </Stack>
  );
}

function Line({ contact: { id, kind, name, company, addresses } }: { contact: Contact }) {
  const primary = addresses.find((one) => one.primary)?.address ?? words.noAddress;
  return (
    <Group component="li" gap="sm" mih={44}>
      <AnchorLink to="/contacts/$id" params={{ id }} fw={600} size="sm" className="any-break">
        {name}
      </AnchorLink>
      {kind === 'partner' && (
        <Badge variant="default" size="sm">
          {words.kinds.partner}
        </Badge>
      )}
      <Text size="sm" c="dimmed" className="any-break">
        {[company, primary].filter(Boolean).join(' · ')}
      </Text>
    </Group>
  );
}
