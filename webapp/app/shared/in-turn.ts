import { flushSync } from 'react-dom'

/** A third of a frame at 60 a second: the rest is for laying out and painting what was rendered. */
const BUDGET_MS = 5

const waiting = new Set<() => void>()
let isAsked = false
let channel: MessageChannel | undefined

/**
 * Renders one after another, a few a frame, what would hold the page up when it came at once. Each
 * step sets state and is done at once. Answers how to take it back.
 */
export function inTurn(step: () => void): () => void {
  waiting.add(step)
  ask()
  return () => waiting.delete(step)
}

function ask() {
  if (isAsked) return
  isAsked = true
  channel ??= open()
  const { port1 } = channel
  // After the next paint and not before it, so that a frame never waits for what is only coming.
  requestAnimationFrame(() => port1.postMessage(null))
}

function open(): MessageChannel {
  const opened = new MessageChannel()
  opened.port2.onmessage = () => {
    isAsked = false
    const until = performance.now() + BUDGET_MS
    for (const step of waiting) {
      waiting.delete(step)
      flushSync(step)
      if (performance.now() >= until) break
    }
    if (waiting.size > 0) ask()
  }
  return opened
}
