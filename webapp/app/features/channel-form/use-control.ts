import { createContext, useContext } from 'react'
import { controlId } from './domain/form-parts.ts'

/** The control that the focus goes to after a refused save; null while none was. */
export const FirstMistake = createContext<string | null>(null)

/** What a control of the form needs to be found by its name, and to have the focus when it is the first mistake. */
export function useControl() {
  const first = useContext(FirstMistake)
  return (control: string) => ({ id: controlId(control), autoFocus: control === first })
}
