/** Where this server is, by what is configured and by its machine. */
export type OwnPlace = {
  /** What is told where nobody asked, or somebody by a name that is not ours. */
  origin: string
  /**
   * Names and numbers by which this machine is reached besides loopback, in lower case, IPv6 without
   * brackets; null where the origin is the one place.
   */
  names: readonly string[] | null
}

type Given = {
  publicUrl: string | null
  /** `HOST` and `PORT`, what is listened on. */
  host: string
  port: number
  machine: Machine
}

/** `addresses`: of its networks but for loopback, those first that others most likely reach. */
export type Machine = { name: string; addresses: readonly string[] }

const WILDCARDS = ['0.0.0.0', '::']

/** `PUBLIC_URL` is the one place; without it the machine knows some. */
export function ownPlace({ publicUrl, host, port, machine }: Given): OwnPlace {
  if (publicUrl !== null) return { origin: publicUrl.replace(/\/+$/, ''), names: null }
  const name = machine.name.toLowerCase()
  const isOpen = WILDCARDS.includes(host)
  const main = isOpen ? (machine.addresses[0] ?? '127.0.0.1') : host
  const names = isOpen ? [...machine.addresses, name, `${name}.local`] : [host.toLowerCase()]
  const origin = `http://${main.includes(':') ? `[${main}]` : main}:${port}`
  return { origin, names: names.map((one) => one.toLowerCase()) }
}

/**
 * Where we are, for somebody who asked for `asked`: that, where it is ours without a doubt. The Host
 * of a request is written by whoever sends it, and what is told may be run, passed on or kept.
 */
export function ownOrigin(asked: string, { origin, names }: OwnPlace): string {
  if (names === null) return origin
  const name = new URL(asked).hostname.replace(/^\[|\]$/g, '')
  return isLoopbackName(name) || names.includes(name) ? asked : origin
}

/** Whether a name or number is the machine itself on every machine. */
export function isLoopbackName(name: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|::1)$/.test(name)
}
