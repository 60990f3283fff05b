import { clientNetwork, describeRefusal } from '@cashbacktv/contract'
import { type FormBounds, formTypeOf, judgeForm } from '@cashbacktv/contract/form-shape'
import {
  type BodyLimits,
  type BodyRefusal,
  createBodyBudget,
  limitsOfAnybody,
  takeBody,
} from '@cashbacktv/contract/take-body'
import { createMiddleware } from 'hono/factory'
import { exceedsBounds, type JsonBounds } from '../domain/backup/json-shape.ts'
import { DomainError } from '../domain/errors.ts'
import type { ApiEnv } from './api-env.ts'
import { respondError } from './respond-error.ts'

export const MB = 1024 * 1024
export const MAX_LOGO_BYTES = 5 * MB

const ANYBODY = limitsOfAnybody()
/** Whoever sends these was let in before. */
const KNOWN = { budget: createBodyBudget(192 * MB), withinMs: 60_000 }

/** The longest lists are the 5,000 channels of a bulk action; what inputs take lies less than half as deep. */
const JSON_SHAPE: JsonBounds = { depth: 32, values: 10_000, text: 4 * MB, escapes: 4 * MB }
/** `shape`: what JSON may have in it, and `form` what a form may, judged before it is parsed. */
type Limits = BodyLimits & { shape?: JsonBounds; form?: FormBounds }

/** How large a body may be, in bytes; said nowhere else. */
export const BODY_LIMITS = {
  enrolment: { ...ANYBODY, mostBytes: 4096 },
  json: { ...ANYBODY, mostBytes: 256 * 1024, shape: JSON_SHAPE },
  /** A list of channels as a text within JSON: a character may take several bytes there. */
  list: { ...KNOWN, mostBytes: 4 * MB, shape: JSON_SHAPE },
  /** The picture itself is measured again: this has the form around it. */
  picture: {
    ...KNOWN,
    mostBytes: MAX_LOGO_BYTES + 64 * 1024,
    form: { fields: 16, files: 2, headBytes: 16 * 1024 },
  },
} as const satisfies Record<string, Limits>

type TooLarge = () => DomainError

/** Reads the body, for whoever answers to find it whole, or answers that it is not taken. */
export function limitBody(limits: Limits, tooLarge?: TooLarge) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const request = c.req.raw
    if (!request.body) return next()
    const from = clientNetwork(c.get('request').address, 48)
    const taken = await takeBody(request, c.env?.source ? alone(limits) : limits, from)
    if (taken.kind !== 'taken') {
      const isOwn = taken.kind === 'too-large' && tooLarge !== undefined
      return respondError(c, isOwn ? tooLarge() : refused(taken, limits))
    }
    try {
      const problem = problemWithin(taken.bytes, request.headers, limits)
      if (problem) return respondError(c, refused({ kind: problem }, limits))
      c.req.raw = new Request(request, { body: taken.bytes })
      await next()
    } finally {
      taken.release()
    }
  })
}

/** What is no form is for whoever wants one to refuse. */
function problemWithin(
  bytes: Uint8Array,
  headers: Headers,
  { shape, form }: Limits,
): BodyRefusal['kind'] | null {
  if (shape && exceedsBounds(bytes, shape)) return 'too-much'
  const type = form ? formTypeOf(headers.get('content-type')) : null
  const judged = form && type ? judgeForm(bytes, type, form) : 'fine'
  return judged === 'fine' ? null : judged
}

/** Where a request may end without another word, what it held would count for ever. */
function alone(limits: BodyLimits): BodyLimits {
  return {
    mostBytes: limits.mostBytes,
    withinMs: limits.withinMs,
    budget: createBodyBudget(limits.mostBytes),
  }
}

function refused(refusal: BodyRefusal, limits: BodyLimits): DomainError {
  const { code, said, retryAfterSeconds } = describeRefusal(refusal, limits)
  return new DomainError(code, said, { retryAfterSeconds })
}
