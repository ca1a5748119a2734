import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { RuleField } from '../api/rule-field.ts';
import type { RuleInput } from '../rules/rule-model.ts';
import { rule as words } from '../words/rule.ts';
import type { SetParam } from './action-part.ts';
import { AfterCard } from './after/after-card.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { type EmailParams, isEmail, withMeeting, withParam } from './draft.ts';
import { EmailCard } from './email-card.tsx';
import type { Finding } from './findings.ts';
import { MeetingCard } from './meeting/meeting-card.tsx';
import { type Around, actionsAround, findingsAround, withAround } from './rows/around.ts';

interface ActionCardsProps {
  draft: RuleInput;
  onChange: (draft: RuleInput) => void;
  fields: RuleField[];
  findings: readonly Finding[];
  /** undefined: the rule is new */
  ruleId: string | undefined;
  /** what is on the screen of the rows' conditions and cannot be saved like this */
  onRowsProblem: (problem: string | undefined) => void;
}

/** Every email and invitation of the rule, one below the other: those before the rows of a table, of them, and after them. */
export function ActionCards(props: ActionCardsProps) {
  return (
    <>
      <AroundCards {...props} around="before" />
      <Cards {...props} />
      <AroundCards {...props} around="after" />
    </>
  );
}

/** What is sent once, before or after the rows. It knows no row. */
function AroundCards({ draft, onChange, fields, findings, around, ...rest }: ActionCardsProps & { around: Around }) {
  const actions = actionsAround(draft, around);
  if (actions.length === 0) return null;
  return (
    <Cards
      {...rest}
      around={around}
      draft={{ ...draft, actions }}
      onChange={(changed) => onChange(withAround(draft, around, changed.actions))}
      fields={fields.filter(({ fact }) => fact !== 'row')}
      findings={findingsAround(findings, around)}
    />
  );
}

function Cards({ around, ...props }: ActionCardsProps & { around?: Around }) {
  const { draft, onChange, fields, findings } = props;
  const { actions } = draft;
  return actions.map(({ action, params }, place) => {
    const index = around === undefined ? place : `${around}-${place}`;
    if (!isEmail(action)) {
      return (
        <Card key={index} withBorder padding="lg" component="section" id={`email-${index}`} tabIndex={-1}>
          <Title order={2} mb={4}>
            {words.email.other(place + 1, actions.length)}
          </Title>
          <Text size="sm" className="any-break">
            {words.email.otherText(action)}
          </Text>
        </Card>
      );
    }
    const part = {
      index,
      suffix: suffixOf(around, place, actions.length),
      params: params as unknown as EmailParams,
      set: ((name, value) => onChange(withParam(draft, place, name, value))) as SetParam,
      fields,
      findings,
    };
    return (
      <Stack key={index} gap="md">
        <EmailCard {...part} />
        <MeetingCard {...part} onChange={(meeting) => onChange(withMeeting(draft, place, meeting))} />
        <DeliveryCard
          {...part}
          setBoth={(mode, performer) =>
            onChange(withParam(withParam(draft, place, 'mode', mode), place, 'performer', performer))
          }
        />
        <AfterCard {...props} {...{ index, place, suffix: part.suffix }} />
        {around && (
          <RemoveEmail onClick={() => onChange({ ...draft, actions: actions.filter((_, at) => at !== place) })} />
        )}
      </Stack>
    );
  });
}

function suffixOf(around: Around | undefined, place: number, count: number): string {
  const number = count === 1 ? '' : ` ${words.email.place(place + 1, count)}`;
  return around === undefined ? number : `${number} ${words.email.around[around]}`;
}

function RemoveEmail({ onClick }: { onClick: () => void }) {
  return (
    <Group>
      <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onClick}>
        {words.email.remove}
      </Button>
    </Group>
  );
}
