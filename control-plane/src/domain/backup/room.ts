import {
  type BackupState,
  keysOf,
  type Message,
  MOST_OF_BACKUP,
  messageOf,
  type RestoreItem,
} from '@cashbacktv/contract'
import { DomainError } from '../errors.ts'

/** What a backup may have only so many of. */
export type Counted = keyof typeof MOST_OF_BACKUP

export function noRoom(name: Counted): DomainError {
  return new DomainError('conflict', sayNoRoom(name))
}

export function sayNoRoom(name: Counted): Message {
  const what = messageOf(`backup-many-${name}`)
  return messageOf('no-room', { what, most: MOST_OF_BACKUP[name] })
}

const KIND: Record<Counted, RestoreItem['kind']> = {
  channels: 'channel',
  presets: 'preset',
  pictures: 'picture',
  channelGroups: 'group',
}

/**
 * That with what a file brings to what is here there are no more than a backup may have: none could be made any more.
 *
 * @throws DomainError `conflict`
 */
export function refuseBeyondRoom(
  known: Pick<BackupState, Counted>,
  items: readonly Pick<RestoreItem, 'kind' | 'change'>[],
): void {
  for (const name of keysOf(MOST_OF_BACKUP)) {
    const made = items.filter(({ kind, change }) => kind === KIND[name] && change === 'create')
    if (made.length > 0 && known[name].length + made.length > MOST_OF_BACKUP[name]) {
      throw noRoom(name)
    }
  }
}
