import { type AssetId, messageOf } from '@cashbacktv/contract'
import { channels, logos, settingAt, showsPicture } from '@cashbacktv/db'
import { and, eq, isNull, or } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { mayReach, reachOf } from '../../domain/accounts/reach.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'

/** @throws DomainError `not_found`; `conflict` naming the channel that shows the picture */
export async function deleteLogo(ctx: ServiceContext, id: AssetId): Promise<void> {
  await commitChange(ctx, async (tx) => {
    const [row] = await tx
      .select({ id: logos.id, sha256: logos.sha256 })
      .from(logos)
      .where(eq(logos.id, id))
      .for('update')
    if (!row) throw new DomainError('not_found', messageOf('picture-missing'))
    const [user] = await tx
      .select({ name: channels.name, groupId: channels.groupId })
      .from(channels)
      .where(
        and(
          or(showsPicture(id), eq(settingAt('slate', 'picture'), row.sha256)),
          isNull(channels.deletedAt),
        ),
      )
      .limit(1)
    if (user) {
      const said = mayReach(reachOf(ctx.actor), user)
        ? messageOf('picture-in-use', { name: user.name })
        : messageOf('picture-in-use-elsewhere')
      throw new DomainError('conflict', said)
    }
    await tx.delete(logos).where(eq(logos.id, id))
    const subject = { subjectType: 'logo', subjectId: id } as const
    return { result: undefined, hosts: [], audit: [{ action: 'logo.delete', ...subject }] }
  })
}
