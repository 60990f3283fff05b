import type { HostSettings } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { readHostSettings } from './read-host-settings.ts'

export function getSettings(ctx: Pick<ServiceContext, 'db'>): Promise<HostSettings> {
  return readHostSettings(ctx.db)
}
