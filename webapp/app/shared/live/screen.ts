import { type LiveScope, MOST_FIGURES, packIds } from '@cashbacktv/contract'

/** What a page shows; of the channels that are on the screen the figures are told besides. */
export type Screen = Pick<LiveScope, 'senders' | 'samples'> & { one?: string }

const NOTHING: Screen = { senders: false, samples: false }
/** Scrolling is over when nothing came or went for so long. */
const SETTLED_MS = 250

let screen = NOTHING
const inView = new Map<string, number>()
let listener: (() => void) | null = null
let timer: ReturnType<typeof setTimeout> | undefined

export function currentScope(): LiveScope {
  const { one, senders, samples } = screen
  const ids = one ? [one] : [...inView.keys()].slice(-MOST_FIGURES).sort()
  return { channels: one ? 'one' : 'all', figures: packIds(ids), senders, samples }
}

/** Says what the page shows, until the returned function is called. */
export function showScreen(next: Screen): () => void {
  screen = next
  changed()
  return () => {
    if (screen !== next) return
    screen = NOTHING
    changed()
  }
}

/** Says that a channel is on the screen, until the returned function is called. */
export function showChannel(id: string): () => void {
  inView.set(id, (inView.get(id) ?? 0) + 1)
  changed()
  return () => {
    const left = (inView.get(id) ?? 1) - 1
    if (left > 0) inView.set(id, left)
    else inView.delete(id)
    changed()
  }
}

/** Calls the one listener when another scope has settled. */
export function onScope(next: () => void): () => void {
  listener = next
  return () => {
    if (listener === next) listener = null
    clearTimeout(timer)
  }
}

function changed(): void {
  clearTimeout(timer)
  timer = setTimeout(() => listener?.(), SETTLED_MS)
}
