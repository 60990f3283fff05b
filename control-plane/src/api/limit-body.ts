import { describeRefusal } from '@cashbacktv/contract'
import {
  type BodyLimits,
  type BodyRefusal,
  createBodyBudget,
  takeBody,
} from '@cashbacktv/contract/take-body'
import { createMiddleware } from 'hono/factory'
import { DomainError } from '../domain/errors.ts'
import type { ApiEnv } from './api-env.ts'
import { respondError } from './respond-error.ts'

export const MB = 1024 * 1024
export const MAX_LOGO_BYTES = 5 * MB

/** Anybody may send these, so all of them together stay small, and none may take long. */
const ANYBODY = { budget: createBodyBudget(32 * MB), withinMs: 20_000 }
/** Whoever sends these was let in before. */
const KNOWN = { budget: createBodyBudget(192 * MB), withinMs: 60_000 }

/** How large a body may be, in bytes; said nowhere else. */
export const BODY_LIMITS = {
  enrolment: { ...ANYBODY, mostBytes: 4096 },
  json: { ...ANYBODY, mostBytes: 256 * 1024 },
  /** A list of channels as a text within JSON: a character may take several bytes there. */
  list: { ...KNOWN, mostBytes: 4 * MB },
  /** The picture itself is measured again: this has the form around it. */
  picture: { ...KNOWN, mostBytes: MAX_LOGO_BYTES + 64 * 1024 },
  backup: { ...KNOWN, mostBytes: 64 * MB },
} as const satisfies Record<string, BodyLimits>

/** Reads the body, for whoever answers to find it whole, or answers that it is not taken. */
export function limitBody(limits: BodyLimits, tooLarge?: () => DomainError) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const request = c.req.raw
    if (!request.body) return next()
    const taken = await takeBody(request, c.env?.source ? alone(limits) : limits)
    if (taken.kind !== 'taken') {
      const isOwn = taken.kind === 'too-large' && tooLarge !== undefined
      return respondError(c, isOwn ? tooLarge() : refused(taken, limits))
    }
    c.req.raw = new Request(request, { body: taken.bytes })
    try {
      await next()
    } finally {
      taken.release()
    }
  })
}

/** Where a request may end without another word, what it held would count for ever. */
function alone(limits: BodyLimits): BodyLimits {
  return { ...limits, budget: createBodyBudget(limits.mostBytes) }
}

function refused(refusal: BodyRefusal, limits: BodyLimits): DomainError {
  const { code, said, retryAfterSeconds } = describeRefusal(refusal, limits)
  return new DomainError(code, said, { retryAfterSeconds })
}
