import type { ExportObservation, RecordingView, UploadObservation } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import type { Deletion } from '../alerts/delete-form.tsx'

/** A recording in words. */
export function useRecordingWords() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const format = useFormat()
  const units = t('time.units', { returnObjects: true })
  const length = (seconds: number) => formatDuration(seconds * 1000, units)

  function figures({ observed }: Pick<RecordingView, 'observed'>): string[] {
    if (observed === null || observed.begin === null) return []
    const { seconds, bytes, seams, gaps, missingSeconds } = observed
    return [
      t('recordings.figures', { length: length(seconds), bytes: format.bytes(bytes) }),
      ...(seams > 0 ? [t('recordings.seams', { count: seams })] : []),
      ...(gaps > 0 ? [t('recordings.gaps', { count: gaps, length: length(missingSeconds) })] : []),
    ]
  }

  function file(of: ExportObservation): string {
    switch (of.state) {
      case 'writing':
        return t('recordings.file.writing', { percent: `${Math.round(of.progress * 100)} %` })
      case 'ready': {
        const whole = { bytes: format.bytes(of.bytes ?? 0), length: length(of.seconds ?? 0) }
        const chapters = t('recordings.chapters', { count: of.chapters ?? 0 })
        const { leftOutSeconds: left = 0 } = of
        return [
          t('recordings.file.ready', whole),
          chapters,
          ...(left > 0 ? [t('recordings.leftOut', { length: length(left) })] : []),
        ].join(', ')
      }
      case 'failed': {
        const reason = of.reason === null ? '' : apiText.reason(of.reason)
        return t('recordings.file.failed', { reason })
      }
      default:
        return t(`recordings.file.${of.state}`)
    }
  }

  function upload(of: UploadObservation): string {
    switch (of.state) {
      case 'uploading':
        return t('recordings.copy.uploading', { percent: `${Math.round(of.progress * 100)} %` })
      case 'done':
        return t('recordings.copy.done', { address: of.address ?? '' })
      case 'failed': {
        const reason = of.reason === null ? '' : apiText.reason(of.reason)
        return t('recordings.copy.failed', { reason })
      }
      case 'waiting':
        return t('recordings.copy.waiting')
    }
  }

  const deletion = ({ id, name }: Pick<RecordingView, 'id' | 'name'>): Deletion => ({
    id,
    title: t('recordings.deleteTitle', { name }),
    text: t('recordings.deleteText'),
    label: t('recordings.deleteNamed', { name }),
    confirm: t('recordings.delete'),
  })

  return { figures, file, upload, problem: apiText.reason, deletion }
}
