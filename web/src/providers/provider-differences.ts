import type { Difference } from '../ui/conflict-dialog.tsx';
import { providers } from '../words/providers.ts';
import type { Part, ProviderDraft } from './provider-draft.ts';

/** Both versions, field by field, in the words of the form; only the fields that differ. */
export function differencesOf(yours: ProviderDraft, theirs: ProviderDraft): Difference[] {
  const saved = new Map(wordsOf(theirs));
  return wordsOf(yours)
    .map(([field, value]) => ({ field, yours: value, theirs: saved.get(field) ?? '' }))
    .filter((one) => one.yours !== one.theirs);
}

function wordsOf(draft: ProviderDraft): [string, string][] {
  const { limits } = providers;
  return [
    [providers.name, draft.label],
    [providers.domains, draft.domains.replaceAll('\n', ', ')],
    [providers.receive, onOff(draft.receive)],
    ...serverWords('imap', draft, providers.inbound),
    [providers.send, onOff(draft.send)],
    ...serverWords('smtp', draft, providers.outbound),
    [providers.signIn, draft.auth.map((kind) => providers.auth[kind]).join(', ')],
    [limits.connections, draft.limits.connections],
    [limits.messagesPerMinute, draft.limits.messagesPerMinute],
    [limits.recipientsPerDay, draft.limits.recipientsPerDay],
    [providers.sentCopy, providers.sentCopies[draft.sentCopy]],
    [providers.sentFolder, draft.sentFolder],
    [providers.helpText, draft.loginHelp],
    [providers.helpLink, draft.help],
  ];
}

function serverWords(part: Part, draft: ProviderDraft, title: string): [string, string][] {
  const { host, port, security, login } = draft[part];
  return [
    [providers.hosts[part], host],
    [providers.port[part], port],
    [`${title}: ${providers.security}`, providers.securities[security]],
    [`${title}: ${providers.login}`, providers.logins[login]],
  ];
}

function onOff(on: boolean): string {
  return on ? providers.yes : providers.no;
}
