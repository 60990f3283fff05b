/** What a person, or a key of one, does to a channel and that is written down. */
export const CHANNEL_ACTS = [
  'channel.create',
  'channel.update',
  'channel.delete',
  'channel.restore',
  'channel.start',
  'channel.stop',
  'channel.restart',
  'channel.move',
  'channel.rollout',
  'channel.rollout-undo',
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
  'host.join-token-created',
  'host.join-token-revoked',
  'host.rename',
  'host.drain-started',
  'host.drain-ended',
  'host.snapshot-confirmed',
  'host.credential-revoked',
  'host.delete',
  'preset.create',
  'preset.update',
  'preset.delete',
  'logo.upload',
  'logo.delete',
  'settings.put',
  'rollout.create',
  'rollout.pause',
  'rollout.resume',
  'rollout.undo',
  'api-key.create',
  'api-key.revoke',
  'backup.download',
  'backup.restore',
] as const

/** Everything that a person, or a key of one, does and that is written down. A closed list, so that each has words in both languages. */
export const AUDIT_ACTIONS = [...CHANNEL_ACTS, ...OTHER_ACTS] as const
export type ChannelAct = (typeof CHANNEL_ACTS)[number]
export type OtherAct = (typeof OTHER_ACTS)[number]
export type AuditAction = (typeof AUDIT_ACTIONS)[number]
