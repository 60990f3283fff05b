import { isStrayPress, type Press } from './domain/stray-press.ts'

/** What may be pressed again at once though its words change: headings that sort, and what says so. */
const AGAIN = 'th, [data-press-again]'

/** Keeps presses that were meant for what is no longer there from doing anything. For the whole document. */
export function ignoreStrayPresses(): void {
  let last: Press | null = null
  const look = (event: MouseEvent) => {
    const pressed = event.target instanceof Element ? event.target.closest('button, a') : null
    if (!pressed || pressed.closest(AGAIN)) return
    const press: Press = {
      atMs: event.timeStamp,
      x: event.clientX,
      y: event.clientY,
      name: pressed.getAttribute('aria-label') ?? pressed.textContent ?? '',
      element: pressed,
      byKeyboard: event.detail === 0,
    }
    if (isStrayPress(last, press)) {
      event.preventDefault()
      event.stopImmediatePropagation()
    } else last = press
  }
  window.addEventListener('click', look, { capture: true })
}
