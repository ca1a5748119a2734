import type { Role, Route } from '../http/route.ts';
import { invalid } from '../sdk/index.ts';
import { recordsSince } from '../store/proof-record.ts';
import { openBundle } from './bundle.ts';
import type { ProofScope } from './proof.store.ts';
import { proofKeyAnswer } from './proof-answers.ts';
import { type SigningKeyDeps, signingKey } from './signing-key.ts';

const READERS: Role[] = ['administrator', 'payroll_operator', 'approver'];
const text = (description: string) => ({ description, schema: { type: 'string' } });

export function proofRoutes(deps: SigningKeyDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/proof/key',
      id: 'getProofKey',
      summary: 'The public key that signs the proofs of this installation',
      tag: 'proof',
      allow: 'anyone',
      answer: { status: 200, description: 'The key', schema: proofKeyAnswer },
      handler: async () => {
        const { fingerprint, publicKey: key } = await signingKey(deps);
        return { body: { fingerprint, key, recordsSince: await recordsSince(deps.store.read) } };
      },
    },
    {
      method: 'GET',
      path: '/proof/bundle',
      id: 'getProofBundle',
      audit: 'proof',
      summary: 'The records of a run, an e-mail or a time, signed; `mailrule proof verify` reads it without a server',
      tag: 'proof',
      allow: READERS,
      query: {
        run: text('the payroll run with all its e-mails'),
        message: text('one e-mail'),
        from: text('e-mails made at this time or later: 2026-11-01, or with a time and zone, 2026-11-01T08:00:00Z'),
        to: text('e-mails made before this time'),
      },
      answer: { status: 200, description: 'application/json, see docs/adr/0011-proof-records.md' },
      handler: async ({ query }) => {
        const scope = scopeOf(query);
        const headers = { 'Content-Disposition': 'attachment; filename="proof.json"' };
        return { headers, raw: { contentType: 'application/json', content: await openBundle(deps, scope) } };
      },
    },
  ];
}

function scopeOf({ run, message, from, to }: Record<string, string>): ProofScope {
  const given = [run, message, from ?? to].filter((one) => one !== undefined && one !== '');
  if (given.length !== 1) {
    throw invalid([{ path: '?run', message: 'Say of what: give either run, or message, or from and to.' }]);
  }
  if (run) return { run };
  if (message) return { message };
  return { from: instantOf(from, 'from') ?? 0, to: instantOf(to, 'to') ?? null };
}

function instantOf(given: string | undefined, name: string): number | undefined {
  if (given === undefined || given === '') return undefined;
  // Without a zone a time would be that of the server's clock.
  const isInstant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(given);
  const at = isInstant ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw invalid([{ path: `?${name}`, message: `${name} must be a day or a time with its zone, like 2026-11-01.` }]);
}
