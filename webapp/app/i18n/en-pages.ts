import { enAlerts } from '../features/alerts/texts/en.ts'
import { enAlertRules } from '../features/alerts/texts/en-rules.ts'
import { enAlertTargets } from '../features/alerts/texts/en-targets.ts'
import { enAnalytics } from '../features/analytics/texts/en.ts'
import { enAudit } from '../features/audit/texts/en.ts'
import { enChanged } from '../features/away/texts/en-changed.ts'
import { enBulk } from '../features/bulk/texts/en.ts'
import { enChannel } from '../features/channel/texts/en.ts'
import { enForm } from '../features/channel-form/texts/en.ts'
import { enLayers } from '../features/channel-form/texts/en-layers.ts'
import { enPath } from '../features/channel-form/texts/en-path.ts'
import { enTracks } from '../features/channel-form/texts/en-tracks.ts'
import { enDeleted } from '../features/channel-list/texts/en.ts'
import { enLogs } from '../features/channel-page/texts/en.ts'
import { enQuality } from '../features/channel-page/texts/en-quality.ts'
import { enDocs } from '../features/docs/texts/en.ts'
import { enHosts } from '../features/hosts/texts/en.ts'
import { enImport } from '../features/import/texts/en.ts'
import { enLogo } from '../features/logo/texts/en.ts'
import { enMonitoring } from '../features/monitoring/texts/en.ts'
import { enPeople } from '../features/people/texts/en.ts'
import { enAccess } from '../features/people/texts/en-access.ts'
import { enGroups } from '../features/people/texts/en-groups.ts'
import { enPasskey } from '../features/people/texts/en-passkey.ts'
import { enSecondStep } from '../features/people/texts/en-second-step.ts'
import { enPlacement } from '../features/placement/texts/en.ts'
import { enRecordings } from '../features/recordings/texts/en.ts'
import { enBucket } from '../features/recordings/texts/en-bucket.ts'
import { enSettings } from '../features/settings/texts/en.ts'
import { enQualitySchedule } from '../features/settings/texts/en-quality-schedule.ts'
import { enSystem } from '../features/settings/texts/en-system.ts'
import { enWall } from '../features/wall/texts/en.ts'

/** The English texts of pages that are gone to from the first one. */
export const enPages = {
  ...enAlerts,
  ...enAnalytics,
  ...enAlertRules,
  ...enAlertTargets,
  ...enAudit,
  ...enBulk,
  ...enChanged,
  ...enChannel,
  ...enForm,
  ...enImport,
  ...enPath,
  ...enPlacement,
  ...enLayers,
  ...enTracks,
  ...enDeleted,
  ...enLogs,
  ...enDocs,
  ...enHosts,
  ...enLogo,
  ...enMonitoring,
  ...enPeople,
  groups: enGroups,
  ...enPasskey,
  ...enSecondStep,
  ...enQuality,
  ...enAccess,
  ...enRecordings,
  ...enBucket,
  ...enSettings,
  ...enSystem,
  ...enQualitySchedule,
  title: {
    notFound: 'No such page',
    failed: 'Something went wrong',
    dashboard: 'Dashboard',
    monitoring: 'Monitoring',
    analytics: 'Analytics',
    wall: 'Wall of channels',
    channels: 'Channels',
    alerts: 'Alerts',
    incident: 'Incident',
    alertMessages: 'Alert messages',
    alertTargets: 'Alert targets',
    newAlertTarget: 'Add an alert target',
    alertRules: 'Alert rules',
    maintenance: 'Maintenance',
    alertDelivery: 'Mail and watchdog',
    deleted: 'Recently deleted',
    newChannel: 'Add a channel',
    import: 'Import channels',
    recordings: 'Recordings',
    rollouts: 'Roll-outs',
    rollout: 'Roll-out',
    logo: 'Logo',
    hosts: 'Hosts',
    docs: 'Documentation',
    settings: 'Settings',
    people: 'Users',
    personSessions: 'Sessions',
    keys: 'API keys',
    groups: 'Groups',
    audit: 'Audit',
    recordingBucket: 'Bucket for recordings',
    backup: 'Backup',
    presets: 'Presets',
    account: 'My account',
    secondStep: 'Two steps at log-in',
    secondStepFirst: 'Set up a second step first',
    forgot: 'Forgotten password',
    reset: 'New password',
    login: 'Log in',
  },
  ...enWall,
  fieldProblem: {
    ofLine: 'Line {{line}}: {{text}}',
  },
  figure: {
    speed: 'Speed',
    fps: 'Frames/s',
    cpu: 'CPU',
    memory: 'Memory',
    viewers: 'Viewers',
    bitrateOut: 'Bitrate out',
    bitrateIn: 'Bitrate in',
    fpsIn: 'Frames/s in',
    pictureIn: 'Picture in',
    errorsIn: 'Input errors',
    dropped: 'Dropped frames',
    duplicated: 'Duplicated frames',
    uptime: 'Uptime',
    pid: 'Process',
    threads: 'Threads',
    openFiles: 'Open files',
  },
  settings: {
    title: 'Settings',
    appearance: 'Appearance',
    appearanceText: 'Kept in this browser.',
    presets: 'Encoding presets',
    presetsText: 'What a channel can be encoded with.',
    builtIn: 'built in',
    defaultPreset: 'default',
    presetTune: 'Tune',
    presetCrf: 'CRF',
    presetCap: 'Bitrate cap',
    presetKeyframe: 'Keyframe every',
    none: 'none',
    presetName: 'Preset',
  },
}
