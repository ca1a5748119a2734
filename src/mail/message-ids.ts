/** Message-IDs in the value of a header (In-Reply-To, References), with their angle brackets. */
export function messageIds(value: string | undefined): string[] {
  return (value ?? '').match(/<[^<>\s]{1,900}>/g) ?? [];
}
