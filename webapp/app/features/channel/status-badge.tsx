import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import type { Shape, StatusPresentation, Tone } from './domain/channel-status.ts'

const TONES: Record<Tone, string> = {
  good: 'bg-good-soft text-good',
  busy: 'bg-busy-soft text-busy',
  warning: 'bg-warning-soft text-warning',
  bad: 'bg-bad-soft text-bad',
  off: 'bg-off-soft text-off',
  unknown: 'bg-unknown-soft text-unknown',
}

/** The state of a channel in colour, shape and word, so that no one of them is needed. */
export function StatusBadge({
  status,
  className,
}: {
  status: StatusPresentation
  className?: string
}) {
  const { t } = useTranslation()
  const { tone, shape, label } = status
  return <StatusPill tone={tone} shape={shape} text={t(`phase.${label}`)} className={className} />
}

type StatusPillProps = { tone: Tone; shape: Shape; text: string; className?: string | undefined }

export function StatusPill({ tone, shape, text, className }: StatusPillProps) {
  return (
    <span
      className={classNames(
        'pill inline-flex items-center gap-1.5 rounded-sm px-1.5 py-0.5 font-semibold whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      <StatusShape shape={shape} />
      {text}
    </span>
  )
}

const SHAPES: Record<Shape, React.ReactNode> = {
  disc: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
    </>
  ),
  triangle: <path d="M6 1 11.4 10.6H.6z" fill="currentColor" />,
  diamond: <path d="M6 .4 11.6 6 6 11.6.4 6z" fill="currentColor" />,
  ring: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  question: (
    <>
      <circle
        cx="6"
        cy="6"
        r="4.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeDasharray="2.2 1.4"
      />
      <circle cx="6" cy="6" r="1.4" fill="currentColor" />
    </>
  ),
}

function StatusShape({ shape }: { shape: Shape }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 shrink-0">
      {SHAPES[shape]}
    </svg>
  )
}
