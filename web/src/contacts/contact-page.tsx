import { Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { day } from '../ui/when.tsx';
import { contacts as words } from '../words/contacts.ts';
import { ActivityList } from './activity-list.tsx';
import { type Contact, contactQuery, deleteContact } from './contact-queries.ts';

const ContactForm = lazy(async () => ({ default: (await import('./contact-form.tsx')).ContactForm }));

/** Screen 21: a contact with its addresses and activities. */
export function ContactPage() {
  const { id } = useParams({ from: '/signed-in/contacts/$id' });
  const { data, error, isPending, refetch } = useQuery(contactQuery(id));
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const mayChange = mayUse(useMe(), ROLES.changeContacts);
  const close = () => setOpen(undefined);
  return (
    <Page
      title={data?.name ?? words.title}
      crumbs={[{ label: words.title, to: '/contacts' }]}
      aside={
        data &&
        mayChange && (
          <Group gap="sm">
            <Button variant="default" onClick={() => setOpen('edit')}>
              {words.edit}
            </Button>
            <Button variant="default" onClick={() => setOpen('delete')}>
              {words.delete}
            </Button>
          </Group>
        )
      }
    >
      <ProblemAlert error={error} retry={() => void refetch()} />
      {isPending && <Skeleton h={240} role="status" aria-label={words.loading} />}
      {data && (
        <Stack gap="xl" maw={760}>
          <Details contact={data} />
          <ActivityList id={id} />
        </Stack>
      )}
      {data && (
        <Dialog opened={open === 'edit'} title={words.form.editTitle(data.name)} onClose={close} size="lg">
          <Suspense fallback={null}>
            {open === 'edit' && <ContactForm key={data.version} contact={data} onClose={close} />}
          </Suspense>
        </Dialog>
      )}
      {data && <Delete contact={data} opened={open === 'delete'} onClose={close} />}
    </Page>
  );
}

function Details({ contact }: { contact: Contact }) {
  const { kind, company, employeeId, language, timeZone, addresses, modifiedBy } = contact;
  const lines = [
    [words.kinds[kind], company].filter(Boolean).join(' · '),
    employeeId === null ? '' : words.employeeId(employeeId),
    language === null ? '' : words.language(language),
    timeZone === null ? '' : words.timeZone(timeZone),
    words.changed(modifiedBy),
  ];
  return (
    <section aria-label={words.details}>
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <Text key={line} size="sm" className="any-break">
            {line}
          </Text>
        ))}
      <Title order={2} mt="md" mb={4}>
        {words.addresses}
      </Title>
      {addresses.length === 0 && <Text size="sm">{words.noAddress}</Text>}
      {addresses.length > 0 && (
        <>
          <Table withTableBorder layout="fixed" aria-label={words.addresses}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.address}</Table.Th>
                <Table.Th w={90}>{words.role}</Table.Th>
                <Table.Th w={100}>{words.since}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {addresses.map(({ address, primary, validFrom }) => (
                <Table.Tr key={address}>
                  <Table.Td className="any-break">{address}</Table.Td>
                  <Table.Td>{primary ? words.primary : words.additional}</Table.Td>
                  <Table.Td>{day(validFrom)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="xs" c="dimmed" mt={4}>
            {words.addressesText}
          </Text>
        </>
      )}
    </section>
  );
}

function Delete({ contact, opened, onClose }: { contact: Contact; opened: boolean; onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteContact(contact),
    onSuccess: async () => {
      noticeDone(words.deleted(contact.name));
      await navigate({ to: '/contacts' });
      await queries.invalidateQueries({ queryKey: ['contacts', 'list'] });
    },
    onSettled: onClose,
  });
  return (
    <>
      <ProblemAlert error={remove.error} />
      <ConfirmDialog
        opened={opened}
        title={words.confirmDelete.title(contact.name)}
        text={words.confirmDelete.text}
        stay={words.confirmDelete.stay}
        go={words.confirmDelete.go}
        danger
        busy={remove.isPending}
        onStay={onClose}
        onGo={() => remove.mutate()}
      />
    </>
  );
}
