/** What is planted of each column that is sealed or hashed, by the names in `sow.ts` and beside it. */
export const OF_COLUMNS: Record<string, string[]> = {
  'alert_targets.address': [
    ...['secret that signs webhooks', 'address of a webhook', 'address of Slack'],
    ...['address of Discord', 'address of Teams', 'address of an SMS gateway'],
    'header of an SMS gateway',
  ],
  'api_keys.key_hash': ['API key'],
  'channels.restreams': [
    ...['stream key of a restream', 'SRT passphrase of a restream'],
    'key and password of a push of HLS',
  ],
  'host_credentials.secret_hash': ['credential of a host'],
  'join_tokens.token_hash': ['join token', 'join token that was spent'],
  'password_resets.token_hash': ['link for a password'],
  'recovery_codes.code_hash': ['recovery code'],
  'second_steps.secret': ['secret of a second step'],
  'sessions.refresh_hash': ['refresh token'],
  'sources.reading': ['header of a source', 'user agent', 'referrer'],
  'sources.url': [
    ...['password of a source', 'stream key of a source', 'SRT passphrase of a source'],
    'query of a source',
  ],
  'users.password_hash': ['password of a person'],
}

/** Sealed or hashed, and no secret of those who may read it here; with the reason. */
export const TOLD: Record<string, string> = {
  'recordings.key': 'part of the address at which whoever may watch a recording plays it',
  'settings.value': 'by its own list, a row a group of settings',
}

/** What is planted of each group of settings; none where nothing in it lets anybody in. */
export const OF_SETTINGS: Record<string, string[]> = {
  alerts: ['password of the mail server', 'address of the dead-man ping'],
  'playback-secret': ['secret that signs addresses of viewers'],
  'recording-bucket': ['secret of the bucket'],
  demo: [],
  'dead-man': [],
  host: [],
  'networks-of-environment': [],
  quality: [],
  'second-step': [],
  'secrets-key': [],
  // Given as JWT_SECRET where it is looked for.
  'signing-key': ['key that signs log-ins'],
}
