import { ownerKey } from '../../../sdk/owner-key.ts';

/** Pages count from 1; both ends belong to the range. */
export interface PageRange {
  from: number;
  to: number;
}

/** The pages of one owner, in the order of the document. */
export interface PdfPart {
  owner: string;
  ranges: PageRange[];
}

/** Pages that belong to nobody, with the reason. They are in no part. */
export interface UnownedPages extends PageRange {
  reason: 'before_first_marker' | 'several_owners' | 'after_several_owners';
  message: string;
}

export interface PageOwners {
  parts: PdfPart[];
  unowned: UnownedPages[];
}

type Claim = { owner: string } | { reason: UnownedPages['reason']; owners: string[] };

/** Gives each page to an owner: a page without a marker belongs to the page before it. `found` has the markers per page. */
export function assignPages(found: readonly string[][]): PageOwners {
  const parts = new Map<string, PdfPart>();
  const unowned: UnownedPages[] = [];
  let claim: Claim = { reason: 'before_first_marker', owners: [] };
  for (const [index, owners] of found.entries()) {
    claim = nextClaim(claim, owners);
    const page = index + 1;
    if ('owner' in claim) addPage(parts, claim.owner, page);
    else addUnowned(unowned, claim, page);
  }
  return { parts: [...parts.values()], unowned };
}

function nextClaim(before: Claim, owners: string[]): Claim {
  const [first] = owners;
  if (first !== undefined && owners.length === 1) return { owner: first };
  if (first !== undefined) return { reason: 'several_owners', owners };
  // Whose second page would it be? Nobody can tell.
  if ('reason' in before && before.reason === 'several_owners') return { ...before, reason: 'after_several_owners' };
  return before;
}

function addPage(parts: Map<string, PdfPart>, owner: string, page: number): void {
  const key = ownerKey(owner);
  const part = parts.get(key) ?? { owner, ranges: [] };
  parts.set(key, part);
  const last = part.ranges.at(-1);
  if (last?.to === page - 1) last.to = page;
  else part.ranges.push({ from: page, to: page });
}

function addUnowned(unowned: UnownedPages[], claim: Exclude<Claim, { owner: string }>, page: number): void {
  const last = unowned.at(-1);
  if (claim.reason !== 'several_owners' && last?.reason === claim.reason && last.to === page - 1) last.to = page;
  else unowned.push({ from: page, to: page, reason: claim.reason, message: sentence(claim) });
}

function sentence({ reason, owners }: Exclude<Claim, { owner: string }>): string {
  if (reason === 'before_first_marker') return 'No marker was found up to here, so nobody owns these pages.';
  if (reason === 'several_owners') return `The page has markers of several owners: ${owners.slice(0, 5).join(', ')}.`;
  return 'The page before these has markers of several owners, so nobody can tell whose they are.';
}
