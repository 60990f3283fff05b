import type { ErrorCode, FieldProblem } from '@cashbacktv/contract'

/** What went wrong in a call of the API, in the API's own words. `details` name fields by dotted path. */
export type ApiProblem = { code: ErrorCode; message: string; details: FieldProblem[] }

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'rate_limited',
  503: 'unavailable',
}
const STATUS_OF = Object.fromEntries(
  Object.entries(BY_STATUS).map(([status, code]) => [code, Number(status)]),
)

/**
 * Understands a failed tRPC call (its error data carries the API's error), a body of the REST
 * surface, and the failure to reach the API at all, which counts as `unavailable`.
 */
export function toApiProblem(failure: unknown): ApiProblem {
  const data = field(failure, 'data')
  const body = field(data, 'error') ?? field(failure, 'error') ?? data
  const status = Number(field(data, 'httpStatus') ?? 0)
  const code = field(body, 'code')
  const message = field(body, 'message') ?? (failure instanceof Error ? failure.message : '')
  if (!data && failure instanceof Error) return { code: 'unavailable', message: '', details: [] }
  return {
    code: isCode(code) ? code : (BY_STATUS[status] ?? 'internal'),
    message: typeof message === 'string' ? message : '',
    details: readDetails(field(body, 'details') ?? field(data, 'details')),
  }
}

/** HTTP status of a page that shows the problem. */
export function statusOfProblem(problem: ApiProblem): number {
  return STATUS_OF[problem.code] ?? (problem.code === 'host_unreachable' ? 503 : 500)
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && /^[a-z_]+$/.test(code)
}

function readDetails(details: unknown): FieldProblem[] {
  if (!Array.isArray(details)) return []
  return details.flatMap((detail) => {
    const path = field(detail, 'path')
    const message = field(detail, 'message')
    return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : []
  })
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
