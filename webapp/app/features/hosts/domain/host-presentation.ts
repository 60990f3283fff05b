import type { Calibration, HostView } from '@cashbacktv/contract'
import type { Shape, Tone } from '../../channel/domain/channel-status.ts'

/** A silent host is unknown, not down: its channels may well be on air. */
export function presentLink(link: HostView['link']): { tone: Tone; shape: Shape } {
  switch (link) {
    case 'connected':
      return { tone: 'good', shape: 'disc' }
    case 'unknown':
      return { tone: 'unknown', shape: 'question' }
    case 'never':
      return { tone: 'off', shape: 'ring' }
  }
}

/** Share of a host's cores that channels may fill; the rest is for everything else. */
const USABLE_SHARE = 0.85

/** How many channels of a calibrated kind a host carries, by its own measurement. */
export function channelsThatFit(
  { cpuSecondsPerSecond }: Pick<Calibration, 'cpuSecondsPerSecond'>,
  cores: number,
): number {
  return cpuSecondsPerSecond > 0 ? Math.floor((cores * USABLE_SHARE) / cpuSecondsPerSecond) : 0
}

/**
 * The one line that makes a machine a host. The token is in the environment: what is on a command
 * line every user of the machine can see.
 */
export function enrolCommand(controlPlaneUrl: string, token: string): string {
  const at = controlPlaneUrl.replace(/\/+$/, '')
  return `curl -fsS ${at}/install.sh | JOIN_TOKEN=${token} sudo --preserve-env=JOIN_TOKEN bash`
}

/** Whether an address means another machine on every machine. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address)
  return /^(localhost|.*\.localhost|127\.[\d.]+|\[::1?\]|\[::ffff:7f.*\]|0\.0\.0\.0)$/.test(
    hostname,
  )
}
