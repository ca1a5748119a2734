import { Alert, Anchor, Select, SimpleGrid, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import type { Change } from '../json-form/form-context.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { connection } from '../words/connection.ts';
import { type Provider, providersQuery } from './connection-queries.ts';
import { type ProviderFields, providerChanges } from './provider-values.ts';
import './connection.css';

const words = connection.provider;
/** Cards for these; the others stand in the list. */
const WELL_KNOWN = ['gmail', 'microsoft365', 'outlook.com', 'yahoo', 'icloud'];

interface ProviderPickerProps {
  fields: ProviderFields;
  chosen: string | undefined;
  onChoose(provider: string | undefined, changes: readonly Change[]): void;
}

/** Cards of the well-known providers and a list of all; choosing one fills in its servers. */
export function ProviderPicker({ fields, chosen, onChoose }: ProviderPickerProps) {
  const { data: providers, error, refetch } = useQuery(providersQuery);
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (!providers) return <Skeleton h={170} mb="md" aria-hidden />;
  const choose = (provider: Provider | undefined) =>
    onChoose(provider?.id, provider ? providerChanges(fields, provider) : []);
  const provider = providers.find(({ id }) => id === chosen);
  const cards = WELL_KNOWN.flatMap((id) => providers.filter((one) => one.id === id));
  return (
    <fieldset className="provider-picker">
      <legend>{words.legend}</legend>
      <Text size="sm" c="dimmed" mb="xs">
        {words.help}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
        {cards.map((one) => (
          <ProviderCard
            key={one.id}
            label={one.label}
            hint={one.imap?.host ?? one.smtp.host}
            chosen={one.id === chosen}
            onChoose={() => choose(one)}
          />
        ))}
        <ProviderCard
          label={words.other}
          hint={words.otherHelp}
          chosen={chosen === undefined}
          onChoose={() => choose(undefined)}
        />
      </SimpleGrid>
      <Select
        mt="sm"
        label={words.all}
        searchable
        clearable={false}
        nothingFoundMessage={words.nothingFound}
        data={providers.map(({ id, label }) => ({ value: id, label }))}
        value={chosen ?? null}
        onFocus={(event) => selectWhole(event, provider)}
        onClick={(event) => selectWhole(event, provider)}
        onChange={(id) => choose(providers.find((one) => one.id === id))}
      />
      {provider && <ProviderHelp key={provider.id} provider={provider} fields={fields} onChoose={onChoose} />}
    </fieldset>
  );
}

/** What is typed replaces the name of the chosen one; a click would put the cursor into it. */
function selectWhole({ currentTarget: input }: SyntheticEvent<HTMLInputElement>, provider: Provider | undefined) {
  if (input.value === provider?.label) input.select();
}

interface ProviderCardProps {
  label: string;
  hint: string;
  chosen: boolean;
  onChoose(): void;
}

function ProviderCard({ label, hint, chosen, onChoose }: ProviderCardProps) {
  return (
    <UnstyledButton className="provider-card" aria-pressed={chosen} onClick={onChoose}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Text size="xs" c="dimmed" className="any-break">
        {hint}
      </Text>
    </UnstyledButton>
  );
}

function ProviderHelp({ provider, fields, onChoose }: { provider: Provider } & Omit<ProviderPickerProps, 'chosen'>) {
  const sentences = helpOf(provider);
  return (
    <>
      <Placeholders provider={provider} fields={fields} onChoose={onChoose} />
      {(sentences.length > 0 || provider.help) && (
        <Alert variant="light" mt="sm" icon={<IconInfoCircle aria-hidden />} title={provider.label}>
          {sentences.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
          {provider.help && (
            <Anchor size="sm" href={provider.help} target="_blank" rel="noopener noreferrer">
              {words.more}
            </Anchor>
          )}
        </Alert>
      )}
    </>
  );
}

function helpOf({ auth, imap, smtp, loginHelp, notes }: Provider): string[] {
  const onlyOauth = auth.every((kind) => kind === 'oauth2');
  const appPassword = auth.includes('app_password') && !auth.includes('password');
  return [
    ...(loginHelp ? [loginHelp] : [words.login[(imap ?? smtp).login]]),
    onlyOauth && !loginHelp ? words.onlyOauth : '',
    appPassword && !loginHelp ? words.appPassword : '',
    imap ? '' : words.sendsOnly,
    notes ?? '',
  ].filter((sentence) => sentence !== '');
}

/** A part of the server name that only the person knows, such as the region. */
function Placeholders({ provider, fields, onChoose }: { provider: Provider } & Omit<ProviderPickerProps, 'chosen'>) {
  const [values, setValues] = useState<Record<string, string>>({});
  return Object.entries(provider.placeholders ?? {}).map(([name, choices]) => (
    <Select
      key={name}
      mt="sm"
      label={words.placeholder(name)}
      description={words.placeholderHelp}
      data={choices}
      value={values[name] ?? null}
      onChange={(value) => {
        if (value === null) return;
        const next = { ...values, [name]: value };
        setValues(next);
        onChoose(provider.id, providerChanges(fields, provider, next));
      }}
    />
  ));
}
