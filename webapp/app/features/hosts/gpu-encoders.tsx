import type { GpuTrial, HostView } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

type GpuEncodersProps = {
  trials: readonly GpuTrial[] | undefined
  room: HostView['room']
}

/** `nvenc` of `h264_nvenc`: HEVC is encoded beside H.264, on the same sessions. */
const wayOf = ({ encoder }: GpuTrial) => encoder.split('_')[1]

/** Whether the host encodes on a GPU, and if not, what each encoder said; nothing of an older agent. */
export function GpuEncoders({ trials, room }: GpuEncodersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (trials === undefined || trials.length === 0) return null
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
  return (
    <details className="text-xs text-dim">
      <summary>{t('hosts.gpu.none')}</summary>
      <ul className="mt-1 ml-4 list-disc">
        {trials.map(({ encoder, problem }) => (
          <li key={encoder} className="[overflow-wrap:anywhere]">
            {problem ? t(`hosts.gpu.${problem.code}`, { encoder, detail: problem.detail }) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}
