import type { AlertTargetTest } from '@cashbacktv/contract'
import type { Api } from '../../shared/api.server.ts'

export type TargetDone =
  | { done: 'enabled' | 'disabled' | 'deleted' }
  | { tested: string; test: AlertTargetTest }

/** What a person asked of a target in the list, by the form that was sent. */
export async function actOnTarget(
  api: Api,
  id: string,
  intent: FormDataEntryValue | null,
): Promise<TargetDone> {
  switch (intent) {
    case 'test':
      return { tested: id, test: await api.alertTargets.test.mutate({ id }) }
    case 'delete':
      await api.alertTargets.delete.mutate({ id })
      return { done: 'deleted' }
    case 'enable':
      await api.alertTargets.update.mutate({ id, enabled: true })
      return { done: 'enabled' }
    default:
      await api.alertTargets.update.mutate({ id, enabled: false })
      return { done: 'disabled' }
  }
}
