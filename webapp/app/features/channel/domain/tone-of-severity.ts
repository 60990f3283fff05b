import type { Severity } from '@cashbacktv/contract'
import type { Shape, Tone } from './channel-status.ts'

/** In which colour and shape an incident is shown, wherever it is. */
export const TONE_OF_SEVERITY: Readonly<Record<Severity, { tone: Tone; shape: Shape }>> = {
  critical: { tone: 'bad', shape: 'diamond' },
  warning: { tone: 'warning', shape: 'triangle' },
}
