import { createConnectorSlice } from '../../connectors/connector-slice.ts';
import { composeOauth } from '../../src/oauth-ports.ts';
import { type AccessTokenSource, type Clock, systemClock, toAppError } from '../../src/sdk/index.ts';
import { openSecretBox } from '../../src/secrets/secret-box.ts';
import type { Store } from '../../src/store/store.ts';
import { testEgress } from './test-egress.ts';

/** The tokens of a connector as the outbox gets them, with a memory of its own like another process. */
export async function openTokens(
  store: Store,
  secretKey: string,
  clock: Clock = systemClock,
): Promise<(connectorId: string) => Promise<AccessTokenSource>> {
  const connectors = await createConnectorSlice({
    store,
    clock,
    secrets: openSecretBox({ active: secretKey }),
    usedBy: async () => [],
    egress: testEgress,
    accessToken: (place) => oauth.accessToken(place),
  });
  const log = { info: () => {}, warn: () => {} };
  const oauth = composeOauth({
    ...{ store, clock, log, connectors, egress: testEgress },
    secrets: openSecretBox({ active: secretKey }),
  });
  return async (id) => {
    const { auth } = (await connectors.openConnector(id)).imap ?? {};
    if (auth?.kind !== 'oauth2') throw new Error('The connector does not sign in with OAuth 2.0.');
    return auth.accessToken;
  };
}

export interface SenderResult {
  /** how many tokens all senders got together */
  got: number;
  tokens: string[];
  errors: string[];
}

/** Senders that need a token again and again, each time because the one they had was refused: the worst there is. */
export async function runSenders(
  source: AccessTokenSource,
  { senders, rounds }: { senders: number; rounds: number },
): Promise<SenderResult> {
  const result: SenderResult = { got: 0, tokens: [], errors: [] };
  const sender = async () => {
    let last: string | undefined;
    for (let round = 0; round < rounds; round += 1) {
      try {
        last = await source(last === undefined ? {} : { refused: last });
        result.got += 1;
        if (!result.tokens.includes(last)) result.tokens.push(last);
      } catch (error) {
        result.errors.push(toAppError(error).message);
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return result;
}
