import { Card, Select, Skeleton, Stack, Switch, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { globalSmtpQuery, sendersQuery } from '../rules/rule-api.ts';
import { forcedConnector } from '../rules/sender-state.ts';
import { rule } from '../words/rule.ts';
import type { ActionPartProps } from './action-part.ts';
import type { EmailParams } from './draft.ts';
import { emailInputId, errorAt } from './findings.ts';

const words = rule.delivery;
const COPIES = ['auto', 'always', 'never'] as const;
const AS_CONNECTOR = 'connector';

/** Below what people come for: it is there a moment later. */
const PerformerSelect = lazy(async () => ({ default: (await import('./performer-select.tsx')).PerformerSelect }));

interface DeliveryCardProps extends ActionPartProps {
  setBoth: (mode: EmailParams['mode'], performer: EmailParams['performer']) => void;
}

/** How the email leaves, and what is kept of it. */
export function DeliveryCard({ index, suffix, params, set, setBoth, fields, findings }: DeliveryCardProps) {
  const heading = words.heading + suffix;
  return (
    <Card withBorder padding="lg" component="section" aria-label={heading}>
      <Title order={2} mb="sm">
        {heading}
      </Title>
      <Stack gap="sm">
        <Via connector={params.connector} />
        {params.connector !== undefined && (
          <Switch
            label={words.fallback}
            description={params.confidential ? words.fallbackConfidential : words.fallbackText}
            disabled={params.confidential === true}
            checked={!params.confidential && (params.fallback ?? true)}
            onChange={(event) => set('fallback', event.currentTarget.checked ? undefined : false)}
          />
        )}
        {params.invitation === undefined && (
          <Suspense fallback={<Skeleton h={84} maw={420} aria-hidden />}>
            <PerformerSelect
              id={emailInputId(index, 'performer')}
              params={params}
              fields={fields}
              error={errorAt(findings, `/actions/${index}/params/performer`)}
              onChange={setBoth}
            />
          </Suspense>
        )}
        <Select
          id={emailInputId(index, 'saveToSent')}
          label={words.copy}
          description={words.copyText}
          maw={420}
          data={[
            { value: AS_CONNECTOR, label: words.copies.connector },
            ...COPIES.map((value) => ({ value, label: words.copies[value] })),
          ]}
          value={params.saveToSent ?? AS_CONNECTOR}
          onChange={(value) => set('saveToSent', copyOf(value))}
          allowDeselect={false}
        />
        <Switch
          label={words.confidential}
          description={words.confidentialText}
          checked={params.confidential ?? false}
          onChange={(event) => set('confidential', event.currentTarget.checked || undefined)}
        />
        <OneByOne index={index} params={params} set={set} findings={findings} />
      </Stack>
    </Card>
  );
}

type OneByOneProps = Pick<ActionPartProps, 'index' | 'params' | 'set' | 'findings'>;

/** Whether each person gets an email of their own, and may unsubscribe from such emails. */
function OneByOne({ index, params, set, findings }: OneByOneProps) {
  return (
    <>
      <Switch
        id={emailInputId(index, 'perRecipient')}
        label={words.perRecipient}
        description={words.perRecipientText}
        checked={params.perRecipient ?? false}
        onChange={(event) => set('perRecipient', event.currentTarget.checked || undefined)}
      />
      {(params.invitation === undefined || params.unsubscribe) && (
        <Switch
          id={emailInputId(index, 'unsubscribe')}
          label={words.unsubscribe}
          description={words.unsubscribeText}
          error={errorAt(findings, `/actions/${index}/params/unsubscribe`)}
          checked={params.unsubscribe ?? false}
          onChange={(event) => set('unsubscribe', event.currentTarget.checked || undefined)}
        />
      )}
    </>
  );
}

/** What From comes to. */
function Via({ connector }: { connector: string | undefined }) {
  const senders = useQuery(sendersQuery).data ?? [];
  const id = forcedConnector(useQuery(globalSmtpQuery).data) ?? connector;
  const name = senders.find((sender) => sender.id === id)?.displayName;
  return (
    <dl className="via-lines">
      <dt>{words.via}</dt>
      <dd>{id === undefined ? words.viaNo : words.yes}</dd>
      {name !== undefined && (
        <>
          <dt>{words.connector}</dt>
          <dd className="any-break">{name}</dd>
        </>
      )}
    </dl>
  );
}

function copyOf(value: string | null): EmailParams['saveToSent'] {
  return COPIES.find((known) => known === value);
}
