import { Text } from '@mantine/core';
import { IconBan, IconKey, IconMailOpened } from '@tabler/icons-react';
import { StateBadge } from '../ui/state-badge.tsx';
import { dateAndTime } from '../ui/when.tsx';
import { users } from '../words/users.ts';
import type { User } from './user-queries.ts';

const LOOKS = {
  active: { tone: 'good', icon: undefined },
  invited: { tone: 'warning', icon: IconMailOpened },
  temporary: { tone: 'warning', icon: IconKey },
  disabled: { tone: 'quiet', icon: IconBan },
} as const;

/** May the person sign in, and what is to come. */
export function UserState({ user }: { user: User }) {
  const { tone, icon } = LOOKS[user.state];
  return (
    <div>
      <StateBadge tone={tone} word={users.states[user.state]} {...(icon && { icon })} />
      {moreOf(user).map((more) => (
        <Text key={more} size="sm" c="dimmed" mt={4}>
          {more}
        </Text>
      ))}
    </div>
  );
}

/** How the person signs in, and which ways to a password are open. */
function moreOf({ state, linkUntil, passwordUntil, accounts }: User): string[] {
  const more = accounts.length > 0 ? [users.signsOn([...new Set(accounts.map(({ email }) => email))].join(', '))] : [];
  if (state === 'temporary' && passwordUntil !== null) more.push(users.passwordUntil(dateAndTime(passwordUntil)));
  else if (linkUntil !== null && state !== 'disabled') more.push(users.linkUntil(dateAndTime(linkUntil)));
  else if (state === 'invited') more.push(users.linkOver);
  return more;
}
