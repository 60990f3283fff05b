import {
  type ChannelSpec,
  isKnownTimeZone,
  isOnAir,
  type Layer,
  type LayerHours,
  offsetMs,
} from '@cashbacktv/contract'
import { earliest, type World } from '../reconcile/world.ts'
import { fixedZone } from './fixed-zone.ts'

/** `until`: when what is shown may be another, milliseconds since 1970; null for never. */
type Shown = { spec: ChannelSpec; from: number; until: number | null }

/** Clocks are put forward and back at such an instant of UTC, wherever they are. */
const QUARTER_HOUR_MS = 900_000

/** The same snapshot is asked about in every pass. */
const known = new WeakMap<ChannelSpec, Shown>()

/**
 * The world with the layers alone that are shown at the moment, so that what is wanted of FFmpeg
 * changes with them and a run that fits follows the one before.
 */
export function withShownLayers(
  world: World,
  wall: number,
): { world: World; until: number | null } {
  const { desired } = world
  if (desired === null || desired.channels.every(({ layers }) => layers.length === 0)) {
    return { world, until: null }
  }
  const shown = desired.channels.map((spec) => shownAt(spec, wall))
  return {
    world: { ...world, desired: { ...desired, channels: shown.map(({ spec }) => spec) } },
    until: earliest(...shown.map(({ until }) => until)),
  }
}

/** The same object as long as the same is shown. */
export function shownAt(spec: ChannelSpec, wall: number): Shown {
  if (spec.layers.length === 0) return { spec, from: wall, until: null }
  const last = known.get(spec)
  if (last !== undefined && last.from <= wall && (last.until === null || wall < last.until)) {
    return last
  }
  const judged = spec.layers.map((layer) => ({ layer, ...hoursAt(layer.hours, wall) }))
  const layers = judged.flatMap(({ layer, onAir }) => (onAir ? drawnAt(layer, wall) : []))
  const clockUntil = layers.some(({ kind }) => kind === 'clock')
    ? (Math.floor(wall / QUARTER_HOUR_MS) + 1) * QUARTER_HOUR_MS
    : null
  const isSame = last !== undefined && JSON.stringify(last.spec.layers) === JSON.stringify(layers)
  const shown: Shown = {
    spec: isSame ? last.spec : { ...spec, layers },
    from: wall,
    until: earliest(clockUntil, ...judged.map(({ until }) => until)),
  }
  known.set(spec, shown)
  return shown
}

function hoursAt(hours: LayerHours | null, wall: number) {
  if (hours === null) return isOnAir(null, wall)
  const { timeZone, ...window } = hours
  return isOnAir({ timeZone, weekly: [window], oneOff: [] }, wall)
}

/** A clock by what its zone is off UTC now; one of a zone that this host does not know would show a wrong time. */
function drawnAt(layer: Layer, wall: number): Layer[] {
  if (layer.kind !== 'clock') return [{ ...layer, hours: null }]
  if (!isKnownTimeZone(layer.timeZone)) return []
  return [{ ...layer, hours: null, timeZone: fixedZone(offsetMs(wall, layer.timeZone)) }]
}
