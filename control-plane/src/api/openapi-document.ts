import { ErrorBody } from '@cashbacktv/contract'
import { generateOpenApiDocument } from 'trpc-to-openapi'
import { z } from 'zod'
import { backupPaths } from './backup-paths.ts'
import { restProcedures } from './rest-procedures.ts'
import { appRouter } from './router.ts'
import { uploadPaths } from './upload-paths.ts'

type Paths = NonNullable<ReturnType<typeof generateOpenApiDocument>['paths']>
type Operation = NonNullable<Paths[string]['get']>
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

const ERRORS = {
  400: 'The request cannot be read',
  401: 'Nobody is logged in',
  403: 'The role does not allow it',
  404: 'There is no such thing',
  409: 'It goes against what is there',
  422: 'Some fields are not valid; `details` names them',
  429: 'Too many requests; `Retry-After` says when to come back',
  500: 'Something went wrong on the server; `params.id` is the id of its entry in the log',
  503: 'The database or the host does not answer',
} as const

/** The OpenAPI document, from the procedures that answer. Statuses, errors and uploads are put right by us. */
export function openapiDocument(version: string): object {
  const document = generateOpenApiDocument(appRouter, {
    title: 'CashbackTV Transcoder',
    version,
    baseUrl: '/api/v1',
    description: [
      'Log in with `POST /auth/login` and send the access token as a Bearer token, or an API key in its place.',
      'Errors are said in English, or in Turkish where `Accept-Language` prefers it; `messageCode` and `params` stay the same.',
    ].join(' '),
    securitySchemes: {
      Bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'An access token (a JWT, verified as RFC8725 advises: one algorithm, typ, issuer and audience) or an API key',
      },
    },
  })
  const success = new Map(restProcedures().map(({ name, success }) => [idOf(name), success]))
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of METHODS) if (item[method]) correct(item[method], success)
  }
  const schemas = Object.entries(document.components?.schemas ?? {})
  const own = schemas.filter(([name]) => !name.startsWith('error.'))
  return {
    ...document,
    servers: [{ url: '/api/v1', 'x-internal': false }],
    paths: withLimits({
      ...document.paths,
      ...uploadPaths(errorResponses),
      ...backupPaths(errorResponses),
    }),
    components: {
      ...document.components,
      headers: LIMIT_HEADERS,
      schemas: { ...Object.fromEntries(own), Error: z.toJSONSchema(ErrorBody) },
    },
  }
}

function correct(operation: Operation, success: ReadonlyMap<string, number>): void {
  const status = success.get(operation.operationId ?? '') ?? 200
  const good = operation.responses?.[200] ?? { description: 'Done' }
  const isOpen = !operation.security
  operation.responses = {
    [status]: status === 204 ? { description: 'Done' } : good,
    ...errorResponses(isOpen ? [400, 401, 422, 503] : [400, 401, 403, 404, 409, 422, 503]),
  }
  if (isOpen) operation.security = []
}

const LIMIT_HEADERS = {
  RateLimit: {
    description: 'What is left, and after how many seconds it begins anew: `"key";r=571;t=42`',
    schema: { type: 'string', maxLength: 100 },
  },
  'RateLimit-Policy': {
    description: 'What may be asked within how many seconds: `"key";q=600;w=60`',
    schema: { type: 'string', maxLength: 100 },
  },
  RetryAfter: {
    description: 'Seconds until it may be tried again',
    schema: { type: 'integer', minimum: 1, maximum: 86_400 },
  },
}

const headerRef = (name: keyof typeof LIMIT_HEADERS) => ({ $ref: `#/components/headers/${name}` })

/** Every operation may be refused for its number and for a fault of ours, and every answer says what is left. */
function withLimits(paths: Record<string, object>): object {
  const headers = {
    RateLimit: headerRef('RateLimit'),
    'RateLimit-Policy': headerRef('RateLimit-Policy'),
  }
  const limited = (operation: Operation): object => {
    const responses = { ...operation.responses, ...errorResponses([429, 500]) }
    const entries = Object.entries(responses).map(([status, response]) => [
      status,
      {
        ...response,
        headers:
          status === '429' ? { ...headers, 'Retry-After': headerRef('RetryAfter') } : headers,
      },
    ])
    return { ...operation, responses: Object.fromEntries(entries) }
  }
  const items = Object.entries(paths).map(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation: Operation | undefined = Reflect.get(item, method)
      return operation ? [[method, limited(operation)] as const] : []
    })
    return [path, { ...item, ...Object.fromEntries(operations) }]
  })
  return Object.fromEntries(items)
}

function errorResponses(statuses: (keyof typeof ERRORS)[]): Record<string, object> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  return Object.fromEntries(
    statuses.map((status) => [status, { description: ERRORS[status], content }]),
  )
}

function idOf(name: string): string {
  return name.replace(/\./g, '-')
}
