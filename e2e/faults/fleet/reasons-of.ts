import type { Api } from '../../stack/api-client.ts'
import { waitFor } from '../../stack/wait-for.ts'

/** Why each of these channels is not on air, by its name: the newest code of each, once all have told one. */
export async function reasonsOf(
  api: Api,
  channels: readonly { id: string; name: string }[],
): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  await waitFor(
    'a reason of each',
    async () => {
      for (const { id, name } of channels) {
        const { reason } = await api.channel(id)
        if (reason !== null) told.set(name, reason.code)
      }
      return told.size === channels.length
    },
    { timeoutMs: 90_000, everyMs: 500 },
  )
  return told
}
