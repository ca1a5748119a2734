import { Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ruleProblemsQuery } from '../templates/template-api.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rules as words } from '../words/rules.ts';
import { activityQuery, formsQuery, globalSmtpQuery, rulesQuery, sendersQuery } from './rule-api.ts';
import { RuleGroup } from './rule-group.tsx';
import type { Rule } from './rule-model.ts';
import { type SenderState, senderState } from './sender-state.ts';
import { groupByTrigger } from './trigger-words.ts';

/** Screen 10: the rules of each trigger, in the order in which they run. */
export function RulesPage() {
  const all = [useQuery(rulesQuery), useQuery(formsQuery), useQuery(sendersQuery), useQuery(globalSmtpQuery)] as const;
  const [rules, forms, senders, globalSmtp] = all;
  const broken = useQuery(ruleProblemsQuery);
  const { search = '' } = useSearch({ from: '/signed-in/rules' });
  const failed = all.filter(({ error }) => error);
  const add = (
    <ButtonLink to="/rules/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {words.newRule}
    </ButtonLink>
  );
  const withSchedules = (
    <Group gap="sm">
      <ButtonLink to="/rules/templates" variant="default">
        {words.templates}
      </ButtonLink>
      <ButtonLink to="/rules/schedules" variant="default">
        {words.schedules}
      </ButtonLink>
      {add}
    </Group>
  );
  const loaded = rules.data && forms.data && senders.data && globalSmtp.data;
  return (
    <Page title={words.title} aside={rules.data?.length === 0 ? undefined : withSchedules}>
      <ProblemAlert error={failed[0]?.error} retry={() => void Promise.all(failed.map(({ refetch }) => refetch()))} />
      {!loaded && failed.length === 0 && <Loading />}
      {loaded && rules.data.length === 0 && (
        <Stack align="flex-start" gap="sm">
          <Text fw={600}>{words.empty}</Text>
          <Text size="sm">{words.emptyText}</Text>
          <Group gap="sm">
            {add}
            <ButtonLink to="/rules/templates" variant="default">
              {words.templates}
            </ButtonLink>
          </Group>
        </Stack>
      )}
      {loaded && rules.data.length > 0 && (
        <Groups
          search={search}
          groups={groupByTrigger(rules.data, forms.data, senders.data)}
          senderOf={(rule) => withProblem(senderState(rule, senders.data, globalSmtp.data), rule, broken.data ?? [])}
        />
      )}
    </Page>
  );
}

/** A sender that cannot send is told first; then what a template lacks. */
function withProblem(
  state: SenderState,
  { id }: Rule,
  broken: readonly { ruleId: string; problems: string[] }[],
): SenderState {
  const problem = state.problem ?? broken.find(({ ruleId }) => ruleId === id)?.problems[0];
  return problem === undefined ? state : { ...state, problem };
}

interface GroupsProps {
  groups: ReturnType<typeof groupByTrigger<Rule>>;
  search: string;
  senderOf: (rule: Rule) => SenderState;
}

function Groups({ groups, search, senderOf }: GroupsProps) {
  const navigate = useNavigate();
  const activity = useQuery(activityQuery);
  const setSearch = (text: string) =>
    void navigate({ to: '/rules', search: text === '' ? {} : { search: text }, replace: true });
  const wanted = search.trim().toLowerCase();
  const shown = groups
    .map((group) => ({
      ...group,
      shown: group.rules.filter((rule) =>
        [rule.name, group.title, ...senderOf(rule).names].some((text) => text.toLowerCase().includes(wanted)),
      ),
    }))
    .filter((group) => group.shown.length > 0);
  return (
    <Stack gap="lg">
      <TextInput
        type="search"
        label={words.search}
        maw={360}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <ProblemAlert error={activity.error} retry={() => void activity.refetch()} />
      <div role="status">
        {shown.length === 0 && (
          <Stack align="flex-start" gap="sm">
            <Text size="sm">{words.noMatch(search)}</Text>
            <Button variant="default" onClick={() => setSearch('')}>
              {words.showAll}
            </Button>
          </Stack>
        )}
      </div>
      {shown.map((group) => (
        <RuleGroup
          key={group.key}
          group={group}
          shown={group.shown}
          filtered={wanted !== ''}
          senderOf={senderOf}
          activity={activity.data ?? []}
        />
      ))}
    </Stack>
  );
}

function Loading() {
  return (
    <Stack gap="lg" role="status" aria-label={words.loading}>
      <Skeleton h={36} maw={360} />
      <Skeleton h={24} w={280} maw="80%" />
      <Skeleton h={190} />
      <Skeleton h={24} w={240} maw="80%" />
      <Skeleton h={110} />
    </Stack>
  );
}
