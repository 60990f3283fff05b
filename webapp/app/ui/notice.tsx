import { cva, type VariantProps } from 'class-variance-authority'
import { CircleCheck, Info, OctagonX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../shared/class-names.ts'

const notice = cva(
  'flex gap-2.5 rounded-md border px-3 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0',
  {
    variants: {
      tone: {
        bad: 'border-bad/40 bg-bad-soft [&>svg]:text-bad',
        warning: 'border-warning/40 bg-warning-soft [&>svg]:text-warning',
        good: 'border-good/40 bg-good-soft [&>svg]:text-good',
        plain: 'border-line bg-raised [&>svg]:text-dim',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
)
const ICONS = { bad: OctagonX, warning: TriangleAlert, good: CircleCheck, plain: Info }

type NoticeProps = VariantProps<typeof notice> & {
  /** `alert` is read out at once, `status` when there is a pause. */
  role?: 'alert' | 'status'
  className?: string
  children: ReactNode
}

export function Notice({ tone, role, className, children }: NoticeProps) {
  const Icon = ICONS[tone ?? 'plain']
  return (
    <div role={role} className={classNames(notice({ tone }), className)}>
      <Icon aria-hidden="true" />
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
    </div>
  )
}
