import type { Capabilities } from '@cashbacktv/contract'
import { encodingsOf } from './domain/quality/encodings-of.ts'
import type { AgentPaths } from './files/agent-paths.ts'
import type { KnownHost } from './known-host.ts'
import { type MeasureEncodersOptions, measureEncoders } from './measure-encoders.ts'
import { measurePresets } from './measure-presets.ts'
import type { Log } from './ports.ts'
import type { Snapshots } from './snapshots/snapshots.ts'

type Options = Pick<MeasureEncodersOptions, 'quality'> & {
  paths: AgentPaths
  log: Log
  isIdle(): boolean
  host: Pick<KnownHost, 'calibrated'>
  snapshots: Pick<Snapshots, 'current'>
  capabilities(): Capabilities
}

/** Has the host measured while it has nothing else to do: what presets cost, and how encoders do. */
export function measureWhenIdle(options: Options): { close(): void } {
  const { host, snapshots, quality, ...rest } = options
  const stop = new AbortController()
  const common = { ...rest, signal: stop.signal }
  void measurePresets({ ...common, onMeasured: host.calibrated })
  void measureEncoders({ ...common, quality, encodings: () => encodingsOf(snapshots.current()) })
  return { close: () => stop.abort() }
}
