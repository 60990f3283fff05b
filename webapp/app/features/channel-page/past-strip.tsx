import type { ChannelId } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type MarkKind, marksOf, type PastMark, type PastTimeline } from './domain/past-marks.ts'
import { PastPicture } from './past-picture.tsx'
import { usePastIncidents } from './use-past-incidents.ts'

type PastStripProps = {
  channelId: ChannelId
  timeline: PastTimeline
  /** Address of the playlist that it is read from. */
  playlist: string | null
  /** To an instant in milliseconds since 1970. */
  goTo: (at: number) => void
}

/** So much of what came before is shown too: what happened is seen happening. */
const LEAD_MS = 4000

/** Where seams, slates, gaps and incidents were in what can be gone back to; each leads there. */
export function PastStrip({ channelId, timeline, playlist, goTo }: PastStripProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const incidents = usePastIncidents(channelId, timeline.from)
  const marks = marksOf(timeline, incidents)
  const kinds = KINDS.filter((kind) => marks.some((mark) => mark.kind === kind))
  const said = ({ kind, from, to }: PastMark) => {
    const [begin, end] = [format.timeOfDay(from), format.timeOfDay(to)]
    return `${t(`pastMarks.${kind}`)}, ${begin === end ? begin : `${begin} – ${end}`}`
  }
  return (
    <div className="grid gap-1.5 pt-2 text-xs text-dim">
      <div className="relative h-7 rounded border border-line bg-well">
        <PastPicture timeline={timeline} playlist={playlist} goTo={goTo} />
        <ol
          aria-label={t('pastMarks.title')}
          className="pointer-events-none absolute inset-0 overflow-hidden"
        >
          {marks.map((mark) => (
            <li
              key={`${mark.kind}-${mark.from}`}
              className={`pointer-events-auto absolute ${FORMS[mark.kind]}`}
              style={{ left: `min(${mark.left}%, 100% - 3px)`, width: `max(${mark.width}%, 3px)` }}
            >
              <button
                type="button"
                title={said(mark)}
                aria-label={said(mark)}
                onClick={() => goTo(mark.from - LEAD_MS)}
                className="block size-full cursor-pointer"
              />
            </li>
          ))}
        </ol>
      </div>
      <div className="flex justify-between gap-3 tabular-nums">
        <span>{format.timeOfDay(timeline.from)}</span>
        <span className="flex flex-wrap justify-center gap-x-3">
          {kinds.length === 0 ? t('pastMarks.none') : null}
          {kinds.map((kind) => (
            <span key={kind} className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className={`inline-block ${SIGNS[kind]}`} />
              {t(`pastMarks.${kind}`)}
            </span>
          ))}
        </span>
        <span>{format.timeOfDay(timeline.to)}</span>
      </div>
    </div>
  )
}

const KINDS: readonly MarkKind[] = ['seam', 'slate', 'gap', 'incident']

/** Told apart by their places too: incidents below, the picture above, seams across. */
const FORMS: Record<MarkKind, string> = {
  slate: 'top-0 h-4 bg-warning',
  gap: 'top-0 h-4 bg-bad',
  seam: 'inset-y-0 z-10 bg-ink',
  incident: 'bottom-0 h-2 bg-busy',
}
const SIGNS: Record<MarkKind, string> = {
  slate: 'h-3 w-3 bg-warning',
  gap: 'h-3 w-3 bg-bad',
  seam: 'h-3.5 w-[3px] bg-ink',
  incident: 'h-1.5 w-3 bg-busy',
}
