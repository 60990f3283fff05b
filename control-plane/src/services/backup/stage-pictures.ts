import { type BackupPictureHead, messageOf } from '@cashbacktv/contract'
import { type Db, logos } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { CheckedPicture } from './take-backup.ts'

/** Of this transaction alone, and gone with it. */
const STAGED = sql`pg_temp.restored_pictures`

/** Keeps the pictures of a file that are not here yet, until it is known what becomes of them. */
export type StagedPictures = {
  keep(picture: CheckedPicture): Promise<void>
  /** Has one that is kept be the one of its id. @throws DomainError `conflict` where it is not kept */
  write(picture: BackupPictureHead, by: Pick<ServiceContext, 'actor'>): Promise<void>
}

/**
 * In the database, where they will be: all of them may be more than a process can hold, and more than there
 * is room for beside it.
 */
export async function stagePictures(tx: Db): Promise<StagedPictures> {
  // A file comes as fast as its sender sends; how long that may take is said where it is read.
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
  await tx.execute(
    sql`create temporary table restored_pictures (id uuid primary key, content bytea not null) on commit drop`,
  )
  const { id, sha256, width, height } = logos
  const rows = await tx.select({ id, sha256, width, height }).from(logos)
  const known = new Map(rows.map((row) => [row.id, keyOf(row)]))
  return {
    async keep({ head, bytes }) {
      if (known.get(head.id) === keyOf(head)) return
      // That a file has one twice is said once it is read.
      await tx.execute(
        sql`insert into ${STAGED} values (${head.id}::uuid, ${bytes}::bytea) on conflict do nothing`,
      )
    },
    async write(picture, { actor }) {
      const { id, sha256, width, height } = picture
      const by = actor?.id ?? null
      const written = await tx.execute(sql`
        insert into ${logos} (id, sha256, mime, width, height, bytes, content, created_by)
        select id, ${sha256}, 'image/png', ${width}::int, ${height}::int,
          octet_length(content), content, ${by}::uuid
        from ${STAGED} where id = ${id}::uuid
        on conflict (id) do update set sha256 = excluded.sha256, width = excluded.width,
          height = excluded.height, bytes = excluded.bytes, content = excluded.content
        returning id`)
      if (written.length === 0) throw new DomainError('conflict', messageOf('backup-picture-gone'))
    },
  }
}

function keyOf({ sha256, width, height }: Omit<BackupPictureHead, 'id'>): string {
  return `${sha256} ${width} ${height}`
}
