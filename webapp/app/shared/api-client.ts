import type { TRPCClient } from '@trpc/client'
import type { AppRouter } from './app-router.ts'

/** Why a person waits for a call where the server is away; null where the call does not wait. */
export type Waits = 'save' | 'page' | null
/** `fetch` with whatever is to happen where it fails. Rejects like it. */
export type Send = (url: string, init: RequestInit, waits: Waits) => Promise<Response>

type Options = { signal?: AbortSignal | undefined; context?: { waits?: Waits } | undefined }
type Listeners = { onData(value: unknown): void; onError(): void; onStopped(): void }

/** What the API answered instead of a result: `data` has its error, as the API formats it. */
class ApiFailure extends Error {
  readonly data: unknown
  constructor(message: string, data: unknown) {
    super(message)
    this.data = data
  }
}

/**
 * The API's procedures as the browser calls them: tRPC over HTTP, one call a request, subscriptions
 * as server-sent events. The part of @trpc/client that this is of costs every page 9 kB.
 */
export function createApiClient(url: string, send: Send): TRPCClient<AppRouter> {
  return procedure([], (path, args) => {
    const address = `${url}/${path.slice(0, -1).join('.')}`
    const [input, options = {}] = args
    if (path.at(-1) === 'subscribe') return listen(withInput(address, input), options as Listeners)
    const request = path.at(-1) === 'mutate' ? posted(address, input) : read(address, input)
    return answerOf(request, options as Options, send)
  }) as TRPCClient<AppRouter>
}

type Call = (path: readonly string[], args: readonly unknown[]) => unknown

/** Every name below it is another part of the path; what is called is the end of it. */
function procedure(path: readonly string[], call: Call): unknown {
  return new Proxy(() => {}, {
    get: (_target, name) =>
      typeof name === 'string' ? procedure([...path, name], call) : undefined,
    apply: (_target, _this, args) => call(path, args),
  })
}

type Request = { address: string; init: RequestInit }

function read(address: string, input: unknown): Request {
  return { address: withInput(address, input), init: {} }
}

function posted(address: string, input: unknown): Request {
  const headers = { 'content-type': 'application/json' }
  const body = input === undefined ? {} : { body: JSON.stringify(input) }
  return { address, init: { method: 'POST', headers, ...body } }
}

function withInput(address: string, input: unknown): string {
  return input === undefined
    ? address
    : `${address}?input=${encodeURIComponent(JSON.stringify(input))}`
}

async function answerOf({ address, init }: Request, options: Options, send: Send) {
  const signal = options.signal ?? null
  const response = await send(address, { ...init, signal }, options.context?.waits ?? null)
  const answer: unknown = await response.json()
  const error = field(answer, 'error')
  if (error === undefined) return field(field(answer, 'result'), 'data')
  throw new ApiFailure(String(field(error, 'message') ?? ''), field(error, 'data'))
}

/** Whoever listens opens another one when this one ends: it knows what it has heard already. */
function listen(address: string, { onData, onError, onStopped }: Listeners) {
  const source = new EventSource(address)
  const endBy = (tell: () => void) => () => {
    source.close()
    tell()
  }
  source.onmessage = ({ data }) => onData(JSON.parse(data))
  source.onerror = endBy(onError)
  source.addEventListener('serialized-error', endBy(onError))
  source.addEventListener('return', endBy(onStopped))
  return { unsubscribe: () => source.close() }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
