/** What people do not see: signs of format and control, and marks that only choose a variant of the letter before them. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /\s+/gu;
/** Also the minus sign: NFKC leaves them as they are. */
const DASHES = /[\u2010-\u2015\u2212]/gu;

/**
 * Equal for two spellings of one person's number: in any case and width, with any dash, any spaces around it, and whatever signs in
 * it nobody sees. A line break or a tab counts as a space. '' where nothing is left.
 */
export function ownerKey(owner: string): string {
  const plain = owner.normalize('NFKC').replace(SPACES, ' ').replace(UNSEEN, '').replace(DASHES, '-');
  return plain.trim().toLowerCase().normalize('NFC');
}
