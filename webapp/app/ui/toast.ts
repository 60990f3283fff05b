import type { ExternalToast } from 'sonner'
import { patiently } from '../shared/away/patiently.ts'

type Kind = 'success' | 'warning' | 'error'

/** What is said beside the page, and goes by itself. */
export const toast = {
  success: (text: string, options?: ExternalToast) => void say('success', text, options),
  warning: (text: string, options?: ExternalToast) => void say('warning', text, options),
  error: (text: string, options?: ExternalToast) => void say('error', text, options),
}

/** What shows toasts is loaded when the first one is said. */
export const loadToaster = patiently(() => import('./toaster.tsx'))

const listeners = new Set<() => void>()
let isWanted = false

/** Whether anything was ever said. */
export const toasterWanted = {
  get: () => isWanted,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

let tellMounted = () => {}
const mounted = new Promise<void>((resolve) => {
  tellMounted = resolve
})
/** To be called once toasts would be seen: what is said earlier waits, or it would be lost. */
export const toasterIsMounted = () => tellMounted()

async function say(kind: Kind, text: string, options?: ExternalToast): Promise<void> {
  isWanted = true
  for (const listener of listeners) listener()
  const [{ show }] = await Promise.all([loadToaster(), mounted])
  show[kind](text, options)
}
