import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { FieldProblemText } from '../../ui/field.tsx'
import { SMALLER } from './domain/channel-form.ts'
import { offeredHeights } from './domain/ladder.ts'
import { LADDER_PRESETS } from './domain/ladder-presets.ts'
import { useChannelForm } from './form-context.tsx'
import { LadderCost } from './ladder-cost.tsx'
import { LadderRates } from './ladder-rates.tsx'

/** Smaller renditions beside the first: players take what their connection carries. */
export function LadderFields() {
  const { t } = useTranslation()
  const { values, change, problem } = useChannelForm()
  const { smaller } = values
  const wrong = problem('output.renditions')
  const choose = (height: string, isChosen: boolean) => {
    const others = smaller.filter((one) => one !== height)
    const chosen = isChosen ? [...others, height] : others
    change({ smaller: chosen.toSorted((a, b) => Number(b) - Number(a)) })
  }
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t('ladder.label')}</legend>
      <div className="flex flex-wrap gap-2">
        {offeredHeights(smaller, values['output.renditions.0.height']).map((height) => (
          <label
            key={height}
            className="flex min-h-9 items-center gap-2 rounded-md border border-edge px-3 text-sm has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              name={SMALLER}
              value={height}
              checked={smaller.includes(height)}
              onChange={({ target }) => choose(height, target.checked)}
              className="size-4"
            />
            {height === '' ? t('form.heightSource') : `${height}p`}
          </label>
        ))}
      </div>
      <p className="text-xs text-dim">{t('ladder.hint')}</p>
      <Presets />
      <p className="text-xs text-dim">{t('ladder.usualHint')}</p>
      {wrong ? <FieldProblemText>{wrong}</FieldProblemText> : null}
      <LadderCost />
      <LadderRates />
    </fieldset>
  )
}

/** Fills in all that a well-known ladder is about. Works as submits of a form without JavaScript too. */
function Presets() {
  const { t } = useTranslation()
  const { change } = useChannelForm()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-dim">{t('ladder.usual')}</span>
      {LADDER_PRESETS.map((preset) => (
        <Button
          key={preset.intent}
          type="submit"
          name="intent"
          value={preset.intent}
          size="small"
          onClick={(event) => {
            event.preventDefault()
            change(preset.change)
          }}
        >
          {preset.name}
        </Button>
      ))}
    </div>
  )
}
