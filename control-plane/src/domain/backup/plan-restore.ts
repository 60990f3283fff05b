import {
  type BackupChannel,
  type BackupState,
  changedFields,
  isSame,
  isSeenByEncoder,
  type RestoreItem,
  type RestoreMode,
} from '@cashbacktv/contract'

/** Where a channel of the file goes: the one that has its id here, else the one that has its slug. */
export type Match = { wanted: BackupChannel; known: BackupChannel | null }
export type RestorePlan = {
  items: RestoreItem[]
  matches: Match[]
  /** Channels that are here and not in the file. */
  others: BackupChannel[]
}

/**
 * What a restore changes. What is shown before and what is done after come from the same answer.
 * `wanted` is what the file wants here, as `wantedHere` says it.
 */
export function planRestore(
  known: BackupState,
  wanted: BackupState,
  mode: RestoreMode,
): RestorePlan {
  const matches = matchChannels(known.channels, wanted.channels)
  const matched = new Set(matches.map((match) => match.known?.id))
  const others = known.channels.filter(({ id }) => !matched.has(id))
  const allSettings = ({ settings, qualitySchedule }: BackupState) => {
    return { ...settings, qualitySchedule }
  }
  const changed = fieldsOf(allSettings(known), allSettings(wanted))
  const settings = item('settings', 'settings', changed)
  const presets = listItems('preset', known.presets, wanted.presets, mode)
  const pictures = listItems('picture', known.pictures, wanted.pictures, mode)
  const groups = listItems('group', known.channelGroups, wanted.channelGroups, mode)
  const encodings = changedEncodings(known, wanted)
  return {
    items: [
      settings,
      ...presets,
      ...pictures,
      ...groups,
      ...matches.map((match) => channelItem(match, encodings)),
      ...others.map((channel) => otherItem(channel, mode, encodings)),
    ],
    matches,
    others,
  }
}

export function matchChannels(
  known: readonly BackupChannel[],
  wanted: readonly BackupChannel[],
): Match[] {
  const byId = new Map(known.map((channel) => [channel.id, channel]))
  const ids = new Set(wanted.map(({ id }) => id))
  const bySlug = new Map(known.filter(({ id }) => !ids.has(id)).map((one) => [one.slug, one]))
  return wanted.map((one) => ({
    wanted: one,
    known: byId.get(one.id) ?? bySlug.get(one.slug) ?? null,
  }))
}

function channelItem({ wanted, known }: Match, encodings: ReadonlySet<string>): RestoreItem {
  if (!known) {
    return { ...item('channel', wanted.name, [], 'create'), effect: wanted.on ? 'starts' : 'none' }
  }
  const fields = fieldsOf({ ...known, id: '' }, { ...wanted, id: '' })
  // Its host decides, and gives fewer new runs rather than more.
  const reads = fields.includes('sources') || fields.includes('host')
  const anew = reads || isSeenByEncoder(known, wanted) || encodesWith(wanted, encodings)
  return { ...item('channel', wanted.name, fields), effect: effectOf(known.on, wanted.on, anew) }
}

function otherItem(
  channel: BackupChannel,
  mode: RestoreMode,
  encodings: ReadonlySet<string>,
): RestoreItem {
  const { name, on } = channel
  if (mode === 'replace') {
    return { ...item('channel', name, [], 'delete'), effect: on ? 'stops' : 'none' }
  }
  const effect = effectOf(on, on, encodesWith(channel, encodings))
  return { ...item('channel', name, [], 'left'), effect }
}

function effectOf(before: boolean, after: boolean, anew: boolean): RestoreItem['effect'] {
  if (before && after) return anew ? 'restarts' : 'none'
  if (before) return 'stops'
  return after ? 'starts' : 'none'
}

function changedEncodings(known: BackupState, wanted: BackupState): Set<string> {
  const before = new Map(known.presets.map(({ id, encoding }) => [id, encoding]))
  return new Set(
    wanted.presets
      .filter(({ id, encoding }) => before.has(id) && !isSame(before.get(id), encoding))
      .map(({ id }) => id),
  )
}

function encodesWith({ output }: BackupChannel, encodings: ReadonlySet<string>): boolean {
  return output.mode === 'transcode' && encodings.has(output.presetId)
}

type Named = { id: string; name?: string }

function listItems(
  kind: 'preset' | 'picture' | 'group',
  known: readonly Named[],
  wanted: readonly Named[],
  mode: RestoreMode,
): RestoreItem[] {
  const before = new Map(known.map((one) => [one.id, one]))
  const after = new Set(wanted.map(({ id }) => id))
  const named = ({ id, name }: Named) => name ?? id
  return [
    ...wanted.map((one) => {
      const was = before.get(one.id)
      return was ? item(kind, named(one), fieldsOf(was, one)) : item(kind, named(one), [], 'create')
    }),
    ...known
      .filter(({ id }) => !after.has(id))
      .map((one) => item(kind, named(one), [], mode === 'replace' ? 'delete' : 'left')),
  ]
}

function item(
  kind: RestoreItem['kind'],
  name: string,
  fields: string[],
  change: RestoreItem['change'] = fields.length > 0 ? 'change' : 'same',
): RestoreItem {
  return { kind, name, change, fields, effect: 'none' }
}

function fieldsOf(before: object, after: object): string[] {
  return Object.keys(changedFields(before, after))
}
