import type { components } from '../api/schema.gen.ts';

export type OutboxList = components['schemas']['OutboxList'];
export type MailLine = OutboxList['items'][number];
export type Mail = components['schemas']['OutboxEntry'];
export type Proof = components['schemas']['OutboxProof'];
export type MailState = MailLine['state'];
export type CopyState = NonNullable<MailLine['sentCopy']>;
