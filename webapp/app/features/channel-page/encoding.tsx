import type { ChannelView } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { languageName } from '../channel/domain/language-name.ts'

type EncodingProps = {
  channel: Pick<ChannelView, 'output' | 'encoder' | 'autoRestart' | 'priority' | 'limits'>
  presetName: string
}

const CPU_ENCODERS = ['libx264', 'libx265']

type Row = readonly [label: string, value: string]

const row = (label: string, value: string): Row => [label, value]

/** How the channel is encoded, setting by setting. */
export function Encoding({ channel, presetName }: EncodingProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { cpuPercent, memoryBytes } = channel.limits
  const { mode, renditions, audio, deinterlace, encoder, codec } = channel.output
  const kbps = audio.mode === 'none' ? '' : ` · ${t('encoding.kbps', { kbps: audio.bitrateKbps })}`
  const heights = renditions.map(({ height, maxBitrateKbps: cap, frameRate }) => {
    const size = height ? `${height}p` : t('encoding.source')
    const rates = [
      ...(cap === undefined ? [] : [`≤ ${format.bitrate(cap)}`]),
      ...(frameRate === 'half' ? [t('encoding.half')] : []),
    ]
    return rates.length === 0 ? size : `${size} (${rates.join(', ')})`
  })
  const spoken = audio.renditions.map(({ label, name, track }) => {
    return label ?? (track.language ? languageName(track.language, i18n.language) : name)
  })
  const subtitles = channel.output.subtitles.map(({ label, name, language, track }) => {
    const told = language ?? track.language
    return label ?? (told ? languageName(told, i18n.language) : name)
  })
  const further = audio.mode === 'none' ? '' : spoken.join(', ')
  const heardRows = (): Row[] => {
    const { targetLufs, levelDb, mix, asVariant } = audio
    return [
      ...(targetLufs === null
        ? []
        : [row(t('setting.output.audio.targetLufs.label'), String(targetLufs))]),
      ...(levelDb === 0 ? [] : [row(t('setting.output.audio.levelDb.label'), String(levelDb))]),
      ...(mix === 'stereo'
        ? []
        : [row(t('setting.output.audio.mix.label'), t(`audioLevel.mixes.${mix}`))]),
      ...(asVariant ? [row(t('encoding.audioAlone'), 'audio.m3u8')] : []),
    ]
  }
  const onAir = (name: string) =>
    CPU_ENCODERS.includes(name) && encoder !== 'cpu'
      ? t('encoding.onCpuInstead', { encoder: name })
      : name
  const rows: Row[] = [
    [t('setting.output.mode.label'), t(mode === 'copy' ? 'form.copy' : 'form.transcode')],
    ...(mode === 'copy'
      ? []
      : [
          row(t('encoding.preset'), presetName),
          row(t('encoding.renditions'), heights.join(', ')),
          ...(codec === 'h264'
            ? []
            : [row(t('setting.output.codec.label'), t(`form.codecs.${codec}`))]),
          ...(encoder === 'cpu'
            ? []
            : [row(t('setting.output.encoder.label'), t(`form.encoders.${encoder}`))]),
          ...(channel.encoder === null ? [] : [row(t('encoding.onAir'), onAir(channel.encoder))]),
          ...(deinterlace === 'field'
            ? [row(t('setting.output.deinterlace.label'), t('form.deinterlaced.field'))]
            : []),
          row(t('encoding.audio'), t(`encoding.audioModes.${audio.mode}`) + kbps),
        ]),
    ...(audio.mode === 'none' ? [] : heardRows()),
    ...(further === '' ? [] : [row(t('encoding.furtherAudio'), further)]),
    ...(subtitles.length === 0 ? [] : [row(t('encoding.subtitles'), subtitles.join(', '))]),
    [t('encoding.restart'), t(channel.autoRestart ? 'common.yes' : 'common.no')],
    [t('encoding.priority'), String(channel.priority)],
    ...(cpuPercent === null ? [] : [[t('encoding.cpuLimit'), format.percent(cpuPercent)] as const]),
    ...(memoryBytes === null
      ? []
      : [[t('encoding.memoryLimit'), format.bytes(memoryBytes)] as const]),
  ]
  return (
    <dl className="figure grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm">
      {rows.map(([term, text]) => (
        <div key={term} className="contents">
          <dt className="text-dim">{term}</dt>
          <dd className="[overflow-wrap:anywhere]">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
