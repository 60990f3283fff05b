import { type LogSettings, openLog } from '@cashbacktv/contract/open-log'
import { type Logger, pino } from 'pino'

/** The log of the control plane, and of what runs in its process as children with a `part` of their own. */
export function createLogger(settings: Omit<LogSettings, 'part'>): Logger {
  return pino(...openLog({ ...settings, part: 'control-plane' }))
}
