import { type Caller, type Route, type RouteAnswer, UPLOAD_BYTES } from '../http/route.ts';
import { AppError, cleanFileName, downloadHeader, invalid } from '../sdk/index.ts';
import { startReading } from '../store/content.ts';
import { purgedError } from '../store/purged.ts';
import type { FileRow } from '../store/tables/content.table.ts';
import { type FileDeps, findFileRow, storeFile } from './file.store.ts';

/** type/subtype of RFC 6838, section 4.2, without parameters. */
const MEDIA_TYPE = '^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$';

export function fileRoutes(deps: FileDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/files',
      id: 'uploadFile',
      audit: { exempt: 'A file does nothing until a rule or a mail names it.' },
      summary: `Upload a file to attach, at most ${UPLOAD_BYTES / 1024 / 1024} MB`,
      tag: 'files',
      allow: 'anyone',
      rawBody: true,
      query: {
        name: { description: 'File name', schema: { type: 'string', minLength: 1, maxLength: 1000 } },
        type: {
          description: 'Media type; default application/octet-stream',
          schema: { type: 'string', pattern: MEDIA_TYPE },
        },
      },
      answer: { status: 201, description: 'The stored file', schema: FILE },
      handler: async ({ query, body, caller }) => {
        const { name, type } = query;
        if (name === undefined) throw invalid([{ path: '?name', message: 'The name of the file is required.' }]);
        const file = {
          name: cleanFileName(name),
          contentType: type ?? 'application/octet-stream',
          createdBy: caller.id,
        };
        return { body: toFile(await storeFile(deps, file, body as AsyncIterable<Uint8Array>)) };
      },
    },
    {
      method: 'GET',
      path: '/files/:id',
      id: 'getFile',
      audit: 'file',
      summary: 'The bytes of an uploaded file',
      tag: 'files',
      allow: 'anyone',
      answer: { status: 200, description: 'The bytes, always as a download' },
      handler: async ({ params, caller }) => download(deps, await getFile(deps, params['id'] ?? '', caller)),
    },
  ];
}

/** Files may be payslips: only who uploaded one, or an administrator, gets it; for others there is none. */
async function getFile(deps: FileDeps, id: string, caller: Caller): Promise<FileRow> {
  const row = await findFileRow(deps.store, id);
  if (row && (row.createdBy === caller.id || caller.roles.includes('administrator'))) return row;
  throw new AppError('NOT_FOUND', 'There is no file with this id.');
}

async function download(deps: FileDeps, row: FileRow): Promise<RouteAnswer> {
  if (row.purgedAt !== null) throw purgedError(`The file "${row.name}"`, row.purgedAt);
  return {
    etag: row.sha256,
    headers: {
      'Content-Disposition': downloadHeader(row.name),
      'Content-Length': String(row.size),
    },
    raw: { contentType: row.contentType, content: await startReading(deps.store.content.read(row.contentId)) },
  };
}

function toFile({ id, name, contentType, size, sha256, createdAt }: FileRow) {
  return { id, name, contentType, size, sha256, createdAt };
}

const FILE = {
  title: 'StoredFile',
  type: 'object',
  required: ['id', 'name', 'contentType', 'size', 'sha256', 'createdAt'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    contentType: { type: 'string' },
    size: { type: 'integer', description: 'Bytes' },
    sha256: { type: 'string' },
    createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
  },
};
