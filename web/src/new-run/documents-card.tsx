import { Card, Radio, SimpleGrid, Stack, Switch, TextInput, Title } from '@mantine/core';
import { newRunRows } from '../words/new-run-rows.ts';
import { documentsBy, templateOf, withDocuments } from './choices.ts';
import { ColumnSelect } from './columns-card.tsx';
import type { RunDocuments, RunOptions } from './draft.ts';
import { LayoutFile } from './layout-file.tsx';
import { LinkChoice, linkOf } from './link-choice.tsx';
import type { RunColumn } from './match-queries.ts';
import { PasswordFile } from './password-file.tsx';

const words = newRunRows.documents;
const WAYS = ['name', 'column', 'marker', 'layout', 'none'] as const;

interface DocumentsCardProps {
  columns: readonly RunColumn[];
  options: RunOptions;
  /** by the id of the input */
  errors: Readonly<Record<string, string>>;
  onChange: (options: RunOptions) => void;
  children: React.ReactNode;
}

/** How documents find their persons, what is checked about them, and their password. */
export function DocumentsCard({ columns, options, errors, onChange, children }: DocumentsCardProps) {
  const documents = options.documents ?? { by: 'none' };
  const choose = (by: string) => {
    const next = documentsBy(by as RunDocuments['by'], options, columns);
    onChange(withDocuments(options, by === 'none' ? next : { ...linkOf(documents), ...next }));
  };
  return (
    <Card withBorder component="section" aria-labelledby="run-documents-title">
      <Title order={3} id="run-documents-title" mb="xs">
        {words.title}
      </Title>
      <Stack gap="md">
        <Radio.Group label={words.label} value={documents.by} onChange={choose}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
            {WAYS.map((way) => (
              <Radio key={way} value={way} label={words[way]} description={words[`${way}Text`]} />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <Way
          documents={documents}
          columns={columns}
          errors={errors}
          onChange={(next) => onChange({ ...options, documents: { ...linkOf(documents), ...next } })}
        />
        {children}
        {documents.by !== 'none' && (
          <LinkChoice
            documents={documents}
            error={errors['run-link']}
            onChange={(next) => onChange({ ...options, documents: next })}
          />
        )}
        {documents.by !== 'none' && <Safety options={options} errors={errors} onChange={onChange} />}
      </Stack>
    </Card>
  );
}

interface WayProps {
  documents: RunDocuments;
  columns: readonly RunColumn[];
  errors: Readonly<Record<string, string>>;
  onChange: (documents: RunDocuments) => void;
}

function Way({ documents, columns, errors, onChange }: WayProps) {
  switch (documents.by) {
    case 'name':
      return (
        <TextInput
          id="run-pattern"
          label={words.pattern}
          description={`${words.patternText} ${columns
            .slice(0, 6)
            .map(({ name }) => templateOf(name))
            .join(' ')}`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          value={documents.pattern ?? ''}
          error={errors['run-pattern']}
          onChange={(event) => onChange({ by: 'name', pattern: event.currentTarget.value })}
        />
      );
    case 'column':
      return (
        <ColumnSelect
          id="run-file-column"
          label={words.nameColumn}
          columns={columns}
          value={documents.column ?? ''}
          onChange={(column) => onChange({ by: 'column', column })}
        />
      );
    case 'marker':
      return (
        <TextInput
          id="run-marker"
          label={words.words}
          description={words.wordsText}
          required
          maxLength={200}
          value={documents.text ?? documents.pattern ?? ''}
          error={errors['run-marker']}
          onChange={(event) => onChange({ by: 'marker', text: event.currentTarget.value })}
        />
      );
    case 'layout':
      return <LayoutFile documents={documents} error={errors['run-layout']} onChange={onChange} />;
    default:
      return null;
  }
}

type SafetyProps = Pick<DocumentsCardProps, 'options' | 'errors' | 'onChange'>;

function Safety({ options, errors, onChange }: SafetyProps) {
  const { password } = options;
  const lock = (on: boolean) => {
    const { password: _, ...rest } = options;
    onChange(on ? { ...rest, password: { pattern: '', hint: '' } } : rest);
  };
  return (
    <>
      <Switch
        label={words.check}
        description={words.checkText}
        checked={options.numberCheck ?? false}
        onChange={(event) => onChange({ ...options, numberCheck: event.currentTarget.checked })}
      />
      <Switch
        label={words.lock}
        description={words.lockText}
        checked={password !== undefined}
        onChange={(event) => lock(event.currentTarget.checked)}
      />
      {password && (
        <Password password={password} errors={errors} onChange={(next) => onChange({ ...options, password: next })} />
      )}
      {password?.stored && <PasswordFile ownerField={options.ownerField ?? 'employeeId'} />}
    </>
  );
}

type PasswordChoice = NonNullable<RunOptions['password']>;

interface PasswordProps {
  password: PasswordChoice;
  errors: Readonly<Record<string, string>>;
  onChange: (password: PasswordChoice) => void;
}

function Password({ password, errors, onChange }: PasswordProps) {
  const { stored = false, hint } = password;
  return (
    <>
      <Radio.Group
        label={words.from}
        value={stored ? 'stored' : 'made'}
        onChange={(from) => onChange(from === 'stored' ? { stored: true, hint } : { pattern: '', hint })}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
          <Radio value="made" label={words.made} />
          <Radio value="stored" label={words.stored} description={words.storedText} />
        </SimpleGrid>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {!stored && (
          <TextInput
            id="run-password"
            label={words.password}
            description={words.passwordText}
            required
            maxLength={500}
            spellCheck={false}
            autoComplete="off"
            value={password.pattern ?? ''}
            error={errors['run-password']}
            onChange={(event) => onChange({ pattern: event.currentTarget.value, hint })}
          />
        )}
        <TextInput
          id="run-hint"
          label={words.hint}
          description={words.hintText}
          required
          maxLength={500}
          value={hint}
          error={errors['run-hint']}
          onChange={(event) => onChange({ ...password, hint: event.currentTarget.value })}
        />
      </SimpleGrid>
    </>
  );
}
