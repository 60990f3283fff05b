import type { EncodingSettings, PresetView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { PresetActions } from './preset-actions.tsx'

export type Preset = PresetView

/** What a preset sets is on its own page too: what can be done with it comes first. */
const FROM_XL = 'max-xl:hidden'
const FROM_2XL = 'max-2xl:hidden'

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
    [t('preset.field.speed.label'), FROM_XL, (e: EncodingSettings) => e.speed],
    [t('settings.presetTune'), FROM_2XL, (e: EncodingSettings) => e.tune ?? t('settings.none')],
    [t('settings.presetCrf'), FROM_XL, (e: EncodingSettings) => format.fps(e.crf)],
    [
      t('settings.presetCap'),
      FROM_XL,
      (e: EncodingSettings) =>
        e.maxBitrateKbps === null ? t('settings.none') : format.bitrate(e.maxBitrateKbps),
    ],
    [t('preset.field.profile.label'), FROM_2XL, (e: EncodingSettings) => `${e.profile} ${e.level}`],
    [
      t('settings.presetKeyframe'),
      FROM_2XL,
      (e: EncodingSettings) => `${format.fps(e.keyframeSeconds)} ${t('time.units.second').trim()}`,
    ],
  ] as const
  return (
    <ScrollBox label={t('settings.presets')} className="relative overflow-x-auto">
      <table className="figure w-full text-left text-sm">
        <thead className="text-xs text-dim">
          <tr className="border-b border-line [&>th]:px-2.5 [&>th]:py-2 sm:[&>th]:px-4 [&>th]:font-medium [&>th]:whitespace-nowrap">
            <th scope="col">{t('settings.presetName')}</th>
            <th scope="col">{t('preset.usedByShort')}</th>
            {columns.map(([title, from]) => (
              <th key={title} scope="col" className={from}>
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
              className="border-b border-line last:border-0 [&>*]:px-2.5 [&>*]:py-2 sm:[&>*]:px-4 sm:[&>*]:whitespace-nowrap"
            >
              <th scope="row" className="font-medium">
                <Link
                  to={`/settings/presets/${preset.id}`}
                  prefetch="intent"
                  className="mr-2 inline-block py-1 hover:underline"
                >
                  {preset.name}
                </Link>
                {preset.builtIn ? (
                  <span className="rounded-sm bg-raised px-1.5 py-0.5 text-xs font-normal text-dim">
                    {t('settings.builtIn')}
                  </span>
                ) : null}
              </th>
              <td>
                <Usage preset={preset} />
              </td>
              {columns.map(([title, from, text]) => (
                <td key={title} className={from}>
                  {text(preset.encoding)}
                </td>
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
    <Link to={`/settings/presets/${id}`} className="inline-block py-1 underline">
      {t('preset.uses', { count: channels })}
      {channelsOn > 0 ? ` · ${t('preset.on', { count: channelsOn })}` : ''}
    </Link>
  )
}
