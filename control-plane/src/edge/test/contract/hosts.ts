import { expect, test } from 'vitest'
import { reportOf } from '../../../link/test/test-agent.ts'
import type { Door } from './door.ts'

/** What is live, and what hosts have to be asked. */
export function hostsContract(door: Door): void {
  test('tells a host of a change within a second, and shows what the host reports', async () => {
    const { hostId, agent } = await door.agent(door.nameOf('host'))
    await expect.poll(() => agent.snapshots.length).toBeGreaterThan(0)
    const { id } = await door.made('Placed', { hostId })
    const from = performance.now()
    await door.as('operator', 'POST', `/channels/${id}/start`)
    const wanted = () => agent.snapshots.at(-1)?.state.channels.find((one) => one.id === id)?.on
    await expect.poll(wanted, { interval: 5 }).toBe(true)
    expect(performance.now() - from).toBeLessThan(1000)
    await agent.link.report.mutate(reportOf(hostId))
    const link = async () => (await door.as('viewer', 'GET', `/hosts/${hostId}`)).body.link
    await expect.poll(link).toBe('connected')
  })

  test('asks a host, and hides in its answer what is secret', async () => {
    const { hostId, agent } = await door.agent(door.nameOf('asked'))
    await expect.poll(() => agent.snapshots.length).toBeGreaterThan(0)
    const { id } = await door.made('Asked', { hostId })
    let next = agent.requests.length
    const answering = setInterval(() => {
      for (const { id: of } of agent.requests.slice(next)) {
        next += 1
        const text = 'srt://127.0.0.1:9000?passphrase=s3cr3t-passphrase is slow'
        const lines = [{ at: '2026-01-01T00:00:00.000Z', level: 'warning' as const, text }]
        void agent.link.reply.mutate({
          id: of,
          answer: { kind: 'log-tail', lines, run: null, runs: [] },
        })
      }
    }, 5)
    const { status, body, text } = await door.as('operator', 'GET', `/channels/${id}/logs`)
    clearInterval(answering)
    expect([status, body.lines.length]).toEqual([200, 1])
    expect(text).not.toContain('s3cr3t')
  })

  test('has a host look into the source of a new channel, without waiting for it', async () => {
    const { hostId, agent } = await door.agent(door.nameOf('learning'))
    await expect.poll(() => agent.snapshots.length).toBeGreaterThan(0)
    await door.made('New', { hostId })
    const asked = () => agent.requests.map(({ question }) => question.kind)
    await expect.poll(asked).toContain('probe')
  })

  test('says of a host that is away that it is', async () => {
    const { hostId, agent } = await door.agent(door.nameOf('gone'))
    const { id } = await door.made('Lost', { hostId })
    await expect.poll(() => agent.snapshots.length).toBeGreaterThan(0)
    await agent.close()
    const away = async () =>
      (await door.as('operator', 'GET', `/channels/${id}/logs`)).body.error?.code
    await expect.poll(away).toBe('host_unreachable')
  })

  test('answers several calls of the web app at once, and tells what is live as it happens', async () => {
    const headers = { authorization: `Bearer ${door.tokens().viewer}` }
    const batch = { method: 'GET', path: '/trpc/channels.list,presets.list?batch=1', headers }
    expect((await door.ask(batch)).body).toHaveLength(2)
    const { id } = await door.made('Live')
    const over = new AbortController()
    const response = await fetch(`${door.url()}/trpc/live.watch`, { headers, signal: over.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let told = ''
    while (!/"whole":false/.test(told)) told += (await reader?.read())?.value ?? ''
    over.abort()
    expect(told).toContain(id)
    expect(told).toMatch(/"totals":\{/)
  })
}
