import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** As Node's own `dns.lookup` with these options. */
export type FindAddresses = (
  hostname: string,
  options: LookupOptions,
  callback: (
    error: NodeJS.ErrnoException | null,
    address: string | LookupAddress[],
    family?: number,
  ) => void,
) => void

type Options = { find?: FindAddresses; patienceMs?: number; rememberedMs?: number }

/** Less than what a person notices; an answer that comes later is remembered. */
const PATIENCE_MS = 1000
/** A machine that was given another address answers no more on the one of before: it is not asked there for long. */
const REMEMBERED_MS = 300_000

/**
 * Finds addresses of names, and goes on with those that a name had last where it is not found, or not soon. Name servers
 * of containers say for a moment that there is no such name, or nothing, while other containers come and go: a server
 * that is there would pass for one that is away.
 */
export function rememberAddresses({
  find = lookup,
  patienceMs = PATIENCE_MS,
  rememberedMs = REMEMBERED_MS,
}: Options = {}): LookupFunction {
  const known = new Map<string, { found: string | LookupAddress[]; family?: number; at: number }>()
  return (hostname, options, callback) => {
    // Whoever asks for all gets a list.
    const name = `${hostname} ${options.family ?? 0} ${options.all === true}`
    const last = known.get(name)
    const isRecent = last !== undefined && performance.now() - last.at < rememberedMs
    let isOver = false
    const end: typeof callback = (...answer) => {
      clearTimeout(late)
      if (isOver) return
      isOver = true
      callback(...answer)
    }
    const late = setTimeout(() => {
      if (isRecent) end(null, last.found, last.family)
    }, patienceMs)
    find(hostname, options, (error, found, family) => {
      if (error === null) {
        known.set(name, {
          found,
          ...(family === undefined ? {} : { family }),
          at: performance.now(),
        })
        end(null, found, family)
      } else if (isRecent) end(null, last.found, last.family)
      else end(error, found, family)
    })
  }
}
