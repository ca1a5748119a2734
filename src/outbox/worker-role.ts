/** What a process of the queue may do: send e-mails, file their Sent copies, read mailboxes, and all that goes by the clock. */
export const QUEUES = ['send', 'file', 'sync', 'plan'] as const;
export type Queue = (typeof QUEUES)[number];

/** The part that one process takes; absent: all of it, as many sessions as the connectors allow. */
export interface WorkerRole {
  queues: readonly Queue[];
  /** SMTP sessions at once, over all connectors */
  concurrency?: number | undefined;
}

export const EVERYTHING: WorkerRole = { queues: QUEUES };
