import type { ChannelState } from '@cashbacktv/contract'

/**
 * The states of a channel and the moves between them. `stopped`: not wanted, nothing runs.
 * `queued`: waits for its turn to start. `starting`: a process without a segment yet. `running`:
 * segments arrive. `degraded`: on air, but something is wrong. `backoff`: failed, tries again by
 * itself soon. `error`: failed, needs a person or tries again slowly. `stopping`: not wanted, a
 * process is still there. Every pass holds what it decides against this table.
 */
const LEGAL_MOVES: Readonly<Record<ChannelState, readonly ChannelState[]>> = {
  stopped: ['queued', 'starting', 'running', 'error'],
  queued: ['starting', 'stopping', 'stopped', 'error', 'backoff'],
  starting: ['running', 'degraded', 'backoff', 'error', 'queued', 'stopping', 'stopped'],
  running: ['degraded', 'starting', 'queued', 'backoff', 'error', 'stopping', 'stopped'],
  degraded: ['running', 'starting', 'queued', 'backoff', 'error', 'stopping', 'stopped'],
  backoff: ['starting', 'queued', 'error', 'stopping', 'stopped'],
  error: ['starting', 'queued', 'backoff', 'stopping', 'stopped'],
  stopping: ['stopped', 'queued', 'starting', 'running', 'error', 'backoff'],
}

export function isLegalMove(from: ChannelState, to: ChannelState): boolean {
  return from === to || LEGAL_MOVES[from].includes(to)
}
