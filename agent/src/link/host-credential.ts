import { HostIdentity, messageOf } from '@cashbacktv/contract'
import { readJson, writeDurably } from '../files/json-file.ts'
import { NotAnswered } from './not-answered.ts'

export type HostCredential = {
  /** What the control plane is asked with now. */
  current(): string
  /** Kept for good before it counts. @throws when it cannot be written */
  replace(next: string): void
  /**
   * The control plane does not know the current one: the one before is tried next, and then this
   * again. True when there is one that was not tried yet.
   */
  refused(): boolean
}

type Given = Pick<HostIdentity, 'credential' | 'formerCredential'>

/** The credential of this host, kept by `keep`. */
export function hostCredential(given: Given, keep: (kept: Given) => void): HostCredential {
  let { credential, formerCredential: former } = given
  let isUntried = former !== undefined
  return {
    current: () => credential,
    replace(next) {
      const kept = { credential: next, formerCredential: credential }
      keep(kept)
      credential = kept.credential
      former = kept.formerCredential
      isUntried = true
    },
    refused() {
      const isWorthIt = isUntried
      isUntried = false
      if (former !== undefined) [credential, former] = [former, credential]
      return isWorthIt
    },
  }
}

/** In the identity file of a host that enrolled itself. */
export function keepInFile(identityFile: string): (kept: Given) => void {
  return (kept) => {
    const read = readJson(identityFile, HostIdentity)
    if (read.kind !== 'ok') throw new NotAnswered(messageOf('identity-lost'))
    writeDurably(identityFile, JSON.stringify({ ...read.value, ...kept }), 0o600)
  }
}

/** Of a host whose identity was given to it, by whoever starts it. */
export function keptElsewhere(): never {
  throw new NotAnswered(messageOf('credential-elsewhere'))
}
