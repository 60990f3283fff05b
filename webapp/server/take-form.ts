import { describeRefusal, errorOf, STATUS_OF_ERROR } from '@cashbacktv/contract'
import {
  type FormBounds,
  type FormType,
  formTypeOf,
  judgeForm,
} from '@cashbacktv/contract/form-shape'
import {
  type BodyLimits,
  type BodyRefusal,
  createBodyBudget,
  limitsOfAnybody,
  takeBody,
} from '@cashbacktv/contract/take-body'
import type { SessionTokenPair } from './load-context.ts'

const MB = 1024 * 1024

/** A list of a thousand channels has a box for each line, and a channel a picture in each layer. */
const SHAPE: FormBounds = { fields: 10_000, files: 32, headBytes: MB }

/** Without pictures, which anybody may send. */
const FORM = { ...limitsOfAnybody(), mostBytes: 256 * 1024 }
/** The form of a channel with two pictures of 5 MB, from somebody who is logged in. */
const FORM_WITH_PICTURES = {
  mostBytes: 12 * MB,
  withinMs: 60_000,
  budget: createBodyBudget(96 * MB),
}

export type TakenForm = { request: Request; release(): void }
export type IsLoggedIn = (session: SessionTokenPair) => Promise<boolean>

/**
 * Reads the form that a request brings, within what its sender may send; `from` is whom it is counted as. What
 * is refused becomes a request whose form cannot be read: the page that wanted it shows why, in the language of the person.
 */
export async function takeForm(
  request: Request,
  session: SessionTokenPair | null,
  isLoggedIn: IsLoggedIn,
  from: string,
): Promise<TakenForm> {
  if (!request.body) return { request, release() {} }
  const said = request.headers.get('content-type')
  const type = formTypeOf(said)
  const isLong = type?.kind === 'multipart' && session !== null && (await isLoggedIn(session))
  const limits = isLong ? FORM_WITH_PICTURES : FORM
  const refuse = (refusal: BodyRefusal): TakenForm => {
    return { request: withBody(request, unreadable(refusalOf(refusal, limits))), release() {} }
  }
  if (type === null && said !== null) return refuse({ kind: 'no-form' })
  const taken = await takeBody(request, limits, from)
  if (taken.kind !== 'taken') return refuse(taken)
  const judged = judge(taken.bytes, type)
  if (judged === 'fine') {
    return { request: withBody(request, taken.bytes), release: taken.release }
  }
  taken.release()
  return refuse({ kind: judged })
}

/** What says nothing and brings nothing asks for something without a form, as to renew a session. */
function judge(bytes: Uint8Array, type: FormType | null) {
  if (type !== null) return judgeForm(bytes, type, SHAPE)
  return bytes.length === 0 ? 'fine' : 'no-form'
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
