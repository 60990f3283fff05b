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

/** The one command that makes a machine a host; run in a checkout of this software. */
export function enrolCommand(controlPlaneUrl: string, token: string): string {
  return `CONTROL_PLANE_URL=${controlPlaneUrl} JOIN_TOKEN=${token} npm run start:agent`
}
