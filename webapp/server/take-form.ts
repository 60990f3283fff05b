import { describeRefusal, errorOf, STATUS_OF_ERROR } from '@cashbacktv/contract'
import {
  type BodyLimits,
  type BodyRefusal,
  createBodyBudget,
  takeBody,
} from '@cashbacktv/contract/take-body'
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
  const limits = mayBring ? FORM_WITH_PICTURES : FORM
  const taken = await takeBody(request, limits)
  if (taken.kind === 'taken') {
    return { request: withBody(request, taken.bytes), release: taken.release }
  }
  return { request: withBody(request, unreadable(refusalOf(taken, limits))), release() {} }
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

function refusalOf(refusal: BodyRefusal, limits: BodyLimits): Response {
  const { code, said } = describeRefusal(refusal, limits)
  return Response.json({ ...errorOf(code, said), details: [] }, { status: STATUS_OF_ERROR[code] })
}
