import { type ErrorCode, type FieldProblem, keysOf, type MessageParams } from '@cashbacktv/contract'

/** What went wrong in a call of the API, in the API's own words. `details` name fields by dotted path. */
export type ApiProblem = { code: ErrorCode; message: string; details: FieldProblem[] }

const STATUS_OF: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  probe_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  host_unreachable: 503,
}
const CODES = keysOf(STATUS_OF)

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
    code: CODES.find((known) => known === code) ?? codeOfStatus(status),
    message: typeof message === 'string' ? message : '',
    details: readDetails(field(body, 'details') ?? field(data, 'details')),
  }
}

/** HTTP status of a page that shows the problem. */
export function statusOfProblem(problem: ApiProblem): number {
  return STATUS_OF[problem.code]
}

function codeOfStatus(status: number): ErrorCode {
  return CODES.find((code) => STATUS_OF[code] === status) ?? 'internal'
}

function readDetails(details: unknown): FieldProblem[] {
  if (!Array.isArray(details)) return []
  return details.flatMap((detail) => {
    const path = field(detail, 'path')
    const message = field(detail, 'message')
    if (typeof path !== 'string' || typeof message !== 'string') return []
    const code = field(detail, 'code')
    if (typeof code !== 'string') return [{ path, message }]
    const params = field(detail, 'params')
    return [{ path, message, code, ...(isParams(params) ? { params } : {}) }]
  })
}

/** Of our own API; rendering passes over what it does not know. */
function isParams(value: unknown): value is MessageParams {
  return typeof value === 'object' && value !== null
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
