import { messageOf } from '@cashbacktv/contract'
import { DomainError } from '../domain/errors.ts'
import { answer } from './answer.ts'
import { type Instance, openInstance } from './open-instance.ts'
import { refuse } from './refuse.ts'

type Execution = { waitUntil(work: Promise<unknown>): void }

let instance: Instance | null = null

/** The operators' API as edge runtimes call it. */
export default {
  async fetch(
    request: Request,
    bindings: Readonly<Record<string, unknown>>,
    execution: Execution,
  ): Promise<Response> {
    try {
      instance ??= openInstance(bindings)
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error))
      return refuse(request, new DomainError('unavailable', messageOf('edge-not-set-up')))
    }
    return answer(instance, request, (work) => execution.waitUntil(work))
  },
}
