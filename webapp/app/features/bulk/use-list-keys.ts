import type { KeyboardEvent } from 'react'
import { NOTHING_SELECTED, selectAll } from './domain/selection.ts'
import type { SelectionStore } from './selection-store.ts'

const STEPS: Record<string, 'next' | 'previous' | 'below' | 'above' | 'first' | 'last'> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  ArrowDown: 'below',
  ArrowUp: 'above',
  Home: 'first',
  End: 'last',
}

/** Keys within the list: arrows go from box to box, Enter opens the channel, Ctrl+A chooses all shown, Escape none. */
export function listKeys(store: SelectionStore, shown: () => readonly string[]) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      store.change((old) => selectAll(old, shown()))
      return
    }
    if (event.key === 'Escape') {
      store.change(() => NOTHING_SELECTED)
      return
    }
    const box = event.target
    if (!(box instanceof HTMLInputElement) || !box.dataset.select) return
    if (event.key === 'Enter') {
      event.preventDefault()
      linkTo(event.currentTarget, box.dataset.select)?.click()
      return
    }
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    moveFocus(event.currentTarget, box, step)
  }
}

/** Its own link, so that whatever a click on it does happens. */
function linkTo(list: HTMLElement, channelId: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`a[href="/channels/${CSS.escape(channelId)}"]`)
}

function moveFocus(list: HTMLElement, from: HTMLElement, step: (typeof STEPS)[string]) {
  const boxes = [...list.querySelectorAll<HTMLElement>('[data-select]')]
  const at = boxes.indexOf(from)
  const columns = columnsOf(boxes)
  const targets = {
    next: at + 1,
    previous: at - 1,
    below: at + columns,
    above: at - columns,
    first: 0,
    last: boxes.length - 1,
  }
  const target = step && boxes[targets[step]]
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

function columnsOf(boxes: HTMLElement[]): number {
  const top = boxes[0]?.getBoundingClientRect().top
  const next = boxes.findIndex((box) => box.getBoundingClientRect().top !== top)
  return next === -1 ? boxes.length : next
}
