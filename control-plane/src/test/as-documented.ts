import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { openapiDocument } from '../api/openapi-document.ts'

type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> }
type Document = { paths: Record<string, Record<string, Operation>> }
type Said = { method: string; path: string; status: number; text: string; type: string }

const ID = 'document'
const BASE = '/api/v1'

let known: { paths: Document['paths']; ajv: Ajv2020; byPath: [string, RegExp][] } | undefined

/** What is wrong with an answer of the API beside its own document; null where it says so, or is not about it. */
export function unlikeDocument({ method, path, status, text, type }: Said): string | null {
  known ??= readDocument()
  const { paths, byPath } = known
  const asked = path.split('?')[0] ?? ''
  const template = byPath.find(([, form]) => form.test(asked))?.[0]
  const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()]
  if (template === undefined || operation === undefined) return null
  const answer = operation.responses[status]
  const of = `${method} ${template} ${status}`
  if (answer === undefined) return `${of} is not in the document: ${text.slice(0, 300)}`
  if (!type.startsWith('application/json') || !answer.content?.['application/json']) return null
  const validate = validatorOf(template, method.toLowerCase(), String(status))
  if (validate(JSON.parse(text))) return null
  return `${of} is not as the document says: ${JSON.stringify(validate.errors?.slice(0, 3))} ${text.slice(0, 2000)}`
}

function readDocument() {
  const document = openapiDocument('test') as Document
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ ...document, $id: ID })
  // What has no part that varies comes first, as the router has it.
  const templates = Object.keys(document.paths).toSorted((a, b) => varying(a) - varying(b))
  const byPath = templates.map((path): [string, RegExp] => [
    path,
    new RegExp(`^${BASE}${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  ])
  return { paths: document.paths, ajv, byPath }
}

const varying = (path: string) => path.split('{').length

function validatorOf(path: string, method: string, status: string): ValidateFunction {
  const steps = [
    'paths',
    path,
    method,
    'responses',
    status,
    'content',
    'application/json',
    'schema',
  ]
  const pointer = steps.map((step) =>
    encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
  )
  const validate = known?.ajv.getSchema(`${ID}#/${pointer.join('/')}`)
  if (validate === undefined) throw new Error(`No schema at ${steps.join(' > ')}`)
  return validate as ValidateFunction
}
