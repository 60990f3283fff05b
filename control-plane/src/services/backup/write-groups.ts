import {
  type BackupGroup,
  type ChangedFields,
  changedFields,
  messageOf,
} from '@cashbacktv/contract'
import { channelGroups, type Db, isUniqueViolation } from '@cashbacktv/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { errorAt } from '../../domain/errors.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import type { Restore } from './apply-restore.ts'

/**
 * The groups of the file, before the channels that are in them. Those that the file does not have
 * go first when it is to replace what is here: one of the file may have the name of one of them.
 *
 * @throws DomainError `conflict` for a name that the database takes for another's
 */
export async function writeGroups(
  ctx: Pick<ServiceContext, 'now'>,
  tx: Db,
  { known, wanted, mode }: Restore,
): Promise<AuditEntry[]> {
  const before = new Map(known.channelGroups.map((group) => [group.id, group]))
  const after = new Set(wanted.channelGroups.map(({ id }) => id))
  const gone = mode === 'replace' ? known.channelGroups.filter(({ id }) => !after.has(id)) : []
  const ids = gone.map(({ id }) => id)
  if (ids.length > 0) await tx.delete(channelGroups).where(inArray(channelGroups.id, ids))
  const changes = wanted.channelGroups.flatMap((group) => changeOf(before.get(group.id), group))
  const renamed = changes.flatMap(({ group, changed }) => (changed?.name ? [group.id] : []))
  if (renamed.length > 0) {
    // Two may have changed names with each other: none keeps one while they are written.
    await tx
      .update(channelGroups)
      .set({ name: sql`${channelGroups.id}::text` })
      .where(inArray(channelGroups.id, renamed))
  }
  for (const { group, changed } of changes) await writeGroup(ctx, tx, group, changed !== null)
  return [
    ...gone.map((group) => entry('group.delete', group, { name: group.name })),
    ...changes.map(({ group, changed, name }) => {
      return changed
        ? entry('group.update', group, { name, changed })
        : entry('group.create', group, { name })
    }),
  ]
}

type Change = { group: BackupGroup; changed: ChangedFields | null; name: string }

/** `changed` is null for one that is new; `name` is what it is called until then. */
function changeOf(before: BackupGroup | undefined, group: BackupGroup): Change[] {
  if (!before) return [{ group, changed: null, name: group.name }]
  const changed = changedFields(before, group)
  return Object.keys(changed).length === 0 ? [] : [{ group, changed, name: before.name }]
}

async function writeGroup(
  { now }: Pick<ServiceContext, 'now'>,
  tx: Db,
  { id, name, note }: BackupGroup,
  isKnown: boolean,
): Promise<void> {
  try {
    if (isKnown) {
      const set = { name, note, updatedAt: now() }
      await tx.update(channelGroups).set(set).where(eq(channelGroups.id, id))
    } else {
      await tx.insert(channelGroups).values({ id, name, note })
    }
  } catch (error) {
    if (!isUniqueViolation(error, 'channel_groups_name_key')) throw error
    throw errorAt('channelGroups', 'conflict', messageOf('backup-group-name-taken', { name }))
  }
}

type Act = 'group.create' | 'group.update' | 'group.delete'
type Detail = { name: string; changed?: ChangedFields }

function entry(action: Act, { id }: BackupGroup, detail: Detail): AuditEntry {
  return { action, subjectType: 'group', subjectId: id, detail: { ...detail, restored: true } }
}
