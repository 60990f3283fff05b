import { ErrorBody, type ErrorStatus } from '@cashbacktv/contract'
import { generateOpenApiDocument } from 'trpc-to-openapi'
import { z } from 'zod'
import { openIntersections } from '../domain/open-intersections.ts'
import { backupPaths } from './backup-paths.ts'
import { restProcedures } from './rest-procedures.ts'
import { appRouter } from './router.ts'
import { uploadPaths } from './upload-paths.ts'

type Paths = NonNullable<ReturnType<typeof generateOpenApiDocument>['paths']>
type Operation = NonNullable<Paths[string]['get']>
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Of whatever is asked. */
const ERRORS = {
  400: 'The request cannot be read',
  401: 'Nobody is logged in',
  403: 'The role does not allow it',
  404: 'There is no such thing',
  409: 'It goes against what is there',
  422: 'Some fields are not valid; `details` names them',
  429: 'Too many requests; `Retry-After` says when to come back',
  500: 'Something went wrong on the server; `params.id` is the id of its entry in the log',
  503: 'The database or the host does not answer, or too much is being done at once',
}

/** Of what is sent something, besides. */
const ERRORS_OF_BODIES = {
  408: 'The body came too slowly',
  413: 'The body is too large',
  415: 'The body is not of a kind that is taken here, or is packed',
}

/** All of them: the compiler sees to it. */
const DESCRIPTIONS: Record<ErrorStatus, string> = { ...ERRORS, ...ERRORS_OF_BODIES }

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
    paths: openIntersections(withErrors({ ...document.paths, ...uploadPaths(), ...backupPaths() })),
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
  operation.responses = { [status]: status === 204 ? { description: 'Done' } : good }
  if (!operation.security) operation.security = []
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

/** Every operation may be refused in the same ways, and every answer says how much more may be asked. */
function withErrors(paths: Record<string, object>): Record<string, object> {
  const headers = {
    RateLimit: headerRef('RateLimit'),
    'RateLimit-Policy': headerRef('RateLimit-Policy'),
  }
  const completed = (operation: Operation): object => {
    const responses = {
      ...operation.responses,
      ...errorResponses(operation.requestBody ? DESCRIPTIONS : ERRORS),
    }
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
      return operation ? [[method, completed(operation)] as const] : []
    })
    return [path, { ...item, ...Object.fromEntries(operations) }]
  })
  return Object.fromEntries(items)
}

function errorResponses(described: Record<number, string>): Record<string, object> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  return Object.fromEntries(
    Object.entries(described).map(([status, description]) => [status, { description, content }]),
  )
}

function idOf(name: string): string {
  return name.replace(/\./g, '-')
}
