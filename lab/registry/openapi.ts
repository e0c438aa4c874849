import * as z from 'zod'

import type { Route } from './routes/route.ts'
import type { Schemas } from './routes/schemas.ts'

type Json = Record<string, unknown>

const component = (id: string) => `#/components/schemas/${id}`

/**
 * The OpenAPI 3.1.0 document of a route table: paths and parameters from the routes, schemas from the very
 * zod schemas that read requests. Like the product's own it has no securitySchemes.
 */
export function openApi(routes: Route[], schemas: Schemas, title: string, version: string): Json {
  const documented = routes.filter((route) => route.documented)
  const paths: Record<string, Json> = {}
  for (const route of documented)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, schemas)
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: { schemas: components(schemas) },
  }
}

function components({ registry }: Schemas): Json {
  const made = z.toJSONSchema(registry, { uri: component, io: 'output', unrepresentable: 'any' })
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => [
      id,
      schema,
    ]),
  )
}

/** A named schema is referred to, any other written out. */
function schemaOf(schema: z.core.$ZodType, { registry }: Schemas): Json {
  const named = registry.get(schema)
  if (named) return { $ref: component(named.id) }
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io: 'output' })
  return made
}

function operation(route: Route, schemas: Schemas): Json {
  const { operationId, summary, query, body, answer, path } = route
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: schemaOf(schema, schemas),
  }))
  const parameters = [...inPath, ...inQuery]
  return {
    operationId,
    summary,
    ...(parameters.length && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { [body.contentType]: { schema: schemaOf(body.schema, schemas) } },
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...(answer.schema && {
          content: { 'application/json': { schema: schemaOf(answer.schema, schemas) } },
        }),
      },
      default: {
        description: 'Error',
        content: { 'application/problem+json': { schema: schemaOf(schemas.problem, schemas) } },
      },
    },
  }
}
