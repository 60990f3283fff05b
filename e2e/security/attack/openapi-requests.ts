import { z } from 'zod'

/** A request that an operation of an OpenAPI document takes; `at` is the address without the server. */
export type SampleRequest = {
  method: string
  /** As the document names it. */
  path: string
  at: string
  body: unknown
}

/** As a choice: the parameter or field is not sent. */
export const LEFT_OUT = Symbol('left out')

type Json = Record<string, unknown>

const Document = z.object({
  servers: z.array(z.object({ url: z.string() })).optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  schema: z.record(z.string(), z.unknown()).default({}),
})
const Operation = z.object({
  parameters: z.array(Parameter).default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })
    .optional(),
})

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/**
 * One request for every operation, with all of its parameters. `choose` gives the value of a parameter
 * or of a field of a body where it knows one; the rest is made from its schema.
 */
export function sampleRequests(
  document: unknown,
  choose: (name: string, operation: string) => unknown,
): SampleRequest[] {
  const { paths } = Document.parse(document)
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const operation = Operation.parse(item[method])
      const shared = z.array(Parameter).default([]).parse(item.parameters)
      const name = `${method.toUpperCase()} ${path}`
      const pick = (field: string, schema: unknown): unknown => {
        const chosen = choose(field, name)
        return chosen === undefined ? sampleOf(schema, pick) : chosen
      }
      const values = [...shared, ...operation.parameters].flatMap(({ schema, ...parameter }) => {
        const value = pick(parameter.name, schema)
        return value === LEFT_OUT ? [] : [{ ...parameter, value: String(value) }]
      })
      const filled = values
        .filter((each) => each.in === 'path')
        .reduce((at, each) => at.replace(`{${each.name}}`, encodeURIComponent(each.value)), path)
      const query = new URLSearchParams(
        Object.fromEntries(
          values.filter((each) => each.in === 'query').map((each) => [each.name, each.value]),
        ),
      )
      const json = operation.requestBody?.content['application/json']?.schema
      return {
        method: method.toUpperCase(),
        path,
        at: query.size === 0 ? filled : `${filled}?${query}`,
        body: json === undefined ? null : sampleOf(json, pick),
      }
    }),
  )
}

type Pick = (field: string, schema: unknown) => unknown

const BY_FORMAT: Record<string, string> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  email: 'somebody@example.org',
  uri: 'http://127.0.0.1:18080/some',
  'date-time': '2026-11-28T12:00:00.000Z',
}

/** A value that a JSON schema takes, as far as its types, limits and examples tell. */
function sampleOf(schema: unknown, pick: Pick): unknown {
  const given = (schema ?? {}) as Json
  const [example] = (given.examples as unknown[] | undefined) ?? []
  const choices = (given.anyOf ?? given.oneOf ?? given.allOf) as Json[] | undefined
  if (given.const !== undefined) return given.const
  if (Array.isArray(given.enum)) return given.enum[0]
  if (choices) return sampleOf(choices[0], pick)
  if (example !== undefined && given.type !== 'object') return example
  switch (given.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((given.properties ?? {}) as Json)
          .map(([name, inner]) => [name, pick(name, inner)])
          .filter(([, value]) => value !== LEFT_OUT),
      )
    case 'array':
      return Number(given.maxItems ?? 1) > 0 ? [sampleOf(given.items, pick)] : []
    case 'boolean':
      return given.default ?? false
    case 'integer':
    case 'number':
      return given.default ?? given.minimum ?? 1
    default:
      return BY_FORMAT[String(given.format)] ?? 'sample'.padEnd(Number(given.minLength ?? 0), 'x')
  }
}
