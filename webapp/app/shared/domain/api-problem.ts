import {
  type ErrorBody,
  type ErrorCode,
  type FieldProblem,
  keysOf,
  type MessageParams,
  STATUS_OF_ERROR,
  type Told,
} from '@cashbacktv/contract'

/**
 * What went wrong in a call of the API, as messages of the catalogue: an empty `messageCode` where it
 * said nothing that is understood here. `details` name fields by dotted path.
 */
export type ApiProblem = Omit<ErrorBody['error'], 'details'> & { details: FieldProblem[] }

const CODES = keysOf(STATUS_OF_ERROR)

/**
 * Understands a failed tRPC call (its error data carries the API's error), a body of the REST
 * surface, and the failure to reach the API at all, which counts as `unavailable`.
 */
export function toApiProblem(failure: unknown): ApiProblem {
  const data = field(failure, 'data')
  if (!data && failure instanceof Error) return { code: 'unavailable', ...NOTHING_SAID }
  const body = field(data, 'error') ?? field(failure, 'error') ?? data
  const code = field(body, 'code')
  const { code: messageCode, ...said } = saidIn(body, 'messageCode') ?? UNSAID
  return {
    code: CODES.find((known) => known === code) ?? codeOfStatus(Number(field(data, 'httpStatus'))),
    messageCode,
    ...said,
    details: readDetails(field(body, 'details')),
  }
}

const UNSAID = { code: '', message: '', params: {} }
const NOTHING_SAID = { messageCode: '', message: '', params: {}, details: [] }

/** HTTP status of a page that shows the problem. */
export function statusOfProblem(problem: ApiProblem): number {
  return STATUS_OF_ERROR[problem.code]
}

function codeOfStatus(status: number): ErrorCode {
  return CODES.find((code) => STATUS_OF_ERROR[code] === status) ?? 'internal'
}

function readDetails(details: unknown): FieldProblem[] {
  if (!Array.isArray(details)) return []
  return details.flatMap((detail) => {
    const path = field(detail, 'path')
    const said = saidIn(detail, 'code')
    return typeof path === 'string' && said ? [{ path, ...said }] : []
  })
}

function saidIn(value: unknown, codeAt: string): Told | null {
  const code = field(value, codeAt)
  const message = field(value, 'message')
  const params = field(value, 'params')
  if (typeof code !== 'string' || typeof message !== 'string' || !isParams(params)) return null
  return { code, message, params }
}

/** Of our own API; rendering passes over what it does not know. */
function isParams(value: unknown): value is MessageParams {
  return typeof value === 'object' && value !== null
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
