import { CLOCK_FORMATS, MOST_LETTERS } from '@cashbacktv/contract/layer-defaults'
import type { MouseEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { inUnits, PERCENT } from '../../shared/domain/input-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { PictureChoice } from '../logo/picture-choice.tsx'
import type { LayerFraction, LayerRow } from './domain/layer-rows.ts'
import { clockText } from './domain/layer-shapes.ts'
import { useChannelForm } from './form-context.tsx'
import { LAYER_ZONES, LayerHours, type LayerPart } from './layer-hours.tsx'
import { RemoveButton } from './schedule-rows.tsx'
import { useControl } from './use-control.ts'

type LayerItemProps = {
  row: LayerRow
  index: number
  onChange: (part: Partial<LayerRow>) => void
  onRemove: (event: MouseEvent) => void
}

/** One layer: what it shows, how and where, and when. */
export function LayerItem({ row, index, onChange, onRemove }: LayerItemProps) {
  const { t } = useTranslation()
  const number = index + 1
  const at = `layers.${index}`
  const part = { row, at, number, onChange }
  return (
    <li className="grid gap-3 rounded-md border border-line p-3">
      <input type="hidden" name={`${at}.kind`} value={row.kind} />
      <div className="flex items-center">
        <h3 className="text-sm font-semibold">
          {t('layers.box', { number, kind: t(`layers.kind.${row.kind}`) })}
        </h3>
        <RemoveButton
          label={t('layers.remove', { number })}
          value={`layers:remove:${index}`}
          onClick={onRemove}
        />
      </div>
      {row.kind === 'logo' ? <PicturePart {...part} /> : null}
      {row.kind === 'text' || row.kind === 'crawl' ? <TextPart {...part} /> : null}
      {row.kind === 'clock' ? <ClockPart {...part} /> : null}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {FIGURES[row.kind].map((name) => (
          <FractionField key={name} {...part} name={name} />
        ))}
        {row.kind === 'logo' ? null : <ColourPart {...part} />}
      </div>
      <LayerHours {...part} />
    </li>
  )
}

const FIGURES: Record<LayerRow['kind'], readonly LayerFraction[]> = {
  logo: ['x', 'y', 'width', 'opacity'],
  text: ['x', 'y', 'size'],
  clock: ['x', 'y', 'size'],
  crawl: ['y', 'size', 'speed'],
}

function PicturePart({ row, at, onChange }: LayerPart) {
  const { t } = useTranslation()
  const { problem } = useChannelForm()
  const control = useControl()
  return (
    <>
      <input type="hidden" name={`${at}.assetId`} value={row.assetId} />
      <PictureChoice
        name={`${at}.file`}
        {...control(`${at}.file`)}
        chosen={row.assetId !== ''}
        removeText={t('form.logoRemove')}
        problem={problem(`${at}.assetId`)}
        onPicture={({ id }) => onChange({ assetId: id })}
        onRemove={() => onChange({ assetId: '' })}
      />
    </>
  )
}

function TextPart({ row, at, number, onChange }: LayerPart) {
  const { t } = useTranslation()
  const { problem } = useChannelForm()
  const control = useControl()
  return (
    <Field
      label={t('layers.text', { number })}
      problem={problem(`${at}.text`)}
      {...control(`${at}.text`)}
    >
      {(binding) => (
        <Input
          {...binding}
          name={`${at}.text`}
          value={row.text}
          maxLength={row.kind === 'crawl' ? MOST_LETTERS.crawl : MOST_LETTERS.text}
          autoComplete="off"
          onChange={(event) => onChange({ text: event.target.value })}
        />
      )}
    </Field>
  )
}

function ClockPart({ row, at, number, onChange }: LayerPart) {
  const { t } = useTranslation()
  const { problem } = useChannelForm()
  const control = useControl()
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('layers.format', { number })} {...control(`${at}.format`)}>
        {(binding) => (
          <Select
            {...binding}
            name={`${at}.format`}
            value={row.format}
            onChange={(event) => onChange({ format: event.target.value })}
          >
            {CLOCK_FORMATS.map((format) => (
              <option key={format} value={format}>
                {clockText(format)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t('layers.timeZone', { number })}
        problem={problem(`${at}.timeZone`)}
        {...control(`${at}.timeZone`)}
      >
        {(binding) => (
          <Input
            {...binding}
            name={`${at}.timeZone`}
            list={LAYER_ZONES}
            value={row.timeZone}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

function ColourPart({ row, at, number, onChange }: LayerPart) {
  const { t } = useTranslation()
  const { problem } = useChannelForm()
  const control = useControl()
  return (
    <>
      <Field
        label={t('layers.colour')}
        problem={problem(`${at}.colour`)}
        {...control(`${at}.colour`)}
      >
        {(binding) => (
          <Input
            {...binding}
            type="color"
            name={`${at}.colour`}
            value={row.colour}
            className="h-9 w-full p-1"
            onChange={(event) => onChange({ colour: event.target.value })}
          />
        )}
      </Field>
      <label className="col-span-full flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          name={`${at}.hasBox`}
          aria-label={t('layers.hasBoxOf', { number })}
          className="size-4"
          checked={row.hasBox}
          onChange={(event) => onChange({ hasBox: event.target.checked })}
        />
        {t('layers.hasBox')}
      </label>
    </>
  )
}

/** Percent of the frame. */
function FractionField({ row, at, name, onChange }: LayerPart & { name: LayerFraction }) {
  const { t } = useTranslation()
  const { problem, boundsAt } = useChannelForm()
  const control = useControl()
  return (
    <Field
      label={t(`layers.${name}`)}
      problem={problem(`${at}.${name}`)}
      {...control(`${at}.${name}`)}
    >
      {(binding) => (
        <Input
          {...binding}
          name={`${at}.${name}`}
          type="number"
          {...inUnits(boundsAt(`${at}.${name}`), PERCENT)}
          step={0.01}
          className="figure"
          value={Number((row[name] * 100).toFixed(2))}
          onChange={(event) => onChange({ [name]: Number(event.target.value) / 100 })}
        />
      )}
    </Field>
  )
}
