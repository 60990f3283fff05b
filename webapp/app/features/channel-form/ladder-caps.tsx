import { useTranslation } from '../../i18n/use-translation.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { capName, FIRST, offeredHeights } from './domain/ladder.ts'
import { FoldedFields } from './folded-fields.tsx'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'

/** A cap of the bitrate for each rendition. Without JavaScript of each that can be chosen: those that are not count for nothing. */
export function LadderCaps() {
  const { t } = useTranslation()
  const { values, problemBelow } = useChannelForm()
  const isBrowser = useIsBrowser()
  const first = values['output.renditions.0.height']
  const others = isBrowser ? values.smaller : offeredHeights(values.smaller, first)
  return (
    <FoldedFields
      title={t('ladder.caps')}
      isSet={Object.keys(values.caps).length > 0}
      isWrong={problemBelow('output.renditions') !== undefined}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Cap key={FIRST} at={0} height={first} />
        {others.map((height) => (
          // Those that are not chosen have no place in what is sent.
          <Cap key={height} at={values.smaller.indexOf(height) + 1 || null} height={height} />
        ))}
      </div>
    </FoldedFields>
  )
}

/** `at` is its place in the ladder that is sent, null where it has none. */
function Cap({ at, height }: { at: number | null; height: string }) {
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
