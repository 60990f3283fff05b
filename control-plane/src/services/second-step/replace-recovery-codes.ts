import type { UserId } from '@cashbacktv/contract'
import { type Db, recoveryCodes } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { createRecoveryCodes, storedCode } from './recovery-codes.ts'

/** New codes in place of whatever is left of those before: they are in the answer and nowhere else. */
export async function replaceRecoveryCodes(tx: Db, userId: UserId): Promise<string[]> {
  const codes = createRecoveryCodes()
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, ...storedCode(code) })))
  return codes
}
