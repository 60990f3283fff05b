/**
 * What can go wrong for a client, with the HTTP status of each; the first of a status is what that
 * status means by itself.
 */
export const STATUS_OF_ERROR = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  request_timeout: 408,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  probe_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  host_unreachable: 503,
} as const
export type ErrorStatus = (typeof STATUS_OF_ERROR)[keyof typeof STATUS_OF_ERROR]
