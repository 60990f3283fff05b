import type { Logger } from 'pino'

const MOST_TOLD = 20

/** Of each kind of message that is not understood one is told of, without what is in it: it may be secret. */
export function createDrop(log: Pick<Logger, 'warn'>): (kind: string) => void {
  const told = new Set<string>()
  return (kind) => {
    if (told.has(kind) || told.size >= MOST_TOLD) return
    told.add(kind)
    log.warn({ kind }, 'what another instance says is not understood and was dropped')
  }
}
