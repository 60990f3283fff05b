import core from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import { expect, test } from 'vitest'
import { openapiDocument } from '../../control-plane/src/api/openapi-document.ts'

/** Rules of the OWASP API Security Top 10 that do not hold here, with why; `at` where the rest of the rule does hold. */
const EXCEPTIONS: { rule: string; at?: RegExp; why: string }[] = [
  {
    rule: 'owasp:api4:2023-(string-limit|string-restricted|array-limit)',
    at: /\/responses\/|^components\/schemas\/Error/,
    why: 'limits are for what others send; what we answer is bounded where it is kept',
  },
  {
    rule: 'owasp:api4:2023-string-restricted',
    why: 'names and notes are free texts; where a form is asked for, pattern or format says it',
  },
  {
    rule: 'owasp:api4:2023-integer-format',
    why: 'minimum and maximum say it; int32 adds nothing in JSON Schema',
  },
  {
    rule: 'owasp:api8:2023-define-cors-origin',
    why: 'no other site may read the API: no answer has that header',
  },
  {
    rule: 'owasp:api2:2023-write-restricted',
    at: /^paths\/\/auth\/(login|refresh|logout|forgot|reset)\//,
    why: 'who logs in is not logged in yet; each is counted (docs/security.md)',
  },
  {
    rule: 'owasp:api8:2023-define-error-validation',
    at: /^paths\/\/(uploads\/\{id\}|backup)\//,
    why: 'nothing is validated: what is not there is 404',
  },
]

/** Bounded by their form: a format or a pattern, which this rule does not look at, or the size of a body. */
const isBounded = (schema: unknown) => {
  const { format, pattern } = Object(schema)
  return format !== undefined || pattern !== undefined
}
const BY_BODY = ['content']

async function lint(document: object): Promise<string[]> {
  const spectral = new core.Spectral()
  spectral.setRuleset(owasp)
  const found = await spectral.run(JSON.stringify(document))
  return found
    .filter(({ severity }) => severity <= 1)
    .filter(({ code, path }) => {
      const at = path.join('/')
      const isException = EXCEPTIONS.some(
        ({ rule, at: where }) =>
          new RegExp(`^${rule}$`).test(String(code)) && (where?.test(at) ?? true),
      )
      if (isException) return false
      if (code !== 'owasp:api4:2023-string-limit') return true
      const schema = path.reduce<unknown>((value, name) => Object(value)[name], document)
      return !isBounded(schema) && !BY_BODY.includes(String(path.at(-1)))
    })
    .map(({ code, path }) => `${code} ${path.join('/')}`)
}

const document = openapiDocument('0.0.0')

test('the OpenAPI document keeps the rules of the OWASP API Security Top 10', async () => {
  expect(await lint(document)).toEqual([])
})

test('and would not, had it an operation that anybody may call and a text of any length', async () => {
  const schema = { type: 'object', properties: { text: { type: 'string' } } }
  const open = {
    operationId: 'open',
    security: [],
    requestBody: { content: { 'application/json': { schema } } },
    responses: { 200: { description: 'Done' } },
  }
  const { paths } = document as { paths: object }
  const said = (await lint({ ...document, paths: { ...paths, '/open': { post: open } } })).join(' ')
  for (const rule of ['write-restricted', 'string-limit', 'rate-limit'])
    expect(said).toContain(rule)
})
