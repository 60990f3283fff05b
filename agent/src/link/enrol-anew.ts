import { HostIdentity } from '@cashbacktv/contract'
import { readJson } from '../files/json-file.ts'
import { askToEnrol } from './ask-to-enrol.ts'
import { type EnrolOptions, hashOfToken, keepEnrolment, refusal, writeIdentity } from './enrol.ts'
import { errorSentence } from './error-sentence.ts'
import { sayOnceOn } from './say-once.ts'

/**
 * What to do whenever a host that has an identity is refused with it: it was revoked or deleted, or
 * is sent to another installation. A join token that this control plane was not given before is
 * spent, and `onEnrolled` called once the new identity is written. One that is over lies on in the
 * host's settings: it is noted as tried, and the identity stays, which a database that is restored
 * may know again. Asks nothing while the host is let in, so that an enrolled host given a new token
 * stays who it is.
 */
export function enrolAnewWhenRefused(options: EnrolOptions, onEnrolled: () => void): () => void {
  const { log } = options
  const { sayOnce } = sayOnceOn(log)
  let isAsking = false

  async function enrolAnew(): Promise<void> {
    const { identityFile, controlPlaneUrl, joinToken, name } = options
    const read = readJson(identityFile, HostIdentity)
    if (joinToken === null || read.kind !== 'ok') return
    const tried = { joinTokenHash: hashOfToken(joinToken), controlPlaneUrl }
    const { value: identity } = read
    const isSameToken = identity.joinTokenHash === tried.joinTokenHash
    if (isSameToken && identity.controlPlaneUrl === controlPlaneUrl) return
    const answer = await askToEnrol(controlPlaneUrl, joinToken, name)
    if (answer.kind === 'enrolled') {
      keepEnrolment(options, joinToken, answer.reply)
      onEnrolled()
    } else if (answer.kind === 'refused') {
      sayOnce(answer.why, refusal(answer.why))
      if (answer.tokenIsOver) writeIdentity(identityFile, { ...identity, ...tried })
    }
  }

  return () => {
    if (isAsking) return
    isAsking = true
    void enrolAnew()
      .catch((error: unknown) => log.warn({ error: errorSentence(error) }, 'Not enrolled anew'))
      .finally(() => {
        isAsking = false
      })
  }
}
