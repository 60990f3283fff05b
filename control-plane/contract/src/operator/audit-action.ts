/** What a person, or a key of one, does to a channel and that is written down. */
export const CHANNEL_ACTS = [
  'channel.create',
  'channel.update',
  'channel.reveal',
  'channel.playback-key',
  'channel.playback-end',
  'channel.delete',
  'channel.restore',
  'channel.start',
  'channel.stop',
  'channel.restart',
  'channel.move',
  'channel.rollout',
  'channel.rollout-undo',
] as const

/** What is done to a recording, or to the plan of one. */
export const RECORDING_ACTS = [
  'recording.create',
  'recording.stop',
  'recording.export',
  'recording.upload',
  'recording.delete',
  'recording.plan',
  'recording.unplan',
] as const

/** What is done to anything else. */
export const OTHER_ACTS = [
  'session.login',
  'session.logout',
  'session.end',
  'session.replayed',
  'user.create',
  'user.update',
  'user.delete',
  'user.password-change',
  'user.password-forgotten',
  'user.password-link',
  'user.password-reset',
  'user.second-step-on',
  'user.second-step-off',
  'user.second-step-reset',
  'second-step.require',
  'user.recovery-codes-made',
  'user.recovery-code-used',
  'user.passkey-added',
  'user.passkey-renamed',
  'user.passkey-removed',
  'user.passkey-refused',
  'host.join-token-created',
  'host.join-token-revoked',
  'host.rename',
  'host.drain-started',
  'host.drain-ended',
  'host.snapshot-confirmed',
  'host.credential-replaced',
  'host.credential-revoked',
  'host.delete',
  'group.create',
  'group.update',
  'group.delete',
  'preset.create',
  'preset.update',
  'preset.delete',
  'logo.upload',
  'logo.delete',
  'settings.put',
  'signing-key.replace',
  'rollout.create',
  'rollout.pause',
  'rollout.resume',
  'rollout.undo',
  'api-key.create',
  'api-key.revoke',
  'backup.download',
  'backup.restore',
  'audit.export',
  'incident.acknowledge',
  'incident.unacknowledge',
  'incident.mute',
  'incident.unmute',
  'alert-target.create',
  'alert-target.update',
  'alert-target.delete',
  'alert-target.test',
  'alert-rule.update',
  'alert-settings.put',
  'quality-schedule.put',
  'maintenance.create',
  'maintenance.update',
  'maintenance.delete',
  'delivery.retry',
  ...RECORDING_ACTS,
  'recording-bucket.put',
  'recording-bucket.try',
] as const

/** Everything that a person, or a key of one, does and that is written down. A closed list, so that each has words in both languages. */
export const AUDIT_ACTIONS = [...CHANNEL_ACTS, ...OTHER_ACTS] as const
export type ChannelAct = (typeof CHANNEL_ACTS)[number]
export type RecordingAct = (typeof RECORDING_ACTS)[number]
export type OtherAct = (typeof OTHER_ACTS)[number]
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** By which door somebody came: pages and their procedures, REST with a session, or a key. */
export const AUDIT_DOORS = ['web', 'rest', 'key'] as const
export type AuditDoor = (typeof AUDIT_DOORS)[number]

/** What things are done to. */
export const AUDIT_KINDS = [
  ...(['channel', 'logo', 'settings', 'user', 'host', 'session', 'rollout', 'preset'] as const),
  ...(['api-key', 'backup', 'incident', 'alert-target', 'alert-rule', 'maintenance'] as const),
  ...(['delivery', 'recording', 'group'] as const),
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]
