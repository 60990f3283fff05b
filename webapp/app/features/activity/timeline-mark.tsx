import type { Tone } from '../channel/domain/channel-status.ts'

const MARKS: Record<Tone, { shape: string; color: string }> = {
  good: { shape: '●', color: 'text-good' },
  busy: { shape: '◐', color: 'text-busy' },
  warning: { shape: '▲', color: 'text-warning' },
  bad: { shape: '◆', color: 'text-bad' },
  off: { shape: '○', color: 'text-off' },
  unknown: { shape: '○', color: 'text-unknown' },
}

/** The colour and the shape of what a line of activity says. */
export function TimelineMark({ tone }: { tone: Tone }) {
  const { shape, color } = MARKS[tone]
  return (
    <span aria-hidden="true" className={`${color} text-xs leading-5`}>
      {shape}
    </span>
  )
}
