import { Button, Checkbox, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useId, useState } from 'react';
import { providers } from '../words/providers.ts';
import { type Auth, inputIdOf, type Mistakes } from './provider-draft.ts';
import type { Provider } from './provider-queries.ts';

const AppDialog = lazy(async () => ({ default: (await import('../oauth/app-form.tsx')).OauthAppDialog }));

const KINDS: readonly Auth[] = ['password', 'app_password', 'oauth2', 'none'];

interface SignInSectionProps {
  auth: readonly Auth[];
  /** absent while it is not saved */
  provider: Provider | undefined;
  mistakes: Mistakes;
  onChange(auth: Auth[]): void;
}

/** Basic or OAuth 2.0. */
export function SignInSection({ auth, provider, mistakes, onChange }: SignInSectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {providers.signIn}
      </Title>
      <Checkbox.Group
        label={providers.signInHelp}
        value={[...auth]}
        error={mistakes['/auth']}
        onChange={(chosen) => onChange(KINDS.filter((kind) => chosen.includes(kind)))}
      >
        <Stack gap={8} mt={6} mb={6}>
          {KINDS.map((kind, index) => (
            <Checkbox
              key={kind}
              id={index === 0 ? inputIdOf('/auth') : undefined}
              value={kind}
              label={providers.auth[kind]}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {auth.includes('oauth2') && <OauthSection provider={provider} />}
    </section>
  );
}

/** The app registration: client id, secret and the redirect address to copy, once the provider is saved with OAuth 2.0. */
function OauthSection({ provider }: { provider: Provider | undefined }) {
  const heading = useId();
  const [editing, setEditing] = useState(false);
  const saved = provider?.auth.includes('oauth2') ? provider : undefined;
  return (
    <section aria-labelledby={heading}>
      <Title order={3} id={heading} mt="md" mb={4}>
        {providers.oauth.title}
      </Title>
      <Text size="sm" mb="xs">
        {saved ? providers.oauth.text : providers.oauth.saveFirst}
      </Text>
      {saved && (
        <Button variant="default" onClick={() => setEditing(true)}>
          {providers.oauth.register}
        </Button>
      )}
      <Suspense fallback={null}>
        {saved && editing && <AppDialog providerId={saved.id} onClose={() => setEditing(false)} />}
      </Suspense>
    </section>
  );
}
