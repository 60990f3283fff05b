import type { Environment } from '../environment.ts'
import { decodePercent, splitAddress } from '../source/source-url-split.ts'

/** Shorter ones would blot out words that are none. */
const SHORTEST = 6

/** What of the variables of a process must not be seen, wherever it stands: longest first. */
export function knownSecrets(environment: Environment): string[] {
  const found = Object.entries(environment).flatMap(([name, value = '']) => {
    if (/(PASSWORD|SECRET|TOKEN|HOST_KEY|SECRETS_KEY|SECRETS_KEY_OLD)$/.test(name))
      return [value.trim()]
    const [, ...password] = splitAddress(value.trim())?.user?.split(':') ?? []
    return [password.join(':'), decodePercent(password.join(':'))]
  })
  const long = [...new Set(found)].filter((secret) => secret.length >= SHORTEST)
  return long.sort((a, b) => b.length - a.length)
}
