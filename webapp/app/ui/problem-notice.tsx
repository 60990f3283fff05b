import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'

/** What went wrong with what was sent, read out at once; nothing where nothing did. */
export function ProblemNotice({ children }: { children: ReactNode }) {
  if (!children) return null
  return (
    <Notice tone="bad" role="alert">
      {children}
    </Notice>
  )
}
