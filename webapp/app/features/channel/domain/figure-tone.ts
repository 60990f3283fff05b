import { SLOW_BELOW, STRAINED_BELOW } from '@cashbacktv/contract'

export type FigureTone = 'plain' | 'warning' | 'bad'

/** Whether a speed is well: one below real time is what viewers will wait for. */
export function speedTone(speed: number | null): FigureTone {
  if (speed === null || speed >= SLOW_BELOW) return 'plain'
  return speed < STRAINED_BELOW ? 'bad' : 'warning'
}
