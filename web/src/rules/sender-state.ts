import type { components } from '../api/schema.gen.ts';
import { rules } from '../words/rules.ts';
import { connectorsOf, type RuleInput, type Sender } from './rule-model.ts';

export type GlobalSmtp = components['schemas']['GlobalSmtpSetting'];

export interface SenderState {
  /** who sends, one line for each connector of the rule */
  names: string[];
  /** why the rule cannot send as it says */
  problem?: string;
}

/** Who sends the mails of a rule, as its line in the list says it. The server decides; this only names it. */
export function senderState(
  rule: RuleInput,
  senders: readonly Sender[],
  globalSmtp: GlobalSmtp | undefined,
): SenderState {
  const wanted = [...new Set(connectorsOf(rule))];
  if (wanted.length === 0) return { names: [rules.noEmail] };
  const forced = forcedConnector(globalSmtp);
  if (forced !== undefined) {
    const { name, problem } = one(forced, senders);
    return { names: [rules.globalFrom(name)], problem };
  }
  const all = wanted.map((id) => (id === undefined ? { name: rules.sendsTo } : one(id, senders)));
  return { names: all.map(({ name }) => name), problem: all.find(({ problem }) => problem)?.problem };
}

/** The connector through which everything is sent, whatever a rule says. */
export function forcedConnector(globalSmtp: GlobalSmtp | undefined): string | undefined {
  if (!globalSmtp?.enabled || globalSmtp.mode !== 'force') return undefined;
  return globalSmtp.connectorId ?? undefined;
}

function one(id: string, senders: readonly Sender[]): { name: string; problem?: string } {
  const sender = senders.find((candidate) => candidate.id === id);
  if (sender === undefined) return { name: rules.gone, problem: rules.goneReason };
  const name = sender.displayName;
  return sender.state === 'active' ? { name } : { name, problem: rules.notActive(name, sender.stateReason) };
}
