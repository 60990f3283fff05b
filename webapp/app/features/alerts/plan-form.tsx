import { useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useRequestId } from '../../shared/use-request-id.ts'
import { Button } from '../../ui/button.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { BrowserZone } from './zone-fields.tsx'

type PlanFormProps = {
  intent: string
  /** The id that the server offers for what is planned: sent twice, it is planned once. */
  newId: string
  /** A new value each time one was planned. */
  saved: unknown
  /** What is wrong with it as a whole. */
  problem: ReactNode
  /** What its button says. */
  submit: string
  children: ReactNode
}

/** A form that plans something by the clock of whoever plans it. */
export function PlanForm({ intent, newId, saved, problem, submit, children }: PlanFormProps) {
  const busy = useNavigation().formMethod === 'POST'
  const id = useRequestId(newId, saved)
  return (
    <KeptForm method="post" noValidate saved={saved} className="grid gap-4">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="newId" value={id} />
      <ProblemNotice>{problem}</ProblemNotice>
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="primary" aria-disabled={busy}>
          {submit}
        </Button>
        <BrowserZone className="text-xs text-dim" />
      </div>
    </KeptForm>
  )
}
