import type { Api } from '../../stack/api-client.ts'
import type { Receiver } from './start-hook.ts'

/** Each receiver by its name; one whose name speaks of mail, or of Slack, is spoken to so. */
export async function addTargets(api: Api, receivers: readonly Receiver[]): Promise<void> {
  for (const { name, port } of receivers) {
    if (name.startsWith('mail')) await putMailServer(api, port)
    const { status, text } = await api.send('POST', '/alerts/targets', {
      name,
      address: addressOf(name, port),
    })
    if (status !== 201) throw new Error(`POST /alerts/targets answered ${status}: ${text}`)
  }
}

function addressOf(name: string, port: number) {
  const url = `http://127.0.0.1:${port}/hook`
  if (name.startsWith('mail')) return { kind: 'email', to: ['a@example.org'] }
  if (name.startsWith('slack')) return { kind: 'slack', url }
  return { kind: 'webhook', url, secret: 'a secret of sixteen' }
}

async function putMailServer(api: Api, port: number): Promise<void> {
  const smtp = { server: '127.0.0.1', port, security: 'none', from: 'tv@example.org' }
  const { status, text } = await api.send('PUT', '/alerts/settings', { smtp })
  if (status !== 200) throw new Error(`PUT /alerts/settings answered ${status}: ${text}`)
}
