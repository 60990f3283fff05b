import type { ActionFunctionArgs } from '@remix-run/node'
import { type Api, attempt } from '../../shared/api.server.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import type { SetUp } from './second-step-set-up.tsx'

/** What came of a form of the second step; codes are in it only this once. */
export type SecondStepAnswer = {
  intent: string
  problem?: ApiProblem
  setUp?: SetUp
  codes?: string[]
}

/** Does what a form of the second step asks for. */
export async function actOnSecondStep(
  args: ActionFunctionArgs,
  intent: string,
  form: FormData,
): Promise<SecondStepAnswer> {
  const done = await attempt(args, (api) => act(api, intent, form))
  if (done.ok) return { intent, ...done.value }
  const { problem } = done
  if (intent !== 'confirm') return { intent, problem }
  // The picture stays in sight of who has mistyped a code.
  const pending = await attempt(args, (api) => api.secondStep.pending.mutate())
  const setUp = pending.ok ? pending.value.setUp : null
  return { intent, problem, ...(setUp ? { setUp: pictured(setUp) } : {}) }
}

async function act(
  api: Api,
  intent: string,
  form: FormData,
): Promise<Omit<SecondStepAnswer, 'intent'>> {
  const password = String(form.get('password') ?? '')
  const code = String(form.get('code') ?? '')
  switch (intent) {
    case 'begin':
      return { setUp: pictured(await api.secondStep.begin.mutate({ password })) }
    case 'confirm':
      return { codes: (await api.secondStep.confirm.mutate({ code })).codes }
    case 'renew':
      return { codes: (await api.secondStep.renewCodes.mutate({ password, code })).codes }
    default:
      await api.secondStep.switchOff.mutate({ password, code })
      return {}
  }
}

function pictured({ secret, qr, expiresAt }: SetUp): SetUp {
  return {
    secret,
    expiresAt,
    qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}`,
  }
}
