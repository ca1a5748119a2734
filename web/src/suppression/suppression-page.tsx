import { Button, Checkbox, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ROLES } from '../app/navigation.ts';
import { SearchFilter } from '../outbox/search-filter.tsx';
import { mayUse, useMe } from '../session/me.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Toggle, Toggles } from '../ui/toggles.tsx';
import { suppression as words } from '../words/suppression.ts';
import { AddForm } from './add-form.tsx';
import { AddressLines } from './address-lines.tsx';
import { EndForm } from './end-form.tsx';
import { SoftBouncesSection } from './soft-bounces-section.tsx';
import { KINDS, type SuppressionSearch, suppressionRoute } from './suppression.route.ts';
import { type AddressLine, addressesQuery } from './suppression-queries.ts';

/** Who gets no e-mail at all, and who unsubscribed from mass mail. */
export function SuppressionPage() {
  const asked = suppressionRoute.useSearch();
  const list = asked.list ?? 'all';
  const me = useMe();
  const mayChange = mayUse(me, ROLES.changeSuppressed);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<AddressLine>();
  const query = useInfiniteQuery(addressesQuery(asked));
  const lines = query.data?.pages.flatMap(({ items }) => items);
  const total = query.data?.pages.at(-1)?.total;
  const stopEnding = () => setEnding(undefined);
  return (
    <Page
      title={words.title}
      aside={mayChange && list === 'all' && <Button onClick={() => setAdding(true)}>{words.add}</Button>}
    >
      <Filters asked={asked} />
      <Text size="sm" mb="sm" maw={720}>
        {words[list].text}
      </Text>
      <Text size="sm" fw={600} mb="sm" role="status">
        {total !== undefined && words[list].total(total)}
      </Text>
      <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Skeleton h={240} role="status" aria-label={words.loading} />}
      {lines?.length === 0 && <Nobody asked={asked} />}
      {lines && lines.length > 0 && (
        <AddressLines list={list} lines={lines} onEnd={mayChange && !asked.ended ? setEnding : undefined} />
      )}
      {query.hasNextPage && (
        <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
      {list === 'all' && mayUse(me, ROLES.settings) && <SoftBouncesSection />}
      <Dialog opened={adding} title={words.add} onClose={() => setAdding(false)}>
        {adding && <AddForm onClose={() => setAdding(false)} />}
      </Dialog>
      <Dialog opened={ending !== undefined} title={words[list].endOf(ending?.address ?? '')} onClose={stopEnding}>
        {ending && <EndForm list={list} line={ending} onClose={stopEnding} />}
      </Dialog>
    </Page>
  );
}

/** They live in the address. */
function Filters({ asked }: { asked: SuppressionSearch }) {
  const navigate = useNavigate();
  const go = (part: { [Key in keyof SuppressionSearch]: SuppressionSearch[Key] | undefined }) => {
    const next = Object.entries({ ...asked, ...part }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '/suppressed', search: Object.fromEntries(next), replace: true });
  };
  return (
    <section aria-label={words.search}>
      <Toggles label={words.lists}>
        {(['all', 'mass'] as const).map((name) => (
          <Toggle
            key={name}
            word={words[name].name}
            pressed={(asked.list ?? 'all') === name}
            onClick={() => go({ list: name === 'mass' ? 'mass' : undefined, kind: undefined, ended: undefined })}
          />
        ))}
      </Toggles>
      <Group align="end" gap="md" mb="md">
        <SearchFilter
          value={asked.search ?? ''}
          label={words.search}
          help={words.searchHelp}
          onChange={(search) => go({ search })}
        />
        {asked.list === undefined && (
          <NativeSelect
            label={words.kind}
            value={asked.kind ?? ''}
            data={[
              { value: '', label: words.anyKind },
              ...KINDS.map((value) => ({ value, label: words.kinds[value] })),
            ]}
            onChange={(event) => go({ kind: KINDS.find((one) => one === event.currentTarget.value) })}
          />
        )}
        <Checkbox
          label={words.ended}
          checked={asked.ended === true}
          onChange={(event) => go({ ended: event.currentTarget.checked || undefined })}
          mb={8}
        />
      </Group>
    </section>
  );
}

function Nobody({ asked: { list, search, kind, ended } }: { asked: SuppressionSearch }) {
  const of = words[list ?? 'all'];
  if (search !== undefined || kind !== undefined) return <Text size="sm">{words.noHits}</Text>;
  if (ended) return <Text size="sm">{of.noneEnded}</Text>;
  return (
    <Stack gap={4}>
      <Text fw={600}>{of.none}</Text>
      <Text size="sm">{of.noneText}</Text>
    </Stack>
  );
}
