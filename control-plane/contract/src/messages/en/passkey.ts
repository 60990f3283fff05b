/** What is said of passkeys, and of where they cannot be used. */
export const passkey = {
  'passkey-name-empty': 'Give the passkey a name.',
  'passkey-missing': 'This passkey does not exist.',
  'passkey-over': 'That took too long, or was tried before. Try again.',
  'passkey-refused':
    'This passkey opens nothing here. It may have been removed: log in with your password.',
  'passkey-not-added':
    'This passkey cannot be taken: its answer is not of this site, or was given without asking for you. Try again.',
  'passkey-known': 'This passkey is known already.',
  'passkeys-full': 'There are {{most:whole}} passkeys already. Remove one first.',
  'passkeys-none': 'This person has no passkeys.',
  'passkeys-need-address':
    'Passkeys need to know the address of this site: start the control plane with PUBLIC_URL set, such as https://tv.example.',
  'passkeys-need-name':
    'Passkeys need a name, and PUBLIC_URL has the address {{host}}. Set it to one such as https://tv.example.',
  'passkeys-need-https':
    'Passkeys need https, and PUBLIC_URL is {{site}}. Serve this site over https and set PUBLIC_URL to that.',
} as const
