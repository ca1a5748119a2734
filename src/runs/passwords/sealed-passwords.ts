import { type SecretBox, sealBytesAgain, sealingKeyId } from '../../secrets/secret-box.ts';
import { type SealedColumn, sealedTexts } from '../../store/sealed-column.ts';
import { passwordPlace } from './passwords.ts';

/** The passwords of people's documents. */
export function sealedPasswords(box: Pick<SecretBox, 'sealBytes' | 'openBytes'>): SealedColumn {
  const bytesOf = (sealed: string) => Buffer.from(sealed, 'base64');
  return sealedTexts({
    table: 'document_password',
    id: 'owner',
    column: 'sealed',
    what: 'passwords of documents',
    keysOf: (sealed) => [sealingKeyId(bytesOf(sealed))],
    again: (sealed, owner) => sealBytesAgain(box, bytesOf(sealed), passwordPlace(owner)).toString('base64'),
  });
}
