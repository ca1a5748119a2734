import { sealedSecrets } from '../connectors/sealed-secrets.ts';
import { sealedDrafts } from './drafts/draft-content.ts';
import { sealedTasks } from './drafts/tasks/task-content.ts';
import { sealedWebhookSecret } from './health/alert-settings.ts';
import { sealedTokens } from './oauth/sealed-tokens.ts';
import { sealedSigningKey } from './proof/signing-key.ts';
import { sealedPasswords } from './runs/passwords/sealed-passwords.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import { sealedContent } from './store/reseal-content.ts';
import type { SealedColumn } from './store/sealed-column.ts';

/** Everything that is sealed with the installation's key; small things first. */
export function sealedColumns(parts: Parameters<typeof sealedSecrets>[0] & { secrets: SecretBox }): SealedColumn[] {
  const { secrets } = parts;
  return [
    sealedSecrets(parts),
    ...sealedTokens(secrets),
    sealedWebhookSecret(secrets),
    sealedSigningKey(secrets),
    sealedPasswords(secrets),
    sealedDrafts(secrets),
    sealedTasks(secrets),
    sealedContent(secrets),
  ];
}
