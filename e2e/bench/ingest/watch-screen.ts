import { type LiveMessage, packIds } from '@cashbacktv/contract'
import { stampOf } from './made-report.ts'

export type Screen = {
  /** From the agent's word to the screen, in ms. */
  latencies: number[]
  bytes(): number
  begin(): void
  stop(): void
}

/** A browser with these channels on its screen, as far as the live connection goes. */
export async function watchScreen(url: string, token: string, ids: string[]): Promise<Screen> {
  const abort = new AbortController()
  const input = encodeURIComponent(JSON.stringify({ figures: packIds(ids) }))
  const response = await fetch(`${url}/trpc/live.watch?input=${input}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    signal: abort.signal,
  })
  if (!response.ok || !response.body) throw new Error(`live.watch answered ${response.status}`)
  const screen = { latencies: [] as number[], bytes: 0, isCounting: false }
  readLines(response.body, screen).catch(() => {})
  return {
    latencies: screen.latencies,
    bytes: () => screen.bytes,
    begin() {
      screen.isCounting = true
    },
    stop: () => abort.abort(),
  }
}

type Counted = { latencies: number[]; bytes: number; isCounting: boolean }

async function readLines(body: ReadableStream<Uint8Array>, screen: Counted): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const now = stampOf(Date.now())
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (!screen.isCounting) continue
    screen.bytes += chunk.length
    for (const line of lines) screen.latencies.push(...stampsOf(line).map((said) => now - said))
  }
}

/** The instants of saying that a line carries, of changes alone. */
function stampsOf(line: string): number[] {
  if (!line.startsWith('data: {')) return []
  const message: Partial<LiveMessage> = JSON.parse(line.slice(6))
  const channels = message.whole ? [] : (message.channels ?? [])
  return channels.flatMap(({ outputBitrateKbps: said }) => (typeof said === 'number' ? said : []))
}
