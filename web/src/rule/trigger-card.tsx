import {
  Alert,
  Button,
  Card,
  Group,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { formsQuery } from '../rules/rule-api.ts';
import { type Form, formOf, type RuleInput, type Trigger } from '../rules/rule-model.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule as words } from '../words/rule.ts';
import { FORM_EVENTS } from './draft.ts';
import { type Finding, triggerError } from './findings.ts';
import { NewFormDialog } from './new-form-dialog.tsx';

/** Loaded when it is chosen. */
const MailboxTrigger = lazy(() => import('./mailbox-trigger.tsx').then((part) => ({ default: part.MailboxTrigger })));
const TriggerLimits = lazy(() => import('./trigger-limits.tsx').then((part) => ({ default: part.TriggerLimits })));
const LIMITED = ['field_change', 'status_change'];

interface TriggerCardProps {
  draft: RuleInput;
  onChange: (draft: RuleInput) => void;
  fields: readonly RuleField[];
  findings: readonly Finding[];
}

/** What makes the rule look: an event of a form, one that a workflow tells, or an e-mail that comes in. */
export function TriggerCard({ draft, onChange, fields, findings }: TriggerCardProps) {
  const { trigger } = draft;
  const error = triggerError(findings);
  const forms = useQuery(formsQuery);
  const [creating, setCreating] = useState(false);
  const set = (next: Trigger) => onChange({ ...draft, trigger: next });
  const part = { forms: forms.data ?? [], error, set, onNewForm: () => setCreating(true) };
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="trigger-heading">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="trigger-heading">
          {words.trigger.heading}
        </Title>
        <SegmentedControl
          size="xs"
          className="trigger-kinds"
          aria-label={words.trigger.kind}
          value={trigger.kind}
          data={[
            { value: 'form', label: words.trigger.kinds.form },
            { value: 'workflow', label: words.trigger.kinds.workflow },
            { value: 'email-received', label: words.trigger.kinds['email-received'] },
          ]}
          onChange={(kind) => set(ofKind(kind, formOf(trigger)))}
        />
      </Group>
      <ProblemAlert error={forms.error} retry={() => void forms.refetch()} />
      {forms.isPending && <Skeleton className="trigger-skeleton" />}
      {forms.data && trigger.kind === 'form' && <FormTrigger {...{ trigger, fields, findings }} {...part} />}
      {trigger.kind === 'email-received' && (
        <Suspense fallback={<Skeleton className="trigger-skeleton" />}>
          <MailboxTrigger trigger={trigger} error={error} set={set} />
        </Suspense>
      )}
      {forms.data && trigger.kind === 'workflow' && <WorkflowTrigger trigger={trigger} {...part} />}
      <NewFormDialog
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={({ id }) => trigger.kind !== 'email-received' && set({ ...trigger, form: id })}
      />
    </Card>
  );
}

interface PartProps<T> {
  trigger: T;
  forms: readonly Form[];
  error: string | undefined;
  set: (trigger: Trigger) => void;
  onNewForm: () => void;
}

type OfForm = Extract<Trigger, { kind: 'form' }>;
type OfWorkflow = Extract<Trigger, { kind: 'workflow' }>;

function ofKind(kind: string, form: string | undefined): Trigger {
  if (kind === 'email-received') return { kind, mailbox: '' };
  if (kind === 'form') return { kind, form: form ?? '', event: 'submit' };
  return { kind: 'workflow', event: '', ...(form ? { form } : {}) };
}

/** Other changes, or those of another form, have other limits. */
function unlimited({ fields: _, from: __, to: ___, ...trigger }: OfForm): OfForm {
  return trigger;
}

type FormTriggerProps = PartProps<OfForm> & Pick<TriggerCardProps, 'fields' | 'findings'>;

function FormTrigger({ trigger, forms, error, set, onNewForm, ...part }: FormTriggerProps) {
  const gone = trigger.form !== '' && !forms.some(({ id }) => id === trigger.form);
  if (forms.length === 0 && !gone) {
    return (
      <Stack gap="xs" align="flex-start">
        <Text size="sm" fw={600}>
          {words.trigger.noForms}
        </Text>
        <Text size="sm">{words.trigger.noFormsText}</Text>
        <NewFormButton id="rule-trigger" onClick={onNewForm} />
        {error && (
          <Text size="sm" c="var(--ui-danger-text)">
            {error}
          </Text>
        )}
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      {gone && (
        <Alert color="red" p="xs">
          {words.trigger.formGone}
        </Alert>
      )}
      <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
        <Select
          id="rule-trigger"
          label={words.trigger.form}
          required
          data={optionsOf(forms, gone ? trigger.form : undefined)}
          value={trigger.form || null}
          onChange={(form) => form !== null && form !== trigger.form && set({ ...unlimited(trigger), form })}
          error={error}
          allowDeselect={false}
          searchable={forms.length > 8}
        />
        <Select
          id="rule-event"
          label={words.trigger.event}
          data={FORM_EVENTS.map((event) => ({ value: event, label: words.trigger.events[event] }))}
          value={trigger.event}
          onChange={(event) => set({ ...unlimited(trigger), event: eventOf(event) })}
          allowDeselect={false}
        />
      </Group>
      {LIMITED.includes(trigger.event) && (
        <Suspense fallback={<Skeleton h={80} />}>
          <TriggerLimits {...{ trigger, set, ...part }} form={forms.find(({ id }) => id === trigger.form)} />
        </Suspense>
      )}
      <NewFormButton onClick={onNewForm} />
    </Stack>
  );
}

function eventOf(event: string | null): OfForm['event'] {
  return FORM_EVENTS.find((known) => known === event) ?? 'submit';
}

function WorkflowTrigger({ trigger, forms, error, set, onNewForm }: PartProps<OfWorkflow>) {
  const { form, ...rest } = trigger;
  const gone = form !== undefined && !forms.some(({ id }) => id === form);
  return (
    <Stack gap="sm">
      <TextInput
        id="rule-trigger"
        label={words.trigger.workflow}
        description={words.trigger.workflowText}
        required
        maxLength={100}
        spellCheck={false}
        value={trigger.event}
        onChange={(event) => set({ ...trigger, event: event.currentTarget.value })}
        error={error}
      />
      <Select
        label={words.trigger.workflowForm}
        description={words.trigger.workflowFormText}
        data={optionsOf(forms, gone ? form : undefined)}
        value={form ?? null}
        onChange={(id) => set(id === null ? rest : { ...rest, form: id })}
        clearable
        clearButtonProps={{ 'aria-label': words.trigger.workflowFormClear, 'aria-hidden': false, tabIndex: 0 }}
        error={gone ? words.trigger.formGone : undefined}
        searchable={forms.length > 8}
      />
      <NewFormButton onClick={onNewForm} />
    </Stack>
  );
}

function NewFormButton({ id, onClick }: { id?: string; onClick: () => void }) {
  return (
    <Group>
      <Button
        id={id}
        size="compact-sm"
        variant={id ? 'filled' : 'subtle'}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={onClick}
      >
        {words.trigger.newForm}
      </Button>
    </Group>
  );
}

function optionsOf(forms: readonly Form[], gone: string | undefined) {
  const options = forms.map(({ id, name }) => ({ value: id, label: name }));
  return gone === undefined ? options : [{ value: gone, label: words.trigger.formGoneOption }, ...options];
}
