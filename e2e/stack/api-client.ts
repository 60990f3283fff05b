import {
  ChannelList,
  ChannelMetricsView,
  ChannelView,
  type CreateChannelInput,
  SessionTokens,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { waitFor } from './wait-for.ts'

export type Answer = { status: number; body: unknown; headers: Headers; text: string }
export type NewChannel = Partial<z.input<typeof CreateChannelInput>> & {
  name: string
  sources: { url: string }[]
}
export type Verb = 'start' | 'stop' | 'restart'

/** For a start on a machine that many tests share. */
const START_TIMEOUT_MS = 60_000

/** A client of the REST interface that knows it only by its documentation. */
export type Api = ReturnType<typeof apiClient>

const UploadedLogo = z.object({ id: z.uuid(), width: z.int(), height: z.int() })
const Logs = z.object({
  lines: z.array(z.object({ at: z.string(), level: z.string(), text: z.string() })),
})

/** `baseUrl` is that of the product; paths are below /api/v1. */
export function apiClient(baseUrl: string, token: string | null = null) {
  const send = (method: string, path: string, body?: unknown) =>
    request(`${baseUrl}/api/v1${path}`, method, token, body)
  const channel = async (id: string) =>
    ChannelView.parse((await expected(200, send('GET', `/channels/${id}`))).body)
  const createChannel = async (input: NewChannel) =>
    ChannelView.parse((await expected(201, send('POST', '/channels', input))).body)
  const act = async (id: string, verb: Verb) =>
    ChannelView.parse((await expected(202, send('POST', `/channels/${id}/${verb}`))).body)
  /** Makes a channel and has it started. */
  const startNew = async (input: NewChannel) => act((await createChannel(input)).id, 'start')
  const waitForChannel = (id: string, wanted: (view: ChannelView) => boolean, timeoutMs = 30_000) =>
    waitForView(() => channel(id), wanted, timeoutMs)
  return {
    token,
    send,
    channel,
    createChannel,
    act,
    /** Waits until the channel is as `wanted` says; its last view is in the error. */
    waitForChannel,
    startNew,
    /** Waits for what was started, too. */
    putOnAir: async (input: NewChannel) => {
      const { id } = await startNew(input)
      return waitForChannel(id, ({ status }) => status === 'running', START_TIMEOUT_MS)
    },
    login: async (email: string, password: string) => {
      const answer = await expected(200, send('POST', '/auth/login', { email, password }))
      return apiClient(baseUrl, SessionTokens.parse(answer.body).accessToken)
    },
    channels: async (query = '') =>
      ChannelList.parse((await expected(200, send('GET', `/channels${query}`))).body),
    updateChannel: async (id: string, input: object) =>
      ChannelView.parse((await expected(200, send('PUT', `/channels/${id}`, input))).body),
    deleteChannel: async (id: string) => {
      const { status, text } = await send('DELETE', `/channels/${id}`)
      if (status !== 200 && status !== 204) throw new Error(`DELETE answered ${status}: ${text}`)
    },
    metrics: async (id: string) =>
      ChannelMetricsView.parse((await expected(200, send('GET', `/channels/${id}/metrics`))).body),
    logs: async (id: string, tail = 100) =>
      Logs.parse((await expected(200, send('GET', `/channels/${id}/logs?tail=${tail}`))).body)
        .lines,
    uploadLogo: async (bytes: Buffer, type = 'image/png') =>
      UploadedLogo.parse(
        (await expected(201, send('POST', '/uploads/logo', logoForm(bytes, type)))).body,
      ),
  }
}

export function logoForm(bytes: Buffer, type: string, name = 'logo'): FormData {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name, { type }))
  return form
}

async function request(url: string, method: string, token: string | null, body: unknown) {
  const isForm = body instanceof FormData
  const headers: Record<string, string> = {}
  if (token) headers.authorization = `Bearer ${token}`
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  const payload = isForm ? body : body === undefined ? null : JSON.stringify(body)
  const response = await fetch(url, { method, headers, body: payload, redirect: 'manual' })
  const text = await response.text()
  const answer: Answer = {
    status: response.status,
    body: parsed(text),
    headers: response.headers,
    text,
  }
  return answer
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function expected(status: number, pending: Promise<Answer>): Promise<Answer> {
  const answer = await pending
  if (answer.status === status) return answer
  throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text.slice(0, 500)}`)
}

async function waitForView(
  read: () => Promise<ChannelView>,
  wanted: (view: ChannelView) => boolean,
  timeoutMs: number,
): Promise<ChannelView> {
  let last: ChannelView | null = null
  const check = async () => {
    last = await read()
    return wanted(last) ? last : null
  }
  try {
    return await waitFor('the channel', check, { timeoutMs, everyMs: 150 })
  } catch (error) {
    throw new Error(`${error}\nlast seen: ${JSON.stringify(last)}`)
  }
}
