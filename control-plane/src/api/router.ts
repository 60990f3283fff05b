import { apiKeysRouter } from './routers/api-keys.ts'
import { authRouter } from './routers/auth.ts'
import { channelsRouter } from './routers/channels.ts'
import { eventsRouter } from './routers/events.ts'
import { hostsRouter } from './routers/hosts.ts'
import { liveRouter } from './routers/live.ts'
import { monitoringRouter } from './routers/monitoring.ts'
import { presetsRouter } from './routers/presets.ts'
import { rolloutsRouter } from './routers/rollouts.ts'
import { settingsRouter } from './routers/settings.ts'
import { usersRouter } from './routers/users.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  apiKeys: apiKeysRouter,
  auth: authRouter,
  channels: channelsRouter,
  events: eventsRouter,
  hosts: hostsRouter,
  live: liveRouter,
  monitoring: monitoringRouter,
  presets: presetsRouter,
  rollouts: rolloutsRouter,
  settings: settingsRouter,
  users: usersRouter,
})
export type AppRouter = typeof appRouter
