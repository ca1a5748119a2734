import { Grid, Stack, Switch, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { fieldsQuery, formsQuery, sendersQuery } from '../rules/rule-api.ts';
import type { Form, Rule, RuleInput, Sender } from '../rules/rule-model.ts';
import { triggerTitle } from '../rules/trigger-words.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { noticeDone } from '../ui/notices.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { rule as words } from '../words/rule.ts';
import { shell } from '../words/shell.ts';
import { ActionBar } from './action-bar.tsx';
import { ActionCards } from './action-cards.tsx';
import { ConditionsCard } from './conditions-card.tsx';
import { DeleteButton } from './delete-button.tsx';
import { DraftOffer } from './draft-offer.tsx';
import { errorAt, type Finding, hasTrigger, toFieldErrors } from './findings.ts';
import { OrderCard } from './order-card.tsx';
import { PreviewPanel } from './preview/preview-panel.tsx';
import { ReplayButton } from './replay/replay-button.tsx';
import './rule.css';
import { TriggerCard } from './trigger-card.tsx';
import { useEditing } from './use-editing.ts';
import { useFindings } from './use-findings.ts';
import { useRecord } from './use-record.ts';
import { type StoredRule, useSave } from './use-save.ts';

/** What few saves have to ask. */
const loadDialogs = () => import('./save-dialogs.tsx');
const SaveDialogs = lazy(async () => ({ default: (await loadDialogs()).SaveDialogs }));
const ProposalCard = lazy(async () => ({ default: (await import('./proposal-card.tsx')).ProposalCard }));
/** After what the page shows: a server that is upgraded meanwhile does not have this file any more. */
const LOAD_AFTER_MS = 3000;

interface RuleEditorProps {
  stored?: StoredRule;
  start: RuleInput;
}

/** The whole page of a rule: cards on the left, what it would do on the right. */
export function RuleEditor({ stored: loaded, start }: RuleEditorProps) {
  const editing = useEditing(loaded, start);
  const { draft, change, stored } = editing;
  const forms = useQuery(formsQuery);
  const senders = useQuery(sendersQuery).data ?? [];
  const known = useQuery(fieldsQuery(draft.trigger, draft.forEach?.field)).data;
  const fields = (hasTrigger(draft.trigger) && known?.fields) || [];
  const record = useRecord(known);
  const [unclear, setUnclear] = useState<string>();
  const [rowsUnclear, setRowsUnclear] = useState<string>();
  const own = ownFindings(unclear, draft.forEach && rowsUnclear);
  const found = [...own, ...useFindings(draft, stored?.rule.id)];
  const saved = useSaved(editing.settle, stored === undefined);
  const saving = useSave({ draft, own, stored, onSaved: saved });
  useSaveKey(saving.save);
  // What is not filled in yet is not wrong before somebody tries to save.
  const findings = saving.attempt > 0 ? found : found.filter(({ incomplete }) => !incomplete);
  const refused = saving.outcome?.kind === 'refused';
  const asks = useAsks(saving.outcome?.kind === 'doubtful' || saving.outcome?.kind === 'conflict');
  return (
    <Page
      title={stored?.rule.name ?? words.newTitle}
      crumbs={[{ label: words.list, to: '/rules' }, { label: crumbOf(draft, forms.data, senders) }]}
      aside={<EnabledSwitch draft={draft} onChange={change} />}
    >
      <UnsavedGuard unsaved={editing.dirty} />
      <DraftOffer editing={editing} />
      <Proposal rule={loaded?.rule} onGoOn={change} />
      <ErrorSummary errors={refused ? toFieldErrors(found) : []} attempt={saving.attempt} />
      <ProblemAlert error={saving.error} retry={() => saving.save()} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <RuleCards
            {...{ draft, fields, findings }}
            stored={stored?.rule}
            onChange={change}
            onProblem={setUnclear}
            onRowsProblem={setRowsUnclear}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <div className="side-column preview-column">
            <PreviewPanel tried={saving.attempt > 0} draft={draft} record={record} fields={fields} />
            {stored && <ReplayButton id={stored.rule.id} draft={draft} />}
          </div>
        </Grid.Col>
      </Grid>
      <ActionBar draft={draft} facts={record.facts} busy={saving.busy} onSave={() => saving.save()} />
      <Suspense fallback={null}>
        {asks && <SaveDialogs draft={draft} saving={saving} onTaken={(theirs) => editing.settle(theirs, true)} />}
      </Suspense>
    </Page>
  );
}

/** What is on the screen and cannot be saved like this: conditions that are not finished. */
function ownFindings(conditions: string | undefined, rows: string | undefined): Finding[] {
  const placed = { '/conditions': conditions, '/forEach/conditions': rows };
  return Object.entries(placed).flatMap(([path, message]) =>
    message === undefined ? [] : [{ path, message, incomplete: true }],
  );
}

/** A change that waits for a second person; most rules have none. */
function Proposal({ rule, onGoOn }: { rule: Rule | undefined; onGoOn: (draft: RuleInput) => void }) {
  if (rule?.proposed === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ProposalCard rule={rule} onGoOn={onGoOn} />
    </Suspense>
  );
}

/** Whether Save ever had something to ask: from then on its dialogs stay, and close by themselves. Loads their code meanwhile. */
function useAsks(now: boolean): boolean {
  useEffect(() => {
    // What cannot be loaded now is asked for again, and told, when it is needed.
    const later = setTimeout(() => void loadDialogs().catch(() => undefined), LOAD_AFTER_MS);
    return () => clearTimeout(later);
  }, []);
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever;
}

interface PartProps {
  draft: RuleInput;
  onChange: (draft: RuleInput) => void;
}

interface RuleCardsProps extends PartProps {
  fields: RuleField[];
  findings: Finding[];
  /** undefined: the rule is new */
  stored: Rule | undefined;
  onProblem: (problem: string | undefined) => void;
  onRowsProblem: (problem: string | undefined) => void;
}

/** What a rule is made of, from its title to its emails. */
function RuleCards({ draft, onChange, fields, findings, stored, onProblem, onRowsProblem }: RuleCardsProps) {
  return (
    <Stack gap="md" className="form-column">
      <NameInput draft={draft} onChange={onChange} error={errorAt(findings, '/name')} />
      <TriggerCard {...{ draft, fields, findings }} onChange={onChange} />
      <ConditionsCard
        draft={draft}
        onChange={onChange}
        onProblem={onProblem}
        fields={fields}
        error={errorAt(findings, '/conditions')}
      />
      <ActionCards
        {...{ draft, fields, findings }}
        onChange={onChange}
        ruleId={stored?.id}
        onRowsProblem={onRowsProblem}
      />
      {stored && <OrderCard rule={stored} />}
      {stored && <DeleteButton rule={stored} />}
    </Stack>
  );
}

function NameInput({ draft, onChange, error }: PartProps & { error: string | undefined }) {
  return (
    <TextInput
      id="rule-name"
      label={words.name}
      description={words.nameText}
      required
      maxLength={200}
      value={draft.name}
      onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      error={error}
    />
  );
}

function EnabledSwitch({ draft, onChange }: PartProps) {
  return (
    <Switch
      label={words.enabled}
      description={words.enabledText}
      checked={draft.enabled}
      onChange={(event) => onChange({ ...draft, enabled: event.currentTarget.checked })}
    />
  );
}

/** Ctrl+S. What is typed into a list of recipients and not added yet belongs to what is saved: a blur adds it. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  const press = () => {
    if (document.querySelector('[role=dialog]')) return;
    const field = document.activeElement;
    if (field instanceof HTMLInputElement) {
      field.blur();
      field.focus();
    }
    setTimeout(() => latest.current(), 0);
  };
  useHotkeys([['mod+S', press]], [], true);
}

/** A new rule has an address of its own once it is stored. */
function useSaved(settle: (stored: StoredRule, taken?: boolean) => void, isNew: boolean) {
  const navigate = useNavigate();
  return (stored: StoredRule) => {
    // What was saved is not the rule yet: the page shows what runs, and the proposal above it. One of an older version was
    // there before this save, which counts already.
    const waits = stored.rule.proposed?.version === stored.rule.version;
    settle(stored, waits);
    noticeDone(waits ? words.savedProposal : shell.saved);
    if (!isNew) return;
    void navigate({ to: '/rules/$id', params: { id: stored.rule.id }, replace: true, ignoreBlocker: true });
  };
}

function crumbOf({ trigger }: RuleInput, forms: readonly Form[] | undefined, mailboxes: readonly Sender[]): string {
  return forms && hasTrigger(trigger) ? triggerTitle(trigger, forms, mailboxes) : words.email.heading;
}
