import { z } from 'zod'
import { IncidentId } from '../alerts/incident.ts'
import { IncidentCause } from '../alerts/incident-cause.ts'
import { MaintenanceScope } from '../alerts/maintenance.ts'
import { ChannelId, Instant } from '../ids.ts'
import {
  type AUDIT_ACTIONS,
  AUDIT_DOORS,
  type AUDIT_KINDS,
  CHANNEL_ACTS,
  RECORDING_ACTS,
} from './audit-action.ts'
import { ChannelActDetail } from './event-view.ts'
import { Role } from './session.ts'

export const auditCommon = {
  id: z.uuid(),
  at: Instant,
  /** A person by e-mail address, with the key that acted for the person; null for the system itself. */
  who: z.string().nullable(),
  subjectId: z.string().nullable(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  door: z.enum(AUDIT_DOORS).nullable(),
  /** Fields by name, as they were and became. */
  changed: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
}

/** What is not named of a detail comes as it was kept: an audit leaves nothing out. */
function deed<
  const A extends readonly (typeof AUDIT_ACTIONS)[number][],
  const K extends (typeof AUDIT_KINDS)[number],
  D extends z.core.$ZodLooseShape,
>(actions: A, kind: K, detail: D) {
  const more = { ...detail, restored: Restored }
  return z.object({
    ...auditCommon,
    action: z.enum(actions),
    kind: z.literal(kind),
    /** All else that was kept of it. */
    detail: z.looseObject(more),
  })
}

/** It came from a backup. */
const Restored = z.boolean().optional()
const Address = z.string().nullish()
const Groups = z.array(z.string()).optional()
const Encoding = z.record(z.string(), z.unknown())
const Picture = z.record(z.string(), z.unknown())
const Upkeep = {
  scope: MaintenanceScope,
  note: z.string(),
  from: Instant,
  until: Instant,
}
const ofRecording = { name: z.string(), channelId: ChannelId }

/** Everything that is written down, by what is done: actions that keep the same share a schema. */
export const AUDIT_DEEDS = [
  deed(CHANNEL_ACTS, 'channel', ChannelActDetail.omit({ changed: true, restored: true }).shape),
  deed(['session.login'], 'user', {
    secondStep: z.string().optional(),
    /** Name of the passkey that was used. */
    passkey: z.string().optional(),
  }),
  deed(['session.logout', 'session.end'], 'session', {}),
  deed(['session.replayed'], 'session', { address: Address }),
  deed(['user.create'], 'user', { email: z.string(), role: Role, groups: Groups }),
  deed(['user.delete'], 'user', { email: z.string(), role: Role }),
  deed(['user.update', 'user.password-link', 'user.second-step-reset'], 'user', {
    email: z.string(),
  }),
  deed(['user.password-forgotten'], 'user', { address: Address }),
  deed(
    [
      ...(['user.password-change', 'user.password-reset', 'user.second-step-on'] as const),
      ...(['user.second-step-off', 'user.recovery-codes-made'] as const),
    ],
    'user',
    {},
  ),
  /** So many are left. */
  deed(['user.recovery-code-used'], 'user', { left: z.int() }),
  deed(['user.passkey-added'], 'user', { passkey: z.string() }),
  deed(['user.passkey-renamed'], 'user', {
    passkey: z.object({ before: z.string(), after: z.string() }),
  }),
  deed(['user.passkey-removed'], 'user', {
    /** The one that its owner removed. */
    passkey: z.string().optional(),
    /** All of a person, whom an administrator helped. */
    passkeys: z.array(z.string()).optional(),
    email: z.string().optional(),
  }),
  /** It counted less than before, or the same: there is a copy. */
  deed(['user.passkey-refused'], 'user', {
    passkey: z.string(),
    counter: z.number(),
    before: z.number(),
  }),
  deed(['host.join-token-created'], 'host', { label: z.string(), expiresAt: Instant }),
  deed(['host.join-token-revoked'], 'host', { label: z.string() }),
  deed(['host.rename'], 'host', { name: z.string() }),
  deed(['host.snapshot-confirmed'], 'host', { revision: z.int() }),
  deed(
    [
      ...(['host.drain-started', 'host.drain-ended'] as const),
      ...(['host.credential-replaced', 'host.credential-revoked'] as const),
    ],
    'host',
    {},
  ),
  deed(['host.delete'], 'host', {
    name: z.string(),
    /** So many went elsewhere: to one host, or each where placement had it go. */
    channels: z.int(),
    /** The name of that one host. */
    movedTo: z.string().nullable(),
    /** Of so many recordings something lay there; absent where it was not counted. */
    recordingsLost: z.int().optional(),
    /** So many that were not over go on elsewhere. */
    recordingsMoved: z.int().optional(),
  }),
  deed(['group.create', 'group.update', 'group.delete'], 'group', { name: z.string() }),
  deed(['preset.create', 'preset.delete'], 'preset', { name: z.string(), encoding: Encoding }),
  deed(['preset.update'], 'preset', {
    name: z.string(),
    /** So many channels that it restarted. */
    restarts: z.int().optional(),
  }),
  deed(['logo.upload', 'logo.delete'], 'logo', {
    width: z.int().optional(),
    height: z.int().optional(),
    bytes: z.int().optional(),
    sha256: z.string().optional(),
  }),
  deed(
    [
      ...(['settings.put', 'quality-schedule.put', 'second-step.require'] as const),
      ...(['signing-key.replace'] as const),
    ],
    'settings',
    {},
  ),
  deed(['alert-settings.put'], 'settings', {
    isNewPassword: z.boolean().optional(),
    isNewPing: z.boolean().optional(),
  }),
  deed(['recording-bucket.put'], 'settings', { isNewSecret: z.boolean().optional() }),
  deed(['recording-bucket.try'], 'settings', {
    server: z.string(),
    bucket: z.string(),
    ok: z.boolean(),
  }),
  deed(['audit.export'], 'settings', { format: z.enum(['csv', 'jsonl']) }),
  deed(['rollout.create'], 'rollout', {
    logo: Picture.nullable(),
    waveSize: z.int(),
    channels: z.int(),
  }),
  deed(['rollout.pause', 'rollout.resume'], 'rollout', {}),
  deed(['rollout.undo'], 'rollout', { channels: z.int() }),
  deed(['api-key.create'], 'api-key', {
    name: z.string(),
    role: Role,
    /** The begin of the key, by which people know it. */
    prefix: z.string(),
    expiresAt: Instant.nullable(),
    groups: Groups,
  }),
  deed(['api-key.revoke'], 'api-key', { name: z.string(), prefix: z.string() }),
  deed(['backup.download'], 'backup', { channels: z.int() }),
  deed(['backup.restore'], 'backup', {
    mode: z.string(),
    from: Instant,
    changes: z.int(),
    starts: z.int(),
    stops: z.int(),
    restarts: z.int(),
  }),
  deed(['incident.acknowledge'], 'incident', { cause: IncidentCause, note: z.string() }),
  deed(['incident.mute'], 'incident', { cause: IncidentCause, until: Instant }),
  deed(['incident.unacknowledge', 'incident.unmute'], 'incident', { cause: IncidentCause }),
  deed(['alert-target.create', 'alert-target.delete'], 'alert-target', {
    name: z.string(),
    address: z.record(z.string(), z.unknown()),
  }),
  deed(['alert-target.update'], 'alert-target', { name: z.string() }),
  /** Whether the other side took it. */
  deed(['alert-target.test'], 'alert-target', { name: z.string(), ok: z.boolean() }),
  deed(['alert-rule.update'], 'alert-rule', {}),
  deed(['maintenance.create', 'maintenance.delete'], 'maintenance', Upkeep),
  deed(['maintenance.update'], 'maintenance', {}),
  deed(['delivery.retry'], 'delivery', {
    target: z.string(),
    news: z.string(),
    incidentId: IncidentId.nullable(),
  }),
  deed(RECORDING_ACTS, 'recording', ofRecording),
] as const
