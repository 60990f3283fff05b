import type { ErrorBody, ErrorCode } from '@cashbacktv/contract'
import { type BodyRefusal, createBodyBudget, takeBody } from '@cashbacktv/contract/take-body'
import type { SessionTokenPair } from './load-context.ts'

const MB = 1024 * 1024

/** Anybody may send a form without pictures, so all of them together stay small. */
const FORM = { mostBytes: 256 * 1024, withinMs: 20_000, budget: createBodyBudget(32 * MB) }
/** The form of a channel with two pictures of 5 MB, from somebody who is logged in. */
const FORM_WITH_PICTURES = {
  mostBytes: 12 * MB,
  withinMs: 60_000,
  budget: createBodyBudget(96 * MB),
}

export type TakenForm = { request: Request; release(): void }
export type IsLoggedIn = (session: SessionTokenPair) => Promise<boolean>

/**
 * Reads the form that a request brings, within what its sender may send. What is refused becomes a
 * request whose form cannot be read: the page that wanted it shows why, in the language of the person.
 */
export async function takeForm(
  request: Request,
  session: SessionTokenPair | null,
  isLoggedIn: IsLoggedIn,
): Promise<TakenForm> {
  if (!request.body) return { request, release() {} }
  const mayBring = isMultipart(request) && session !== null && (await isLoggedIn(session))
  const taken = await takeBody(request, mayBring ? FORM_WITH_PICTURES : FORM)
  if (taken.kind === 'taken') {
    return { request: withBody(request, taken.bytes), release: taken.release }
  }
  return { request: withBody(request, unreadable(refusalOf(taken))), release() {} }
}

function isMultipart({ headers }: Request): boolean {
  return /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '')
}

function withBody(request: Request, body: NonNullable<RequestInit['body']>): Request {
  const init: RequestInit & { duplex: 'half' } = { body, duplex: 'half' }
  return new Request(request, init)
}

/** Reading it throws the answer, as an action of Remix would. */
function unreadable(refusal: Response): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.error(refusal) })
}

function refusalOf({ kind }: BodyRefusal): Response {
  const [code, status] = PROBLEM_OF[kind]
  const error: ErrorBody['error'] = { code, message: '' }
  return Response.json({ ...error, details: [] }, { status })
}

const PROBLEM_OF: Record<BodyRefusal['kind'], [ErrorCode, number]> = {
  'too-large': ['payload_too_large', 413],
  busy: ['unavailable', 503],
  late: ['bad_request', 400],
  broken: ['bad_request', 400],
  packed: ['unsupported_media_type', 415],
}
