export const proofKeyAnswer = {
  title: 'ProofKey',
  type: 'object',
  required: ['fingerprint', 'key', 'recordsSince'],
  properties: {
    fingerprint: { type: 'string', description: 'RFC 7638 thumbprint; for `mailrule proof verify --key`' },
    key: {
      type: 'object',
      description: 'The public key as a JWK (RFC 8037)',
      required: ['kty', 'crv', 'x'],
      properties: { kty: { const: 'OKP' }, crv: { const: 'Ed25519' }, x: { type: 'string' } },
    },
    recordsSince: {
      type: 'integer',
      description: 'Milliseconds since 1970; of what happened before there are no records',
    },
  },
};
