import { alertRulesRouter } from './routers/alert-rules.ts'
import { alertSettingsRouter } from './routers/alert-settings.ts'
import { alertTargetsRouter } from './routers/alert-targets.ts'
import { apiKeysRouter } from './routers/api-keys.ts'
import { auditRouter } from './routers/audit.ts'
import { authRouter } from './routers/auth.ts'
import { channelsRouter } from './routers/channels.ts'
import { deliveriesRouter } from './routers/deliveries.ts'
import { eventsRouter } from './routers/events.ts'
import { groupsRouter } from './routers/groups.ts'
import { hostsRouter } from './routers/hosts.ts'
import { incidentsRouter } from './routers/incidents.ts'
import { liveRouter } from './routers/live.ts'
import { maintenanceRouter } from './routers/maintenance.ts'
import { monitoringRouter } from './routers/monitoring.ts'
import { passkeysRouter } from './routers/passkeys.ts'
import { playbackRouter } from './routers/playback.ts'
import { presetsRouter } from './routers/presets.ts'
import { qualityScheduleRouter } from './routers/quality-schedule.ts'
import { recordingBucketRouter } from './routers/recording-bucket.ts'
import { recordingsRouter } from './routers/recordings.ts'
import { rolloutsRouter } from './routers/rollouts.ts'
import { secondStepRouter } from './routers/second-step.ts'
import { settingsRouter } from './routers/settings.ts'
import { sourcesRouter } from './routers/sources.ts'
import { usersRouter } from './routers/users.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  alertRules: alertRulesRouter,
  alertSettings: alertSettingsRouter,
  alertTargets: alertTargetsRouter,
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  auth: authRouter,
  channels: channelsRouter,
  deliveries: deliveriesRouter,
  events: eventsRouter,
  groups: groupsRouter,
  hosts: hostsRouter,
  incidents: incidentsRouter,
  live: liveRouter,
  maintenance: maintenanceRouter,
  monitoring: monitoringRouter,
  passkeys: passkeysRouter,
  playback: playbackRouter,
  presets: presetsRouter,
  qualitySchedule: qualityScheduleRouter,
  recordingBucket: recordingBucketRouter,
  recordings: recordingsRouter,
  rollouts: rolloutsRouter,
  secondStep: secondStepRouter,
  settings: settingsRouter,
  sources: sourcesRouter,
  users: usersRouter,
})
export type AppRouter = typeof appRouter
