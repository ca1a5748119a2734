import { Alert, Button, Card, Group, SimpleGrid, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isSame } from '../rule/draft.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { templates as words } from '../words/templates.ts';
import { DeleteTemplate } from './delete-template.tsx';
import { HeadFields } from './head-fields.tsx';
import { LanguageTabs } from './language-tabs.tsx';
import { mistakesOf } from './mistakes.ts';
import { ReplayCard } from './replay-card.tsx';
import { DEFAULT, type StoredTemplate, type TemplateInput } from './template-api.ts';
import { inputOf } from './template-draft.ts';
import { TemplatePreview } from './template-preview.tsx';
import { TextFields } from './text-fields.tsx';
import { useSample } from './use-sample.ts';
import { useSaveTemplate } from './use-save-template.ts';
import { UsesCard } from './uses-card.tsx';
import { VersionsCard } from './versions-card.tsx';

interface TemplateEditorProps {
  start: TemplateInput;
  /** as it is stored now; absent of a new one */
  stored?: StoredTemplate;
}

/** One template: its texts in each language, a preview, its versions, and who uses it. */
export function TemplateEditor({ start, stored: loaded }: TemplateEditorProps) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start);
  const [stored, setStored] = useState(loaded);
  const [chosen, setChosen] = useState(DEFAULT);
  const language = draft.texts.some((text) => text.language === chosen) ? chosen : DEFAULT;
  const sample = useSample();
  const [leaving, setLeaving] = useState(false);
  const dirty = !leaving && !isSame(draft, stored ? inputOf(stored.template) : start);
  const take = (now: StoredTemplate) => {
    setStored(now);
    setDraft(inputOf(now.template));
  };
  const saving = useSaveTemplate({ draft, stored }, (now) => {
    take(now);
    if (stored !== undefined) return;
    setLeaving(true);
    void navigate({ to: '/rules/templates/$id', params: { id: now.template.id }, ignoreBlocker: true, replace: true });
  });
  const mistakes = mistakesOf(saving.error, draft, language);
  const id = stored?.template.id;
  return (
    <Page
      title={stored?.template.name ?? words.newTitle}
      crumbs={[
        { label: words.toRules, to: '/rules' },
        { label: words.title, to: '/rules/templates' },
      ]}
    >
      <UnsavedGuard unsaved={dirty} />
      <ErrorSummary errors={mistakes} attempt={saving.attempt} />
      {saving.error && mistakes.length === 0 && <ProblemAlert error={saving.error} />}
      {saving.theirs && <Conflict theirs={saving.theirs} {...{ saving, take }} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Card withBorder padding="lg">
          <Stack gap="sm">
            <HeadFields draft={draft} onChange={setDraft} isNew={stored === undefined} mistakes={mistakes} />
            <LanguageTabs draft={draft} language={language} onChoose={setChosen} onChange={setDraft} />
            <TextFields
              key={`${language} ${stored?.etag}`}
              {...{ draft, language, mistakes }}
              onChange={setDraft}
              fields={sample.fields}
            />
            <Group gap="sm">
              <Button loading={saving.busy} onClick={() => saving.save()}>
                {words.save}
              </Button>
              {stored && <DeleteTemplate stored={stored} onGoing={() => setLeaving(true)} />}
            </Group>
          </Stack>
        </Card>
        <TemplatePreview draft={draft} templateId={id} sample={sample} language={language} />
      </SimpleGrid>
      {stored && id !== undefined && (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" mt="lg">
          <UsesCard id={id} />
          <VersionsCard stored={stored} dirty={dirty} onRestored={take} />
          <ReplayCard id={id} draft={draft} />
        </SimpleGrid>
      )}
    </Page>
  );
}

interface ConflictProps {
  theirs: StoredTemplate;
  saving: ReturnType<typeof useSaveTemplate>;
  take: (now: StoredTemplate) => void;
}

function Conflict({ theirs, saving, take }: ConflictProps) {
  const readTheirs = () => {
    take(theirs);
    saving.forget();
  };
  return (
    <Alert color="yellow" title={words.conflict} mb="md" role="alert">
      {words.conflictText(theirs.template.modifiedBy)}
      <Group mt="xs" gap="sm">
        <Button size="compact-sm" variant="default" onClick={readTheirs}>
          {words.readTheirs}
        </Button>
        <Button size="compact-sm" onClick={() => saving.save(theirs.etag)}>
          {words.saveMine}
        </Button>
      </Group>
    </Alert>
  );
}
