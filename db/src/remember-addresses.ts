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

/** `lostAt`: since when its name is not found, by the clock of the process in milliseconds. */
type Known = { found: string | LookupAddress[]; family?: number; lostAt?: number }

type Options = {
  find?: FindAddresses
  patienceMs?: number
  rememberedMs?: number
  /** Milliseconds, of a clock that only goes on. */
  now?: () => number
}

/** Less than what a person notices; an answer that comes later is remembered. */
const PATIENCE_MS = 1000
/** Since its name was last found: a machine that was given another address meanwhile is not asked on this one for long. */
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
  now = () => performance.now(),
}: Options = {}): LookupFunction {
  const known = new Map<string, Known>()
  return (hostname, options, callback) => {
    // Whoever asks for all gets a list.
    const name = `${hostname} ${options.family ?? 0} ${options.all === true}`
    const last = known.get(name)
    /** A pool asks when it opens a connection, which may be hours after the one before: how old that is says nothing. */
    const goesOn = () => {
      if (last === undefined) return null
      last.lostAt ??= now()
      return now() - last.lostAt < rememberedMs ? last : null
    }
    let isOver = false
    const end: typeof callback = (...answer) => {
      clearTimeout(late)
      if (isOver) return
      isOver = true
      callback(...answer)
    }
    const late = setTimeout(() => {
      const before = goesOn()
      if (before) end(null, before.found, before.family)
    }, patienceMs)
    find(hostname, options, (error, found, family) => {
      if (error === null) {
        known.set(name, { found, ...(family === undefined ? {} : { family }) })
        return end(null, found, family)
      }
      const before = goesOn()
      if (before) end(null, before.found, before.family)
      else end(error, found, family)
    })
  }
}
