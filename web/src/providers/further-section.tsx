import { Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { providers } from '../words/providers.ts';
import { inputIdOf, type Mistakes, type ProviderDraft } from './provider-draft.ts';
import { Choices } from './server-section.tsx';

const LIMITS = ['connections', 'messagesPerMinute', 'recipientsPerDay'] as const;

interface FurtherSectionProps {
  draft: ProviderDraft;
  mistakes: Mistakes;
  onChange(values: Partial<ProviderDraft>): void;
}

/** Limits, what becomes of sent mail, and the help that is shown to people. */
export function FurtherSection({ draft, mistakes, onChange }: FurtherSectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {providers.further}
      </Title>
      <Stack gap="md">
        <div>
          <Group gap="md" align="flex-start">
            {LIMITS.map((name) => (
              <TextInput
                key={name}
                id={inputIdOf(`/limits/${name}`)}
                label={providers.limits[name]}
                inputMode="numeric"
                maxLength={9}
                w={210}
                value={draft.limits[name]}
                error={mistakes[`/limits/${name}`]}
                onChange={(event) => onChange({ limits: { ...draft.limits, [name]: event.currentTarget.value } })}
              />
            ))}
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {providers.limits.help}
          </Text>
        </div>
        <Choices
          label={providers.sentCopy}
          words={providers.sentCopies}
          order={['detect', 'server', 'client']}
          value={draft.sentCopy}
          onChange={(sentCopy) => onChange({ sentCopy })}
        />
        <TextInput
          id={inputIdOf('/sentFolder')}
          label={providers.sentFolder}
          description={providers.sentFolderHelp}
          maxLength={255}
          value={draft.sentFolder}
          error={mistakes['/sentFolder']}
          onChange={(event) => onChange({ sentFolder: event.currentTarget.value })}
        />
        <Textarea
          id={inputIdOf('/loginHelp')}
          label={providers.helpText}
          description={providers.helpTextHelp}
          rows={3}
          maxLength={1000}
          value={draft.loginHelp}
          error={mistakes['/loginHelp']}
          onChange={(event) => onChange({ loginHelp: event.currentTarget.value })}
        />
        <TextInput
          id={inputIdOf('/help')}
          type="url"
          label={providers.helpLink}
          maxLength={500}
          value={draft.help}
          error={mistakes['/help']}
          onChange={(event) => onChange({ help: event.currentTarget.value })}
        />
      </Stack>
    </section>
  );
}
