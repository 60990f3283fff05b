import type { ReactNode } from 'react'

const LOOKS = {
  warning: { mark: '▲', color: 'text-warning' },
  bad: { mark: '▼', color: 'text-bad' },
}

type TonedFigureProps = { tone: 'plain' | keyof typeof LOOKS; children: ReactNode }

/** A figure that says by a shape and a colour that it is not well; plain while it is. */
export function TonedFigure({ tone, children }: TonedFigureProps) {
  if (tone === 'plain') return <>{children}</>
  const { mark, color } = LOOKS[tone]
  return (
    <span className={`${color} font-semibold`}>
      <span aria-hidden="true" className="mr-0.5 text-[0.7em]">
        {mark}
      </span>
      {children}
    </span>
  )
}
