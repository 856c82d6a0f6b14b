import { type ZodType, z } from 'zod';
import type { Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of the routes, made from the very shapes that check them. */
export function openApiOf(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ventanilla',
      version,
      description: 'Errors are problem+json with a stable `type` and a Spanish `detail` that says what to do.',
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'ventanilla' } },
      schemas: { Problem: problem },
    },
    paths,
  };
}

function operationOf(route: Route): Json {
  const isOpen = route.access === 'public' || route.access === 'setup';
  return {
    summary: route.summary,
    description: isOpen ? 'Needs no sign-in.' : `Needs: ${route.access}.`,
    tags: [route.path.split('/')[1]],
    security: isOpen ? [] : [{ token: [] }, { session: [] }],
    ...parameters(route),
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        ...(route.answer && { content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } }),
      },
      default: { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function parameters(route: Route): Json {
  const listed = [...fields(route.params, 'path'), ...fields(route.query, 'query')];
  return listed.length > 0 ? { parameters: listed } : {};
}

function fields(shape: ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!shape) return [];
  const schema = schemaOf(shape, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: one,
  }));
}

function schemaOf(shape: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return schema;
}

const text = { type: 'string' } as const;
const problem = {
  type: 'object',
  required: ['type', 'code', 'title', 'status', 'detail', 'requestId'],
  properties: { type: text, code: text, title: text, status: { type: 'integer' }, detail: text, detailEn: text, requestId: text },
} as const;
