import type { GpuTrial, HostView } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

type GpuEncodersProps = Pick<HostView, 'capabilities' | 'room'>

/** `nvenc` of `h264_nvenc`: HEVC is encoded beside H.264, on the same sessions. */
const wayOf = ({ encoder }: GpuTrial) => encoder.split('_')[1]

/** Whether the host encodes on a GPU, and if not, what each encoder said; nothing of an older agent. */
export function GpuEncoders({ capabilities, room }: GpuEncodersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { gpu = [], gpuHevc = [] } = capabilities ?? {}
  const trials = [...gpu, ...gpuHevc]
  if (trials.length === 0) return null
  const working = trials.filter(({ problem }) => problem === null)
  const works = working.find(({ encoder }) => encoder.startsWith('h264'))
  if (works !== undefined) {
    const { sessions, memory, device } = works
    const onCard = working.filter((one) => one.device === device && wayOf(one) === wayOf(works))
    const encoder = onCard.map((one) => one.encoder).join(', ')
    return (
      <p className="text-xs">
        {t('hosts.gpu.works', { encoder, count: room?.gpu?.sessions ?? sessions })}{' '}
        {room?.gpu ? t('hosts.gpu.held', { count: room.gpu.heldSessions }) : null}{' '}
        {memory
          ? t('hosts.gpu.memory', {
              free: format.bytes(memory.freeBytes),
              each: format.bytes(memory.sessionBytes),
            })
          : null}
      </p>
    )
  }
  const alone = working.map(({ encoder }) => encoder).join(', ')
  return (
    <details className="text-xs text-dim">
      <summary>
        {alone === '' ? t('hosts.gpu.none') : t('hosts.gpu.hevcAlone', { encoder: alone })}
      </summary>
      <ul className="mt-1 ml-4 list-disc">
        {trials.map(({ encoder, problem }) =>
          problem ? (
            <li key={encoder} className="[overflow-wrap:anywhere]">
              {t(`hosts.gpu.${problem.code}`, { encoder, detail: problem.detail })}
            </li>
          ) : null,
        )}
      </ul>
    </details>
  )
}
