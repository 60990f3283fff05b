import { CircleCheck, Info, OctagonX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../shared/class-names.ts'

const BASE =
  'flex gap-2.5 rounded-md border px-3 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0'
const TONES = {
  bad: 'border-bad/40 bg-bad-soft [&>svg]:text-bad',
  warning: 'border-warning/40 bg-warning-soft [&>svg]:text-warning',
  good: 'border-good/40 bg-good-soft [&>svg]:text-good',
  plain: 'border-line bg-raised [&>svg]:text-dim',
}
const ICONS = { bad: OctagonX, warning: TriangleAlert, good: CircleCheck, plain: Info }

type NoticeProps = {
  tone?: keyof typeof TONES | undefined
  /** `alert` is read out at once, `status` when there is a pause. */
  role?: 'alert' | 'status'
  className?: string
  children: ReactNode
}

export function Notice({ tone = 'plain', role, className, children }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div role={role} className={classNames(BASE, TONES[tone], className)}>
      <Icon aria-hidden="true" />
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
    </div>
  )
}
