import type { JsonSchema } from '../sdk/index.ts';
import { PROBLEM_TYPE } from './problem.ts';
import type { Parameter, Route } from './route.ts';

/** An OpenAPI 3.1 document; plain JSON. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, unknown>; responses: Record<string, unknown>; securitySchemes: unknown };
}

/** Describes the routes. The document only depends on them, so that a golden file can hold it. */
export function openApiDocument(routes: readonly Route[], options: { version: string; url?: string }): OpenApiDocument {
  const schemas: Record<string, unknown> = { Problem: PROBLEM_SCHEMA };
  const paths: OpenApiDocument['paths'] = {};
  for (const route of [...routes].sort(byPath)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'mailrule',
      version: options.version,
      description: 'E-mail connectors, Send email rules and a durable outbox.',
    },
    servers: [{ url: options.url ?? '/api' }],
    tags: [...new Set(routes.map((route) => route.tag))].sort().map((name) => ({ name })),
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: { Problem: { description: 'A problem (RFC 9457)', content: content('Problem', PROBLEM_TYPE) } },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API token, made with POST /tokens.' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-mailrule', description: 'Set by POST /session.' },
      },
    },
  };
}

function byPath(a: Route, b: Route): number {
  const [left, right] = [`${a.path} ${a.method}`, `${b.path} ${b.method}`];
  return left < right ? -1 : 1;
}

function operation(route: Route, schemas: Record<string, unknown>): Record<string, unknown> {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    description: allowedText(route),
    ...(route.allow === 'public' ? { security: [] } : {}),
    parameters: [...inPath, ...parameters('query', route.query), ...parameters('header', route.headers)],
    ...requestBody(route, schemas),
    responses: {
      [route.answer.status]: {
        description: route.answer.description,
        ...(route.answer.schema === undefined
          ? {}
          : { content: { 'application/json': { schema: place(route.answer.schema, `${route.id}Answer`, schemas) } } }),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function allowedText(route: Route): string {
  if (route.allow === 'public') return 'Needs no sign-in.';
  if (route.allow === 'anyone') return 'For everybody who is signed in.';
  return `For the roles ${route.allow.join(', ')}.`;
}

function parameters(where: 'query' | 'header', list: Record<string, Parameter> | undefined): unknown[] {
  return Object.entries(list ?? {}).map(([name, parameter]) => ({ name, in: where, ...parameter }));
}

function requestBody(route: Route, schemas: Record<string, unknown>): Record<string, unknown> {
  if (route.rawBody) {
    return { requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } };
  }
  if (route.body === undefined) return {};
  const schema = place(route.body, `${route.id}Body`, schemas);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function content(name: string, type: string): Record<string, unknown> {
  return { [type]: { schema: { $ref: `#/components/schemas/${name}` } } };
}

/**
 * A schema with a title or with definitions moves to the components: "#/$defs/x" would otherwise point into the
 * document instead of into the schema.
 */
function place(schema: JsonSchema, fallbackName: string, schemas: Record<string, unknown>): unknown {
  const { $id: _id, $schema: _schema, $defs: definitions, ...rest } = schema as Record<string, unknown>;
  const title = rest['title'];
  if (typeof title !== 'string' && definitions === undefined) return rest;
  const name = typeof title === 'string' ? title.replace(/[^A-Za-z0-9._-]/g, '') : fallbackName;
  for (const [key, definition] of Object.entries((definitions ?? {}) as Record<string, unknown>)) {
    add(schemas, `${name}.${key}`, withMovedRefs(definition, name));
  }
  add(schemas, name, withMovedRefs(rest, name));
  return { $ref: `#/components/schemas/${name}` };
}

function add(schemas: Record<string, unknown>, name: string, schema: unknown): void {
  const known = schemas[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`Two different schemas are called "${name}"; give one of them another title.`);
  }
  schemas[name] = schema;
}

function withMovedRefs(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withMovedRefs(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string'
        ? child.replace(/^#\/\$defs\//, `#/components/schemas/${name}.`)
        : withMovedRefs(child, name),
    ]),
  );
}

const PROBLEM_SCHEMA = {
  title: 'Problem',
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'retryable', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence: what is wrong and what to do.' },
    code: { type: 'string', description: 'Stable; branch on this.' },
    retryable: { type: 'boolean', description: 'The same request may succeed later.' },
    requestId: { type: 'string', description: 'The log has the details under this id.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: {
            type: 'string',
            description: 'JSON pointer into the body (RFC 6901), or ?name for a query parameter.',
          },
          message: { type: 'string' },
          line: { type: 'integer', description: 'Of a template, from 1' },
          column: { type: 'integer', description: 'Of a template, from 1' },
        },
      },
    },
    details: { type: 'object' },
  },
} as const;
