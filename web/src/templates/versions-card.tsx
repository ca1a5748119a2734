import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerWithEtag, api } from '../api/client.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { templates as words } from '../words/templates.ts';
import { type StoredTemplate, templateQuery, versionsQuery } from './template-api.ts';

interface VersionsCardProps {
  stored: StoredTemplate;
  dirty: boolean;
  onRestored: (now: StoredTemplate) => void;
}

/** Each save with who and when; an old one comes back as a new version. */
export function VersionsCard({ stored, dirty, onRestored }: VersionsCardProps) {
  const { id, version: newest } = stored.template;
  const { data, error, refetch } = useQuery(versionsQuery(id));
  const queries = useQueryClient();
  const restoring = useMutation({
    mutationFn: async (version: number) => {
      const params = { path: { id, version: String(version) }, header: { 'if-match': stored.etag } };
      const { body, etag } = await answerWithEtag(api.POST('/templates/{id}/versions/{version}/restore', { params }));
      return { template: body, etag };
    },
    onSuccess: (now, version) => {
      queries.setQueryData(templateQuery(id).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['rules'] });
      onRestored(now);
      noticeDone(words.versions.done(version));
    },
  });
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="versions-heading">
      <Title order={2} mb="sm" id="versions-heading">
        {words.versions.heading}
      </Title>
      <ProblemAlert error={error ?? restoring.error} retry={error ? () => void refetch() : undefined} />
      {dirty && (
        <Text size="sm" mb="xs">
          {words.versions.unsaved}
        </Text>
      )}
      <Stack gap="xs" component="ul" p={0} m={0}>
        {data?.map(({ version, at, by, restoredFrom }) => (
          <Group component="li" key={version} justify="space-between" gap="xs">
            <Text size="sm">
              {words.versions.version(version)}
              {version === newest ? ` (${words.versions.now})` : ''}
              {restoredFrom === null ? '' : `, ${words.versions.restored(restoredFrom)}`}, <When at={at} />{' '}
              {words.by(by)}
            </Text>
            {version !== newest && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={dirty}
                loading={restoring.isPending && restoring.variables === version}
                onClick={() => restoring.mutate(version)}
                aria-label={words.versions.restore(version)}
              >
                {words.versions.restoreShort}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
