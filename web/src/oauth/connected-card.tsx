import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { day } from '../ui/when.tsx';
import { oauth } from '../words/oauth.ts';
import type { Authorization } from './oauth-queries.ts';
import { type SignIn, useSignIn } from './use-sign-in.ts';
import type { WayBack } from './way-back.ts';

const words = oauth.card;
const AppDialog = lazy(async () => ({ default: (await import('./app-form.tsx')).OauthAppDialog }));

interface ConnectedCardProps {
  id: string;
  displayName: string;
  authorization: Authorization;
  /** where the browser comes back to; absent: the data source */
  back?: WayBack;
}

/** Connect, Reconnect and Disconnect of a saved data source, and what is known of its permission. */
export function ConnectedCard({ id, displayName, authorization, back }: ConnectedCardProps) {
  const signIn = useSignIn(id, back);
  const name = authorization.providerName ?? words.yourProvider;
  const administrator = mayUse(useMe(), ROLES.settings);
  const [editing, setEditing] = useState(false);
  return (
    <Stack gap="sm" align="flex-start" mb="xs">
      <ProblemAlert error={signIn.error} />
      <Facts authorization={authorization} name={name} />
      {authorization.application ? (
        <Buttons displayName={displayName} authorization={authorization} name={name} signIn={signIn} />
      ) : (
        <Text size="sm">
          {words.noApplication(name)} {!administrator && words.askAdministrator}
        </Text>
      )}
      {administrator && !authorization.application && (
        <Button onClick={() => setEditing(true)}>{words.register}</Button>
      )}
      {administrator && authorization.application && (
        <Anchor component="button" type="button" size="sm" py={4} onClick={() => setEditing(true)}>
          {words.changeApplication}
        </Anchor>
      )}
      <Suspense fallback={null}>
        {editing && <AppDialog providerId={authorization.providerId} onClose={() => setEditing(false)} />}
      </Suspense>
    </Stack>
  );
}

function Facts({ authorization, name }: { authorization: Authorization; name: string }) {
  const { state, reason, account, authorizedBy, consentEndsAt, consentEndsSoon } = authorization;
  return (
    <div role="status" aria-live="polite">
      {state === 'not_authenticated' && <Text size="sm">{words.intro(name)}</Text>}
      {reason !== '' && (
        <Text size="sm" c={state === 'reconnect' ? 'var(--ui-danger-text)' : undefined} className="any-break">
          {reason}
        </Text>
      )}
      {state === 'authenticated' && (
        <Text size="sm" className="any-break">
          {words.connectedBy(account ?? '', authorizedBy ?? '')}
        </Text>
      )}
      {state === 'authenticated' && consentEndsAt !== null && !consentEndsSoon && (
        <Text size="sm" c="dimmed">
          {words.consentEnds} {day(consentEndsAt)}
        </Text>
      )}
      {state === 'authenticated' && consentEndsAt !== null && consentEndsSoon && (
        <Alert color="yellow" mt="xs">
          {words.consentEndsSoon} {day(consentEndsAt)}
        </Alert>
      )}
    </div>
  );
}

interface ButtonsProps {
  displayName: string;
  authorization: Authorization;
  name: string;
  signIn: SignIn;
}

function Buttons({ displayName, authorization: { state }, name, signIn }: ButtonsProps) {
  const [asking, setAsking] = useState(false);
  const connected = state === 'authenticated' || state === 'reconnect';
  return (
    <Group gap="xs">
      <Button variant={state === 'authenticated' ? 'default' : 'filled'} loading={signIn.busy} onClick={signIn.connect}>
        {connected ? words.reconnect : words.authenticate(name)}
      </Button>
      {connected && (
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {words.disconnect}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title={words.disconnectTitle(displayName)}
        text={words.disconnectText}
        stay={words.keep}
        go={words.disconnect}
        danger
        busy={signIn.disconnecting}
        onStay={() => setAsking(false)}
        onGo={() => void signIn.disconnect().then(() => setAsking(false))}
      />
    </Group>
  );
}
