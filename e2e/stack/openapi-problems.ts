type Json = Record<string, unknown>

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/**
 * What makes an OpenAPI document useless to a program, as sentences: references that lead nowhere,
 * operations without an answer, path parameters that are not declared, ids used twice.
 */
export function openapiProblems(document: unknown): string[] {
  const root = asJson(document)
  const operations = listOperations(root)
  const ids = operations.map(({ operation }) => String(operation.operationId))
  const twice = ids.filter((id, index) => id !== 'undefined' && ids.indexOf(id) !== index)
  return [
    ...(/^3\.[01]\.\d+$/.test(String(root.openapi)) ? [] : ['openapi is no version of 3']),
    ...(typeof asJson(root.info).title === 'string' ? [] : ['info.title is missing']),
    ...(operations.length > 0 ? [] : ['there is no operation']),
    ...twice.map((id) => `operationId ${id} is used twice`),
    ...operations.flatMap(operationProblems),
    ...references(document)
      .filter((reference) => !leadsSomewhere(root, reference))
      .map((reference) => `${reference} leads nowhere`),
  ]
}

type Operation = { at: string; path: string; operation: Json; shared: unknown[] }

function listOperations(root: Json): Operation[] {
  return Object.entries(asJson(root.paths)).flatMap(([path, item]) =>
    METHODS.filter((method) => method in asJson(item)).map((method) => ({
      at: `${method.toUpperCase()} ${path}`,
      path,
      operation: asJson(asJson(item)[method]),
      shared: asList(asJson(item).parameters),
    })),
  )
}

function operationProblems({ at, path, operation, shared }: Operation): string[] {
  const declared = [...shared, ...asList(operation.parameters)]
    .map(asJson)
    .filter((parameter) => parameter.in === 'path')
    .map((parameter) => parameter.name)
  const needed = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1])
  const answers = Object.keys(asJson(operation.responses))
  return [
    ...needed
      .filter((name) => !declared.includes(name))
      .map((name) => `${at} does not declare {${name}}`),
    ...(answers.some((code) => code.startsWith('2')) ? [] : [`${at} has no answer for success`]),
  ]
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

function leadsSomewhere(root: Json, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  const parts = reference.slice(2).split('/')
  const names = parts.map((part) => decodeURIComponent(part).replace('~1', '/').replace('~0', '~'))
  let at: unknown = root
  for (const name of names) at = asJson(at)[name]
  return at !== undefined
}

const asJson = (value: unknown): Json =>
  value !== null && typeof value === 'object' ? (value as Json) : {}
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
