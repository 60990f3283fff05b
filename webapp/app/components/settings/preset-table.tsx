import type { EncodingSettings, PresetView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { PresetActions } from './preset-actions.tsx'

export type Preset = PresetView

/** The presets with what they set and how many channels use them. */
export function PresetTable({
  presets,
  mayEdit,
}: {
  presets: readonly Preset[]
  mayEdit: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const columns = [
    [t('settings.presetSpeed'), (e: EncodingSettings) => e.speed],
    [t('settings.presetTune'), (e: EncodingSettings) => e.tune ?? t('settings.none')],
    [t('settings.presetCrf'), (e: EncodingSettings) => format.fps(e.crf)],
    [
      t('settings.presetCap'),
      (e: EncodingSettings) =>
        e.maxBitrateKbps === null ? t('settings.none') : format.bitrate(e.maxBitrateKbps),
    ],
    [t('settings.presetProfile'), (e: EncodingSettings) => `${e.profile} ${e.level}`],
    [
      t('settings.presetKeyframe'),
      (e: EncodingSettings) => `${format.fps(e.keyframeSeconds)} ${t('time.units.second').trim()}`,
    ],
  ] as const
  return (
    <ScrollBox label={t('settings.presets')} className="relative overflow-x-auto">
      <table className="figure w-full text-left text-sm">
        <thead className="text-xs text-dim">
          <tr className="border-b border-line [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium [&>th]:whitespace-nowrap">
            <th scope="col">{t('settings.presetName')}</th>
            <th scope="col">{t('preset.usedByShort')}</th>
            {columns.map(([title]) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {mayEdit ? (
              <th scope="col" className="sr-only">
                {t('preset.actions')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {presets.map((preset) => (
            <tr
              key={preset.id}
              className="border-b border-line last:border-0 [&>*]:px-4 [&>*]:py-2.5 sm:[&>*]:whitespace-nowrap max-sm:[&>td]:whitespace-nowrap"
            >
              <th scope="row" className="font-medium max-sm:min-w-36">
                {preset.name}
                {preset.builtIn ? (
                  <span className="ml-2 rounded-sm bg-raised px-1.5 py-0.5 text-xs font-normal text-dim">
                    {t('settings.builtIn')}
                  </span>
                ) : null}
              </th>
              <td>
                <Usage preset={preset} />
              </td>
              {columns.map(([title, text]) => (
                <td key={title}>{text(preset.encoding)}</td>
              ))}
              {mayEdit ? (
                <td>
                  <PresetActions preset={preset} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Usage({ preset: { id, channels, channelsOn } }: { preset: Preset }) {
  const { t } = useTranslation()
  if (channels === 0) return <span className="text-dim">{t('preset.unused')}</span>
  return (
    <Link to={`/settings/presets/${id}`} className="underline">
      {t('preset.uses', { count: channels })}
      {channelsOn > 0 ? ` · ${t('preset.on', { count: channelsOn })}` : ''}
    </Link>
  )
}
