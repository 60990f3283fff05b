import type { HostAnswer, HostId, HostQuestion } from '@cashbacktv/contract'

/** The way to a host that is connected to this or any other instance. */
export type HostLink = {
  /**
   * Asks a host and waits for its answer, 15 s unless said otherwise. An answer of kind `failed`
   * is an answer, not an error.
   * @throws DomainError `host_unreachable` when no instance holds its socket or no answer comes in time
   */
  ask(hostId: HostId, question: HostQuestion, timeoutMs?: number): Promise<HostAnswer>
  /** Hosts whose socket this instance holds. */
  connectedHosts(): HostId[]
}
