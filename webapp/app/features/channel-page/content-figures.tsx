import type { ContentObservation } from '@cashbacktv/contract'
import { CONTENT_KINDS } from '@cashbacktv/contract/content-kind'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DASH } from '../../shared/domain/format.ts'
import { Since } from '../../ui/elapsed.tsx'

type Kind = ContentObservation['conditions'][number]['kind']

/** What is wrong with picture and audio, how loud it is, and what was learnt to be usual. */
export function ContentFigures({ content }: { content: ContentObservation | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (content === null) return null
  const { conditions, loudness, learntSeconds, isLearning } = content
  const nameOf = (kind: Kind) => t(`setting.content.${kind}.action.label`)
  const lufs = (value: number | null | undefined) =>
    value == null ? DASH : `${format.one(value)} LUFS`
  const learnt = CONTENT_KINDS.flatMap((kind) => {
    const seconds = learntSeconds[kind]
    if (seconds === undefined) return []
    return [t('contentNow.learntOne', { name: nameOf(kind), seconds: format.count(seconds) })]
  })
  return (
    <div className="figure grid gap-1.5 text-xs">
      {conditions.map(({ kind, since }) => (
        <p key={kind} className="flex justify-between gap-2 font-medium">
          <span>{nameOf(kind)}</span>
          <span className="text-dim">
            <Since at={since} />
          </span>
        </p>
      ))}
      {loudness ? (
        <p className="text-dim">
          {t('contentNow.loudness', {
            momentary: lufs(loudness.momentaryLufs),
            integrated: lufs(loudness.integratedLufs),
          })}
        </p>
      ) : null}
      {isLearning ? <p className="text-dim">{t('contentNow.learning')}</p> : null}
      {learnt.length > 0 ? (
        <p className="text-dim">{t('contentNow.learnt', { kinds: learnt.join(', ') })}</p>
      ) : null}
    </div>
  )
}
