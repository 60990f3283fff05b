import { messageOf } from '@cashbacktv/contract'
import { DomainError } from '../domain/errors.ts'
import type { HostLink } from '../link/host-link.ts'
import { createQuestionRelay } from '../link/question-relay.ts'
import type { RestLiveStore } from './rest-live-store.ts'

const DEFAULT_TIMEOUT_MS = 15_000

/** The way to hosts by the instances that hold their sockets; listened to for as long as an answer is waited for. */
export function askOverRedis(live: RestLiveStore): HostLink {
  return {
    async ask(hostId, question, timeoutMs = DEFAULT_TIMEOUT_MS) {
      const relay = createQuestionRelay({
        ...{ live, instanceId: crypto.randomUUID(), held: new Map() },
      })
      const stop = await live.listenToOthers().catch(() => {
        throw new DomainError('host_unreachable', messageOf('host-not-connected'))
      })
      try {
        return await relay.ask(hostId, question, timeoutMs)
      } finally {
        stop()
        relay.close()
      }
    },
    connectedHosts: () => [],
  }
}
