import type { BackupFile, BackupState } from '@cashbacktv/contract'
import { matchChannels } from './plan-restore.ts'

/**
 * What a file wants of this installation: with what it says nothing of as it is here, its groups by
 * the ids that they have here, and each channel that it names no group of in the one where it is.
 */
export function wantedHere(known: BackupState, file: BackupFile): BackupState {
  const { format: _format, createdAt: _createdAt, version: _version, ...wanted } = file
  const { channelGroups = known.channelGroups } = wanted
  const groupIds = idsHere(known.channelGroups, channelGroups, foldedName)
  const groupHere = <I extends string>(id: I) => groupIds.get(id) ?? id
  return {
    ...wanted,
    qualitySchedule: wanted.qualitySchedule ?? known.qualitySchedule,
    channelGroups: channelGroups.map((group) => ({ ...group, id: groupHere(group.id) })),
    channels: matchChannels(known.channels, wanted.channels).map(({ wanted: channel, known }) => {
      const { groupId = known?.groupId ?? null } = channel
      return { ...channel, groupId: groupId && groupHere(groupId) }
    }),
  }
}

type Named<I extends string> = { id: I; name: string }

/** The ids here of what comes: the same where there is one, else that of the one with its name. */
function idsHere<I extends string>(
  known: readonly Named<I>[],
  wanted: readonly Named<I>[],
  nameOf: (one: Named<I>) => string,
): ReadonlyMap<string, I> {
  const ids = new Set(wanted.map(({ id }) => id))
  const others = known.filter(({ id }) => !ids.has(id))
  const byName = new Map(others.map((one) => [nameOf(one), one.id]))
  const isHere = new Set(known.map(({ id }) => id))
  return new Map(
    wanted.map((one) => [
      one.id,
      isHere.has(one.id) ? one.id : (byName.get(nameOf(one)) ?? one.id),
    ]),
  )
}

/** Names of groups are one whatever the case of their letters. */
export function foldedName({ name }: { name: string }): string {
  return name.toLowerCase()
}
