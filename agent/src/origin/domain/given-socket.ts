import type { Environment } from '@cashbacktv/contract'

/** The first of those that are handed over (SD_LISTEN_FDS_START in sd_listen_fds(3)). */
const FIRST_FD = 3

/**
 * The descriptor of a socket that whoever started this process listens on, as systemd does for a unit that has a `.socket`
 * beside it; null where there is none. It is told which process it is for, since children have the same environment.
 */
export function givenSocket(source: Environment, pid: number): number | null {
  const isOurs = source.LISTEN_PID === String(pid)
  return isOurs && Number(source.LISTEN_FDS) >= 1 ? FIRST_FD : null
}
