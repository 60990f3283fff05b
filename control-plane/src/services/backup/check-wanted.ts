import {
  type BackupState,
  BUILT_IN_PRESETS,
  type GroupId,
  messageOf,
  type RestoreMode,
} from '@cashbacktv/contract'
import type { RestorePlan } from '../../domain/backup/plan-restore.ts'
import { foldedName } from '../../domain/backup/restore-wanted.ts'
import { refusedTogether } from '../../domain/channels/refused-together.ts'
import { DomainError, fieldError } from '../../domain/errors.ts'

type State = Pick<BackupState, 'presets' | 'pictures' | 'channelGroups' | 'channels'>

/**
 * That what the channels of a file name is in the file, or here and not deleted by the restore, and
 * that no channel or group which stays has the slug or the name of one that comes.
 *
 * @throws DomainError `validation_failed` with the path in the file, `conflict` for a slug or a name
 */
export function checkWanted(
  known: State,
  wanted: State,
  { mode, others }: { mode: RestoreMode; others: RestorePlan['others'] },
): void {
  const there = mode === 'merge' ? [known, wanted] : [wanted]
  const presets = new Set([
    ...Object.keys(BUILT_IN_PRESETS),
    ...there.flatMap((state) => state.presets.map(({ id }) => id)),
  ])
  const pictures = there.flatMap((state) => state.pictures)
  const ids = new Set<string>(pictures.map(({ id }) => id))
  const hashes = new Set<string>(pictures.map(({ sha256 }) => sha256))
  const groups = new Set(there.flatMap((state) => state.channelGroups.map(({ id }) => id)))
  for (const [index, channel] of wanted.channels.entries()) {
    checkChannel(channel, `channels.${index}`, { presets, ids, hashes, groups })
  }
  if (mode === 'replace') return
  refuseTakenGroups(known, wanted)
  const slugs = new Set(wanted.channels.map(({ slug }) => slug))
  const taken = others.find(({ slug }) => slugs.has(slug))
  if (!taken) return
  const { name, slug } = taken
  throw new DomainError('conflict', messageOf('backup-slug-taken', { name, slug }))
}

function refuseTakenGroups(known: State, wanted: State): void {
  const ids = new Set(wanted.channelGroups.map(({ id }) => id))
  const names = new Set(wanted.channelGroups.map(foldedName))
  const taken = known.channelGroups.find((one) => !ids.has(one.id) && names.has(foldedName(one)))
  if (!taken) return
  throw new DomainError('conflict', messageOf('backup-group-name-taken', { name: taken.name }))
}

type There = {
  presets: ReadonlySet<string>
  ids: ReadonlySet<string>
  hashes: ReadonlySet<string>
  groups: ReadonlySet<GroupId>
}

function checkChannel(
  { logo, layers, slate, output, restreams, groupId }: State['channels'][number],
  at: string,
  { presets, ids, hashes, groups }: There,
): void {
  const missing = messageOf('backup-picture-missing')
  if (!presets.has(output.presetId)) {
    throw fieldError(`${at}.output.presetId`, messageOf('backup-preset-missing'))
  }
  if (logo && !ids.has(logo.assetId)) throw fieldError(`${at}.logo.assetId`, missing)
  for (const [place, layer] of layers.entries()) {
    if (layer.kind !== 'logo' || ids.has(layer.assetId)) continue
    throw fieldError(`${at}.layers.${place}.assetId`, missing)
  }
  if (slate.picture && !hashes.has(slate.picture)) {
    throw fieldError(`${at}.slate.picture`, missing)
  }
  // Without its group a channel would be hidden from the people of it, which nobody asked for.
  if (groupId && !groups.has(groupId)) {
    throw fieldError(`${at}.groupId`, messageOf('backup-group-missing'))
  }
  const refused = refusedTogether({ logo, layers, output, restreams })
  if (refused) throw fieldError(`${at}.${refused.path}`, refused.why)
}
