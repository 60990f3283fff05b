import type { ServiceContext } from '../../context.ts'
import type { VerbPlan } from '../../domain/channels/plan-verb.ts'
import { hostOf } from '../../domain/fleet/live-state.ts'
import { streamBase } from './channel-view.ts'
import type { Subject } from './read-subjects.ts'

type Plan = VerbPlan & { subject: Subject | undefined }

/** The same plans, with what follows from the hosts that channels leave and go to. */
export function sayMove(
  { view, config }: Pick<ServiceContext, 'view' | 'config'>,
  plans: readonly Plan[],
): Plan[] {
  const { state } = view.known()
  // Our own origin is on both sides, whatever it is.
  const addressOf = (row: Pick<Subject, 'slug' | 'hostId'>) =>
    streamBase({ config, origin: '' }, row, state)
  return plans.map((plan) => {
    const { subject, changes, result } = plan
    if (!subject || !changes.hostId || subject.hostId === null) return plan
    const after = addressOf({ ...subject, hostId: changes.hostId })
    const newAddress = after !== addressOf(subject)
    const leavesSilent = subject.on && hostOf(state, subject)?.link === 'unknown'
    return { ...plan, result: { ...result, newAddress, leavesSilent } }
  })
}
