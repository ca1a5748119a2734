import { createHash, randomBytes } from 'node:crypto';
import { AppError, type MailAttachment, newId } from '../../sdk/index.ts';
import { sealedId } from '../../store/content.ts';
import { readLinked } from '../../store/linked-content.ts';
import type { Store } from '../../store/store.ts';
import type { MailLinkRow } from '../../store/tables/mail-link.table.ts';
import { spool } from '../deliver/spool.ts';
import type { OutboxDeps } from '../deps.ts';
import { listMailLinks } from './mail-link.store.ts';

type LinkDeps = Pick<OutboxDeps, 'links'>;

/** A link whose bytes are sealed; its row goes in with those of its mail. */
export interface MadeLink {
  row: Record<string, unknown> & { id: string; content_id: string; sha256: string; size: number };
  pieces: Buffer[];
  name: string;
  /** 64 hex digits, for the mail and nowhere else */
  token: string;
  /** the last day (UTC) on which it works, like 2026-12-27 */
  lastDay: string;
}

export interface LinkedMail {
  messageId: string;
  now: number;
}

interface LinkSource {
  name: string;
  contentType: string;
  days: number;
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>;
}

type Target = Pick<Store, 'write' | 'content'>;

const DAY_MS = 24 * 3_600_000;

/** Stores a copy of each file and makes a token for it. CONFIG without a public address. */
export function linkFiles(
  deps: LinkDeps,
  target: Target,
  of: LinkedMail,
  files: readonly MailAttachment[],
): Promise<MadeLink[]> {
  const sources = files.map(({ filename, contentType, link, source }) => ({
    name: filename,
    contentType,
    days: link?.days ?? 0,
    bytes: 'bytes' in source ? [bufferOf(source.bytes)] : target.content.read(source.contentId),
  }));
  return makeLinks(deps, target, of, sources);
}

/**
 * The same files under new tokens, for a mail that goes out again, by the hash of each old token. PURGED where one is
 * not stored any more.
 */
export async function linkAgain(
  deps: LinkDeps & { store: Store },
  originalId: string,
  of: LinkedMail,
): Promise<Map<string, MadeLink>> {
  const old = await listMailLinks(deps.store.read, originalId);
  const sources = old.map((row) => ({
    name: row.name,
    contentType: row.contentType,
    days: daysOf(row),
    bytes: readLinked(deps.store.content, row),
  }));
  const made = await makeLinks(deps, deps.store, of, sources);
  return new Map(old.flatMap(({ tokenHash }, index) => (made[index] ? [[tokenHash, made[index]]] : [])));
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function makeLinks(
  { links }: LinkDeps,
  target: Target,
  of: LinkedMail,
  sources: readonly LinkSource[],
): Promise<MadeLink[]> {
  if (sources.length === 0) return [];
  if (links === undefined) {
    throw new AppError('CONFIG', 'The mail has a link and this server no public address. Set MAILRULE_PUBLIC_URL.');
  }
  const contentDays = await links.contentDays();
  const made: MadeLink[] = [];
  for (const [position, source] of sources.entries()) {
    made.push(await makeLink(target, { ...of, position, expiresAt: endOf(of.now, source.days, contentDays) }, source));
  }
  return made;
}

async function makeLink(
  target: Target,
  { messageId, now, position, expiresAt }: LinkedMail & { position: number; expiresAt: number },
  { name, contentType, bytes }: LinkSource,
): Promise<MadeLink> {
  const id = newId(now);
  const token = randomBytes(32).toString('hex');
  const contentId = sealedId(id);
  const { size, sha256, pieces } = await spool(target, contentId, bytes);
  const row = {
    id,
    message_id: messageId,
    position,
    token_hash: hashOfToken(token),
    name,
    content_type: contentType,
    size,
    sha256,
    content_id: contentId,
    created_at: now,
    expires_at: expiresAt,
    revoked_at: null,
    revoked_by: null,
    downloads: 0,
    last_download_at: null,
  };
  return { row, pieces, name, token, lastDay: new Date(expiresAt - 1).toISOString().slice(0, 10) };
}

/** The end of a day, for the mail names a day; and before the retention setting may take the file away. */
function endOf(now: number, days: number, contentDays: number | null): number {
  const most = contentDays === null ? days : Math.min(days, contentDays - 1);
  return (Math.floor(now / DAY_MS) + most + 1) * DAY_MS;
}

function daysOf({ createdAt, expiresAt }: MailLinkRow): number {
  return Math.floor(expiresAt / DAY_MS) - Math.floor(createdAt / DAY_MS) - 1;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
