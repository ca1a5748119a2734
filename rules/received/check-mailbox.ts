import type { RuleInput, Trigger } from '../../schemas/rule.gen.ts';
import { type Finding, sameAddress } from '../../src/sdk/index.ts';
import type { RuleDeps } from '../rule-deps.ts';

type OnReceived = Extract<Trigger, { kind: 'email-received' }>;

const PATH = '/trigger/mailbox';

/** Whether the mailbox is one whose e-mails a rule of this author may see, and is read at all. */
export async function checkMailbox(
  deps: RuleDeps,
  rule: Pick<RuleInput, 'actions'>,
  { mailbox }: OnReceived,
  author: string,
): Promise<Finding[]> {
  const error = (message: string, code: Finding['code']): Finding[] => [
    { level: 'error', path: PATH, message, ...(code && { code }) },
  ];
  const warning = (message: string): Finding => ({ level: 'warning', path: PATH, message });
  const { read } = deps.store;
  const [organisations] = await read.sql<unknown[]>`SELECT 1 FROM connector WHERE id = ${mailbox} AND owner_id IS NULL`;
  const connector = await deps.findConnector(mailbox);
  // Somebody's personal mailbox is not there for anybody else.
  if (connector === undefined || organisations === undefined) {
    return error('There is no data source with this id. Choose the mailbox of one.', 'CONNECTOR_UNKNOWN');
  }
  const why = await deps.whyNotUse?.(mailbox, author);
  if (why !== undefined) return error(why, 'FORBIDDEN');
  const findings = addressesOf(rule)
    .filter(({ address }) => sameAddress(address, connector.from.address))
    .map(({ path }) => ({
      ...warning(''),
      path,
      message: `The rule can fire itself: it sends to ${connector.from.address}, the mailbox that it looks at. Its own e-mails are left alone, those that answer them are not.`,
    }));
  const [reading] = await read.sql<{ read: string }[]>`SELECT read FROM mailbox WHERE id = ${mailbox}`;
  if (reading === undefined || reading.read === 'off') {
    const message = `The mailbox of "${connector.displayName}" is not read, so nothing is received. Have its whole inbox read.`;
    findings.push(warning(message));
  }
  return findings;
}

/** Addresses that are typed in; those of fields are known when an e-mail comes. */
function addressesOf({ actions }: Pick<RuleInput, 'actions'>): { path: string; address: string }[] {
  return actions.flatMap(({ params }, action) =>
    ['to', 'cc', 'bcc'].flatMap((list) => {
      const entries: unknown = (params as Record<string, unknown>)[list];
      return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index) => {
        const address = typeof entry === 'string' ? entry : (entry as { address?: unknown } | null)?.address;
        const path = `/actions/${action}/params/${list}/${index}`;
        return typeof address === 'string' ? [{ path, address }] : [];
      });
    }),
  );
}
