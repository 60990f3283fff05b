import { CreateChannelInput } from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import type { Picture } from '../../outside/outside.ts'
import { storePicture } from '../uploads/store-picture.ts'
import { addChannel } from './create.ts'

const DEMO_KEY = 'demo'

/** The channel that a first start shows, from a test card with a logo. Made once: deleted, it stays so. */
export async function createDemoChannel(
  ctx: ServiceContext,
  drawLogo: () => Promise<Picture>,
): Promise<void> {
  const made = await ctx.db
    .insert(settings)
    .values({ key: DEMO_KEY, value: { madeAt: ctx.now().toISOString() } })
    .onConflictDoNothing()
    .returning({ key: settings.key })
  if (made.length === 0) return
  const logo = await storePicture(ctx.db, await drawLogo(), null)
  const input = CreateChannelInput.parse({
    name: 'Demo',
    sources: [{ url: 'testcard://1280x720@25' }],
    logo: { assetId: logo.id },
  })
  await addChannel(ctx, input, { on: true })
}
