import { Alert, Card, List, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { MailFrame } from '../rule/preview/mail-frame.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { templates as words } from '../words/templates.ts';
import { DEFAULT, type TemplatePreview as Shown, type TemplateInput } from './template-api.ts';
import { languageName } from './template-draft.ts';
import type { Sample } from './use-sample.ts';

interface TemplatePreviewProps {
  draft: TemplateInput;
  templateId: string | undefined;
  sample: Sample;
  /** of the text that is edited */
  language: string;
}

const PAUSE_MS = 250;

/** The template as it stands with a record of a form, as the server fills it in. */
export function TemplatePreview({ draft, templateId, sample, language }: TemplatePreviewProps) {
  const [template] = useDebouncedValue(draft, PAUSE_MS);
  const { facts, ready } = sample;
  const of = language === DEFAULT ? {} : { language };
  const { data, error, refetch } = useQuery({
    queryKey: ['preview', 'template', template, facts, language],
    queryFn: ({ signal }) => {
      const body = { template, facts, ...(templateId === undefined ? {} : { templateId }), ...of };
      return answer(api.POST('/templates/preview', { body: body as never, signal }));
    },
    enabled: ready,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="preview-heading">
      <Stack gap="sm">
        <Title order={2} id="preview-heading">
          {words.preview.heading}
        </Title>
        <SampleChoice sample={sample} />
        <ProblemAlert error={error} retry={() => void refetch()} />
        {!data && !error && <Skeleton h={240} role="status" aria-label={words.preview.loading} />}
        {data && !error && <Result shown={data} />}
      </Stack>
    </Card>
  );
}

function SampleChoice({ sample }: { sample: Sample }) {
  return (
    <>
      <Select
        label={words.preview.form}
        data={sample.forms.length === 0 ? [{ value: '', label: words.preview.noForm }] : sample.forms}
        value={sample.formId}
        onChange={(id) => id !== null && sample.chooseForm(id)}
        allowDeselect={false}
      />
      <Select
        label={words.preview.record}
        data={sample.records}
        value={sample.recordId}
        onChange={(id) => id !== null && sample.chooseRecord(id)}
        allowDeselect={false}
      />
    </>
  );
}

function Result({ shown }: { shown: Shown }) {
  return (
    <>
      {shown.findings.length > 0 && (
        <Alert color="yellow" title={words.preview.findings} p="xs" role="status">
          <List size="sm">
            {shown.findings.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`} className="any-break">
                {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {words.preview.shown(languageName(shown.language, words))}
      </Text>
      {shown.subject !== null && (
        <Text size="sm" fw={600} className="any-break">
          {words.preview.subject}: {shown.subject}
        </Text>
      )}
      {shown.frame !== null && <MailFrame path={shown.frame} />}
      {shown.text !== null && (
        <details className="fold">
          <summary>{words.preview.plain}</summary>
          <Text size="sm" className="pre-text any-break">
            {shown.text}
          </Text>
        </details>
      )}
    </>
  );
}
