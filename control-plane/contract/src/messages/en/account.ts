/** What is said to who logs in, and of people, their sessions, passwords and keys. */
export const account = {
  'log-in-first': 'Log in first.',
  'metrics-key-needed': 'Send the key of a viewer as a Bearer token. Settings, API keys makes one.',
  'log-in-with-token': 'Log in first, and send the access token as a Bearer token.',
  'role-needed': 'This takes the role {{role:message}}.',
  'role-viewer': 'viewer',
  'role-operator': 'operator',
  'role-admin': 'admin',
  'not-for-keys': 'No key may do this. Log in as a person.',
  'code-needed': 'This account takes a second step: send the code of the app as `code`, too.',
  'code-wrong': 'This code is wrong, over, or was used before.',
  'code-empty': 'Enter a code.',
  'log-in-step-over': 'That took too long. Begin anew with the password.',
  'second-step-on': 'The second step is on already.',
  'second-step-off': 'The second step is off.',
  'second-step-needed':
    'A second step is required of you. Set one up first, in the web app or by `POST /auth/second-step`.',
  'second-step-last':
    'A second step is required of you, and this is your only one. Add another before you remove it.',
  'second-step-own-first': 'Set up a second step of your own first: you would be locked out.',
  'passkey-needed':
    'A second step is required of this account, and it has passkeys alone: log in with one in the web app.',
  'signing-key-given':
    'The key that signs log-ins is given by JWT_SECRET. Give a new one there, and the present one as JWT_SECRET_OLD.',
  'second-step-not-begun': 'Nothing waits for a code any more. Begin anew.',
  'session-over': 'This session is over. Log in again.',
  'session-missing': 'This session does not exist.',
  'too-many-attempts': 'Too many attempts. Try again in {{seconds:whole}} s.',
  'requests-spent':
    'Too many requests: {{limit:whole}} a minute at most. Try again in {{seconds:whole}} s.',
  'too-many-log-ins': 'Too many people log in at once. Try again.',
  'too-many-live':
    'Too many live connections are open already. Close tabs of this app or programs that listen, and try again.',
  'person-missing': 'This person does not exist.',
  'account-exists': 'Somebody has an account with this address already.',
  'last-admin': 'This is the last administrator. Make somebody else an administrator first.',
  'password-wrong': 'This is not your password.',
  'password-empty': 'Enter a password.',
  'mail-invitation-subject': 'Your account for CashbackTV Transcoder',
  'mail-invitation-text':
    'Somebody has made an account for you. Set your password within {{hours:whole}} hours: {{url}} It works once.',
  'mail-reset-subject': 'A new password for CashbackTV Transcoder',
  'mail-reset-text':
    'Set a new password within {{hours:whole}} hour: {{url}} It works once. If you have not asked for it, do nothing: your password stays as it is.',
  'link-spent':
    'This link was used before, is too old, or was replaced by a newer one. Ask an administrator for another.',
  'key-missing': 'There is no such key.',
  'key-role': 'A key cannot have more rights than you have.',
  'key-role-needed':
    'This takes a key with the role {{role:message}} or one above it. This key acts as {{has:message}}.',
  'key-expired': 'This key has been over since {{end}}. Make another under Settings, API keys.',
  'key-ends-twice': 'Say after how many days it ends, or when, not both.',
  'key-ends-before': 'Choose a time to come.',
  'key-name-empty': 'Give the key a name.',
} as const
