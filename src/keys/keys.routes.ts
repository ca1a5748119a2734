import type { Route } from '../http/route.ts';
import { listKeys } from './list-keys.ts';
import { type KeyDeps, rotateKeys } from './rotate.ts';

const string = { type: 'string' };
const count = { type: 'integer' };
const part = (properties: Record<string, object>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});

/** The secret keys of the installation, by their ids. */
export function keyRoutes(deps: KeyDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/keys',
      id: 'listKeys',
      summary: 'The secret keys by their ids, and how much each has sealed; looks at everything that is stored',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'The keys, the active one first', schema: KEY_LIST },
      handler: async () => ({ body: { keys: await listKeys(deps) } }),
    },
    {
      method: 'POST',
      path: '/keys/rotate',
      id: 'rotateKeys',
      audit: 'key',
      summary:
        'Seal with the active key whatever an older one sealed, while everything goes on; one JSON object a line says how far it is. Safe to end and to repeat',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'application/x-ndjson; the last line says whether it is done' },
      handler: async ({ signal, note }) => {
        note?.({ subject: { name: deps.secrets.keyIds()[0] } });
        return { raw: { contentType: 'application/x-ndjson', content: lines(deps, signal) } };
      },
    },
  ];
}

async function* lines(deps: KeyDeps, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for await (const progress of rotateKeys(deps, signal)) yield encoder.encode(`${JSON.stringify(progress)}\n`);
}

const KEY_LIST = {
  title: 'KeyList',
  ...part({
    keys: {
      type: 'array',
      items: part({
        id: { ...string, description: 'Of a digest of the key' },
        role: {
          ...string,
          enum: ['active', 'old', 'missing'],
          description: 'missing: not among the keys that are given; what it sealed cannot be opened',
        },
        values: count,
        sealed: { type: 'array', items: part({ what: string, values: count }) },
      }),
    },
  }),
};
