import type { AddressInfo } from 'node:net'
import { errorOf, messageOf } from '@cashbacktv/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiClient, type Waits } from './api-client.ts'
import { toApiProblem } from './domain/api-problem.ts'

const MISSING = errorOf('not_found', messageOf('channel-missing'))

const t = initTRPC.create({
  errorFormatter: ({ shape }) => ({
    ...shape,
    data: { httpStatus: 404, error: MISSING },
  }),
})
const echo = t.procedure.input((value) => value)
const server = createHTTPServer({
  router: t.router({
    channels: t.router({
      get: echo.query(({ input }) => ({ input })),
      create: echo.mutation(({ input }) => ({ input })),
      start: t.procedure.mutation(() => {
        throw new TRPCError({ code: 'NOT_FOUND', message: MISSING.message })
      }),
    }),
    hosts: t.router({ list: t.procedure.query(() => 'all of them') }),
  }),
})

/** How the calls before were to wait. */
const waited: Waits[] = []
let api: ReturnType<typeof createApiClient>

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  api = createApiClient(`http://127.0.0.1:${port}`, (url, init, waits) => {
    waited.push(waits)
    return fetch(url, init)
  })
})
afterAll(() => server.close())

const id = 'a&b=ç'

test('what is asked arrives as it was given, and so does the answer', async () => {
  expect(await api.channels.get.query({ id })).toEqual({ input: { id } })
  expect(await api.channels.create.mutate({ id } as never)).toEqual({ input: { id } })
  expect(await api.hosts.list.query()).toBe('all of them')
})

test('what the API refuses is told by its own error', async () => {
  const failure = await api.channels.start.mutate({ id }).catch((error: unknown) => error)
  expect(toApiProblem(failure)).toEqual({ ...MISSING, details: [] })
})

test('what does not come from the API counts as one that is away', async () => {
  const proxy = createApiClient('', async () => new Response('<h1>Bad gateway</h1>'))
  const failure = await proxy.hosts.list.query().catch((error: unknown) => error)
  expect(toApiProblem(failure)).toMatchObject({ code: 'unavailable' })
})

test('a call says why somebody waits for it, and ends when it is given up', async () => {
  waited.length = 0
  await api.hosts.list.query(undefined, { context: { waits: 'page' } })
  await api.hosts.list.query()
  expect(waited).toEqual(['page', null])
  const given = AbortSignal.abort()
  await expect(api.hosts.list.query(undefined, { signal: given })).rejects.toThrow(/abort/i)
})
