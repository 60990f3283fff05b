import { controlId } from './domain/form-parts.ts'

export const PROBLEMS_ID = 'form-problems'

/** Goes to a control of the form, wherever it is folded away; to the list of problems where there is none. */
export function focusControl(control: string | null): void {
  const wanted = control === null ? null : document.getElementById(controlId(control))
  const element = wanted ?? document.getElementById(PROBLEMS_ID)
  if (!element) return
  let folded = element.closest('details')
  while (folded) {
    folded.open = true
    folded = folded.parentElement?.closest('details') ?? null
  }
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'center' })
}
