import { type PointerEvent, useRef, useState } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import type { PastTimeline } from './domain/past-marks.ts'
import { usePastPicture } from './use-past-picture.ts'

type PastPictureProps = {
  timeline: PastTimeline
  /** Address of the playlist that the timeline is read from. */
  playlist: string | null
  /** To an instant in milliseconds since 1970. */
  goTo: (at: number) => void
}

const WIDTH = 160

/** Below the marks of a strip: what was on air where the pointer is, and a way there. The player has one by keyboard. */
export function PastPicture({ timeline, playlist, goTo }: PastPictureProps) {
  const format = useFormat()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [pointed, setPointed] = useState<{ at: number; left: number } | null>(null)
  const show = usePastPicture(canvas, playlist)
  const follow = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const into = Math.min(1, Math.max(0, (clientX - left) / width))
    const at = timeline.from + into * (timeline.to - timeline.from)
    setPointed({ at, left: into * 100 })
    show(at)
  }
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        onPointerMove={follow}
        onPointerLeave={() => setPointed(null)}
        onClick={() => pointed && goTo(pointed.at)}
        className="absolute inset-0 cursor-pointer"
      />
      <div
        aria-hidden="true"
        data-past-picture=""
        className={`pointer-events-none absolute bottom-full z-20 mb-1 -translate-x-1/2 overflow-hidden rounded-md border border-line bg-black text-center text-white shadow-lg ${pointed === null ? 'invisible' : ''}`}
        style={{ left: `clamp(${WIDTH / 2}px, ${pointed?.left ?? 50}%, 100% - ${WIDTH / 2}px)` }}
      >
        <canvas ref={canvas} width={WIDTH} height={0} className="block" />
        <span className="block px-2 py-0.5 text-xs tabular-nums">
          {format.timeOfDay(pointed?.at ?? timeline.from)}
        </span>
      </div>
    </>
  )
}
