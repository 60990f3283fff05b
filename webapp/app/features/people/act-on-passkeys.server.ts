import type { ActionFunctionArgs } from '@remix-run/node'
import { type Api, attempt } from '../../shared/api.server.ts'
import type { PasskeyAnswer, PasskeyIntent } from './passkey-answer.ts'

/** Does what a form of the passkeys asks for. */
export async function actOnPasskeys(
  args: ActionFunctionArgs,
  intent: PasskeyIntent,
  form: FormData,
): Promise<PasskeyAnswer> {
  const field = (name: string) => String(form.get(name) ?? '')
  const about = { intent, id: field('id') || null, name: field('name') }
  const done = await attempt(args, (api) => act(api, intent, field))
  return done.ok ? { ...about, ...done.value } : { ...about, problem: done.problem }
}

async function act(
  api: Api,
  intent: PasskeyIntent,
  field: (name: string) => string,
): Promise<Pick<PasskeyAnswer, 'creation'>> {
  const [id, name, code] = [field('id'), field('name'), field('code')]
  const proof = { password: field('password'), ...(code ? { code } : {}) }
  switch (intent) {
    case 'beginPasskey':
      return { creation: await api.passkeys.begin.mutate({ ...proof, name }) }
    case 'addPasskey':
      await api.passkeys.add.mutate({ name, created: JSON.parse(field('created')) })
      return {}
    case 'renamePasskey':
      await api.passkeys.rename.mutate({ id, name })
      return {}
    case 'removePasskey':
      await api.passkeys.remove.mutate({ id, ...proof })
      return {}
  }
}
