import { type AssetId, messageOf, type Sha256 } from '@cashbacktv/contract'
import { type Db, logos } from '@cashbacktv/db'
import { and, eq, sql } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'

/** Bytes of a picture that are read at once: three of them are four letters of base64. */
const PIECE_BYTES = 3 * 256 * 1024

/** Of those with one id there may be another later. */
type Named = { id: AssetId; sha256: Sha256 }

/**
 * A picture piece by piece, none before the last was taken: a picture may have tens of megabytes, and who
 * takes it slowly has no more of it held here than others. Nothing at all where it is gone.
 *
 * @throws DomainError `not_found` where it goes meanwhile
 */
export async function* picturePieces(db: Db, picture: Named): AsyncGenerator<Buffer, void, void> {
  for (let from = 0; ; from += PIECE_BYTES) {
    const piece = await pieceOf(db, picture, from)
    if (piece === null && from === 0) return
    if (piece === null) throw pictureGone()
    yield piece
    if (piece.length < PIECE_BYTES) return
  }
}

/**
 * The same for an answer that has said how many bytes come: without any, who takes it would wait for them for ever.
 *
 * @throws DomainError `not_found` where it is gone
 */
export async function* wholePicture(db: Db, picture: Named): AsyncGenerator<Buffer, void, void> {
  let isThere = false
  for await (const piece of picturePieces(db, picture)) {
    isThere = true
    yield piece
  }
  if (!isThere) throw pictureGone()
}

function pictureGone(): DomainError {
  return new DomainError('not_found', messageOf('picture-missing'))
}

async function pieceOf(db: Db, { id, sha256 }: Named, from: number): Promise<Buffer | null> {
  const piece = sql<Buffer>`substring(${logos.content} from ${from + 1}::int for ${PIECE_BYTES}::int)`
  const [row] = await db
    .select({ piece })
    .from(logos)
    .where(and(eq(logos.id, id), eq(logos.sha256, sha256)))
  return row?.piece ?? null
}
