import { messageOf } from '@cashbacktv/contract'
import { DomainError } from '../domain/errors.ts'
import type { HostLink } from '../link/host-link.ts'
import { createQuestionRelay } from '../link/question-relay.ts'
import type { KeepGoing } from './keep-going.ts'
import type { RestLiveStore } from './rest-live-store.ts'

const DEFAULT_TIMEOUT_MS = 15_000

type Asked = Parameters<HostLink['ask']>

/** The way to hosts by the instances that hold their sockets; listened to for as long as an answer is waited for. */
export function askOverRedis(live: RestLiveStore, keepGoing: KeepGoing): HostLink {
  async function ask(...[hostId, question, timeoutMs = DEFAULT_TIMEOUT_MS]: Asked) {
    const relay = createQuestionRelay({
      live,
      instanceId: crypto.randomUUID(),
      held: new Map(),
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
  }
  return {
    ask(...asked) {
      const answer = ask(...asked)
      // Not every question is one that the answer to the request waits for.
      keepGoing(answer.catch(() => {}))
      return answer
    },
    connectedHosts: () => [],
  }
}
