import { useTranslation } from '../../i18n/use-translation.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { capName, FIRST, HALVED, offeredHeights } from './domain/ladder.ts'
import { FoldedFields } from './folded-fields.tsx'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'

/** Cap of the bitrate and frame rate of each rendition. Without JavaScript of each that can be chosen: those that are not count for nothing. */
export function LadderRates() {
  const { t } = useTranslation()
  const { values, problemBelow } = useChannelForm()
  const isBrowser = useIsBrowser()
  const first = values['output.renditions.0.height']
  const others = isBrowser ? values.smaller : offeredHeights(values.smaller, first)
  return (
    <FoldedFields
      title={t('ladder.rates')}
      isSet={Object.keys(values.caps).length > 0 || values.halved.length > 0}
      isWrong={problemBelow('output.renditions') !== undefined}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Rates key={FIRST} at={0} height={first} />
        {others.map((height) => (
          // Those that are not chosen have no place in what is sent.
          <Rates key={height} at={values.smaller.indexOf(height) + 1 || null} height={height} />
        ))}
      </div>
    </FoldedFields>
  )
}

/** `at` is its place in the ladder that is sent, null where it has none. */
type OneProps = { at: number | null; height: string }

function Rates({ at, height }: OneProps) {
  const { t } = useTranslation()
  const { values, change } = useChannelForm()
  const control = useControl()
  const key = at === 0 ? FIRST : height
  const size = height === '' ? t('form.heightSource') : `${height}p`
  const others = values.halved.filter((one) => one !== key)
  return (
    <div className="grid content-start gap-1.5">
      <Cap at={at} height={height} />
      <label className="flex items-center gap-2 text-sm">
        <input
          {...control(at === null ? `${HALVED}.${key}` : `output.renditions.${at}.frameRate`)}
          type="checkbox"
          name={HALVED}
          value={key}
          checked={values.halved.includes(key)}
          onChange={({ target }) => change({ halved: target.checked ? [...others, key] : others })}
          className="size-4"
        />
        {t('ladder.half', { size })}
      </label>
      {at === 0 ? <p className="text-xs text-dim">{t('ladder.halfHint')}</p> : null}
    </div>
  )
}

function Cap({ at, height }: OneProps) {
  const { t } = useTranslation()
  const { values, change, problem, boundsAt } = useChannelForm()
  const control = useControl()
  const key = at === 0 ? FIRST : height
  const name = capName(key)
  const sent = at === null ? null : `output.renditions.${at}.maxBitrateKbps`
  const size = height === '' ? t('form.heightSource') : `${height}p`
  return (
    <Field
      label={t('ladder.cap', { size })}
      hint={at === 0 ? t('ladder.capHint') : undefined}
      problem={sent === null ? undefined : problem(sent)}
      {...control(sent ?? name)}
    >
      {(binding) => (
        <Input
          {...binding}
          name={name}
          type="number"
          step={1}
          {...inputBounds(boundsAt('output.renditions.0.maxBitrateKbps'))}
          value={values.caps[key] ?? ''}
          className="figure"
          onChange={({ target }) => {
            const { [key]: _before, ...rest } = values.caps
            change({ caps: target.value === '' ? rest : { ...rest, [key]: target.value } })
          }}
        />
      )}
    </Field>
  )
}
