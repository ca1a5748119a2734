import { Badge, Card, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AnchorLink, ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { templates as words } from '../words/templates.ts';
import { type TemplateHead, templatesQuery } from './template-api.ts';
import { languageName } from './template-draft.ts';

/** Every template of the library by name. */
export function TemplatesPage() {
  const { data, error, refetch } = useQuery(templatesQuery);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = data?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
  return (
    <Page
      title={words.title}
      crumbs={[{ label: words.toRules, to: '/rules' }]}
      aside={
        <ButtonLink to="/rules/templates/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {words.add}
        </ButtonLink>
      }
    >
      <Text mb="md" maw={720}>
        {words.text}
      </Text>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {!data && !error && (
        <Stack gap="sm" role="status" aria-label={words.loading}>
          <Skeleton h={90} />
          <Skeleton h={90} />
        </Stack>
      )}
      {data?.length === 0 && (
        <Stack gap={4}>
          <Text fw={600}>{words.empty}</Text>
          <Text size="sm">{words.emptyText}</Text>
        </Stack>
      )}
      {data && data.length > 0 && (
        <Stack gap="sm">
          <TextInput
            type="search"
            label={words.search}
            maw={360}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            leftSection={<IconSearch size={16} aria-hidden />}
          />
          <div role="status">{shown.length === 0 && <Text size="sm">{words.noMatch}</Text>}</div>
          <Stack gap="sm" component="ul" p={0} m={0} aria-label={words.list}>
            {shown.map((one) => (
              <TemplateLine key={one.id} template={one} />
            ))}
          </Stack>
        </Stack>
      )}
    </Page>
  );
}

function TemplateLine({ template: { id, name, kind, languages, modifiedAt, modifiedBy } }: { template: TemplateHead }) {
  return (
    <Card component="li" withBorder padding="sm">
      <Group justify="space-between" gap="xs">
        <AnchorLink to="/rules/templates/$id" params={{ id }} fw={600} className="any-break">
          {name}
        </AnchorLink>
        <Badge variant="default">{words.kinds[kind]}</Badge>
      </Group>
      <Text size="sm">{languages.map((tag) => languageName(tag, words)).join(', ')}</Text>
      <Text size="sm" c="dimmed">
        {words.columns.modified} <When at={modifiedAt} /> {words.by(modifiedBy)}
      </Text>
    </Card>
  );
}
