import type { Difference } from '../ui/conflict-dialog.tsx';
import { subscription } from '../words/subscription.ts';
import type { Details, Part } from './details.ts';

type NameOf = (connectorId: string | null) => string;

/** The fields of this part in which the two versions differ, in the words of the page. */
export function differencesOf(part: Part, yours: Details, theirs: Details, nameOf: NameOf): Difference[] {
  const read = WORDS[part];
  const saved = new Map(read(theirs, nameOf));
  return read(yours, nameOf)
    .map(([field, value]) => ({ field, yours: value, theirs: saved.get(field) ?? '' }))
    .filter((one) => one.yours !== one.theirs);
}

const WORDS: Record<Part, (details: Details, nameOf: NameOf) => [string, string][]> = {
  global: globalWords,
  mailbox: mailboxWords,
  runs: runWords,
  retention: retentionWords,
};

function globalWords({ global }: Details, nameOf: NameOf): [string, string][] {
  const words = subscription.general;
  return [
    [words.enabled, global.enabled ? words.yes : words.no],
    [words.connector, nameOf(global.connectorId)],
    [words.mode, words[global.mode]],
    [words.saveToSent, words[global.saveToSent]],
  ];
}

function mailboxWords({ mailbox }: Details, nameOf: NameOf): [string, string][] {
  const words = subscription.mailbox;
  return [
    [words.connector, nameOf(mailbox.connectorId)],
    [words.displayName, mailbox.displayName],
    [words.replyTo, mailbox.replyTo],
    [words.replyToName, mailbox.replyToName],
  ];
}

function runWords({ runs }: Details): [string, string][] {
  const words = subscription.runs;
  return [
    [words.fourEyes, runs.fourEyes ? words.yes : words.no],
    [words.fourEyesForRules, runs.fourEyesForRules ? words.yes : words.no],
    [words.stopAfterFailures, runs.stopAfterFailures],
  ];
}

function retentionWords({ retention }: Details): [string, string][] {
  const words = subscription.retention;
  return [
    [words.contentDays, retention.contentDays || words.never],
    [words.runDays, retention.runDays || words.never],
  ];
}
