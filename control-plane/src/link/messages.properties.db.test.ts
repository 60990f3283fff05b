import { EventBatch } from '@cashbacktv/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { changedBy, changes } from './test/changed-message.ts'
import { addTestChannel, enrolTestHost } from './test/start-test-link.ts'
import { helloOf, reportOf } from './test/test-agent.ts'
import { rawSocket, useTestLink } from './test/use-test-link.ts'

const link = useTestLink()
/** Below the burst that a host may send, with the questions in between. */
const RUNS = { numRuns: 150 }
const ERROR_IN_LOG = /"level":(50|60)/

/** `closed`: its code; `answered`: by a result or an error. */
type Outcome = { closed: number } | { answered: 'result' | 'error' }

/** Messages one after another over one socket, and over another where that was closed. */
function sender(url: string, credential: string) {
  let current: ReturnType<typeof rawSocket> | null = null
  let number = 0

  async function opened() {
    if (current === null || current.socket.readyState !== current.socket.OPEN) {
      current = rawSocket(url, credential)
      await current.opened
    }
    return current
  }
  return {
    /** In the frame of a call, so that what is answered can be told by its number. */
    async call(path: string, input: unknown): Promise<Outcome> {
      const { socket, closed } = await opened()
      const id = ++number
      const answer = answerTo(socket, id)
      socket.send(JSON.stringify({ id, method: 'mutation', params: { path, input } }))
      return Promise.race([answer, closed.then((code) => ({ closed: code }))])
    },
    async send(text: string) {
      const { socket } = await opened()
      socket.send(text)
    },
    end: () => current?.socket.terminate(),
  }
}

function answerTo(socket: WebSocket, id: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const hear = (data: unknown) => {
      const message: unknown = JSON.parse(String(data))
      if (typeof message !== 'object' || message === null) return
      if (!('id' in message) || message.id !== id) return
      socket.off('message', hear)
      resolve({ answered: 'error' in message ? 'error' : 'result' })
    }
    socket.on('message', hear)
  })
}

async function stage() {
  const log: string[] = []
  const one = await link.instance({ log })
  const [bad, good] = [await enrolTestHost(link.database()), await enrolTestHost(link.database())]
  const channelId = await addTestChannel(link.database(), bad.hostId)
  const bystander = await link.agent(one.url, good.credential)
  const hostile = sender(one.url, bad.credential)
  return {
    hostile,
    hostId: bad.hostId,
    channelId,
    /** The process lives, others go on, and nothing of it was a fault of ours. */
    async goesOn() {
      hostile.end()
      await bystander.link.report.mutate(reportOf(good.hostId))
      expect(one.hub.connectedHosts()).toContain(good.hostId)
      expect(bystander.closes).toEqual([])
      expect(log.filter((line) => ERROR_IN_LOG.test(line))).toEqual([])
    },
  }
}

function validOf(hostId: Parameters<typeof reportOf>[0], channelId: string) {
  const since = new Date().toISOString()
  const reason = { class: 'network', code: 'late', params: { detail: 'x' }, message: 'Late.' }
  const run = { runId: 'abcdefgh-0123456789abcdef', channelId }
  const channel = {
    channelId,
    state: 'backoff',
    since,
    reason,
    attempt: 2,
    nextTryAt: since,
    queuePosition: null,
    restartGeneration: 0,
    run: null,
    metrics: null,
    air: {
      showing: 'slate',
      mediaSequence: 1,
      segments: 6,
      viewers: 1,
      sentBytes: 9,
      lastPublishedAt: since,
    },
  }
  const happenings = [
    { kind: 'agent-started', version: '2', adopted: 0 },
    {
      kind: 'run-exited',
      ...run,
      exitCode: 1,
      signal: null,
      asked: false,
      reason,
      uptimeSeconds: 5,
      logTail: ['a line', 'another'],
    },
    { kind: 'restream-failing', channelId, name: 'far', reason },
  ]
  return {
    hello: helloOf(),
    report: { ...reportOf(hostId), channels: [channel], waitingEvents: 3 },
    events: {
      events: happenings.map((happening, at) => ({ number: at + 1, at: since, happening })),
      oldestHeld: 1,
    },
  }
}

describe('a message in a valid frame', () => {
  it.each(['hello', 'report', 'events'] as const)(
    'of %s, whatever is wrong with it, is answered or closes the socket with a reason',
    async (path) => {
      const { hostile, hostId, channelId, goesOn } = await stage()
      const valid = validOf(hostId, channelId)
      expect(EventBatch.safeParse(valid.events).success).toBe(true)
      expect(await hostile.call(path, valid[path])).toEqual({ answered: 'result' })
      const outcomes = new Set<string>()
      await fc.assert(
        fc.asyncProperty(changes, async (wanted) => {
          const outcome = await hostile.call(path, changedBy(valid[path], wanted))
          outcomes.add(JSON.stringify(outcome))
          // 1006 is a connection that broke off without a word.
          if ('closed' in outcome) expect(outcome.closed).not.toBe(1006)
        }),
        RUNS,
      )
      expect([...outcomes]).toContain('{"answered":"error"}')
      // One that spoke another protocol is heard again when it speaks ours.
      expect(await hostile.call('hello', valid.hello)).toEqual({ answered: 'result' })
      expect(await hostile.call('report', valid.report)).toEqual({ answered: 'result' })
      await goesOn()
    },
    60_000,
  )

  it('that is no call at all leaves the socket to those that are, or closes it with a reason', async () => {
    const { hostile, hostId, channelId, goesOn } = await stage()
    const { report } = validOf(hostId, channelId)
    const call = { id: -1, jsonrpc: '2.0', method: 'mutation', params: { path: 'report' } }
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        await hostile.send(JSON.stringify(changedBy(call, wanted)) ?? 'null')
        const outcome = await hostile.call('report', report)
        if ('closed' in outcome) expect(outcome.closed).not.toBe(1006)
        else expect(outcome).toEqual({ answered: 'result' })
      }),
      RUNS,
    )
    await goesOn()
  }, 60_000)
})
