/** What to write into a variable of the environment instead. */
export const environment = {
  'variable-port': 'Write a port from 0 to 65535.',
  'variable-address': 'Write an address that begins with {{begins}}.',
  'variable-base-address': 'Write an address without a question mark, a hash and a password.',
  'variable-networks': 'Write networks as 10.0.0.0/8, with commas between.',
  'variable-proxies':
    'Write on, off, or the networks of the proxies as 10.0.0.0/8, with commas between.',
} as const
