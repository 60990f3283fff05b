import { useTranslation } from '../../i18n/use-translation.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { isHttp, isUdp, RESTREAM_ROWS, type RestreamRow } from './domain/restream-rows.ts'
import { useChannelForm } from './form-context.tsx'
import { GrowingRows } from './growing-rows.tsx'
import { useControl } from './use-control.ts'

/** Where the channel is sent besides. */
export function RestreamFields() {
  const { t } = useTranslation()
  const { values, problem, change } = useChannelForm()
  return (
    <GrowingRows
      kind={RESTREAM_ROWS}
      rows={values.restreams}
      hint={t('restream.hint')}
      problem={problem('restreams')}
      onChange={(restreams) => change({ restreams })}
    >
      {(row, at, onChange) => <RestreamItem row={row} at={at} onChange={onChange} />}
    </GrowingRows>
  )
}

type RestreamItemProps = {
  row: RestreamRow
  at: number
  onChange: (part: Partial<RestreamRow>) => void
}

function RestreamItem({ row, at, onChange }: RestreamItemProps) {
  const { t } = useTranslation()
  const { problem, boundsAt } = useChannelForm()
  const control = useControl()
  const path = `restreams.${at}`
  const number = at + 1
  return (
    <li className="grid gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <input type="hidden" name={`${path}.id`} value={row.id} />
      <Field
        label={t('restream.name', { number })}
        problem={problem(`${path}.name`)}
        {...control(`${path}.name`)}
      >
        {(binding) => (
          <Input
            {...binding}
            name={`${path}.name`}
            value={row.name}
            {...inputBounds(boundsAt(`${path}.name`))}
            autoComplete="off"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('restream.url', { number })}
        problem={problem(`${path}.url`)}
        {...control(`${path}.url`)}
      >
        {(binding) => (
          <Input
            {...binding}
            name={`${path}.url`}
            value={row.url}
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="rtmps://…"
            className="font-mono"
            onChange={(event) => onChange({ url: event.target.value })}
          />
        )}
      </Field>
      <label className="flex items-center gap-2 py-1 text-sm">
        <input
          type="checkbox"
          className="size-4"
          name={`${path}.isOn`}
          checked={row.isOn}
          onChange={(event) => onChange({ isOn: event.target.checked })}
        />
        {t('restream.isOn', { number })}
      </label>
      {isUdp(row.url) ? (
        <Field
          label={t('restream.muxrate', { number })}
          problem={problem(`${path}.muxrateKbps`)}
          {...control(`${path}.muxrateKbps`)}
        >
          {(binding) => (
            <Input
              {...binding}
              name={`${path}.muxrate`}
              value={row.muxrate}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => onChange({ muxrate: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {isHttp(row.url) ? <UploadFields row={row} at={at} onChange={onChange} /> : null}
    </li>
  )
}

/** How HLS is pushed there. */
function UploadFields({ row, at, onChange }: RestreamItemProps) {
  const { t } = useTranslation()
  const { problem } = useChannelForm()
  const control = useControl()
  const path = `restreams.${at}`
  const number = at + 1
  return (
    <>
      <Field
        label={t('restream.method', { number })}
        problem={problem(`${path}.uploadMethod`)}
        {...control(`${path}.uploadMethod`)}
      >
        {(binding) => (
          <Select
            {...binding}
            name={`${path}.uploadMethod`}
            value={row.uploadMethod}
            onChange={({ target }) =>
              onChange({ uploadMethod: target.value === 'post' ? 'post' : 'put' })
            }
          >
            <option value="put">PUT</option>
            <option value="post">POST</option>
          </Select>
        )}
      </Field>
      <label className="flex items-center gap-2 py-1 text-sm sm:col-start-2">
        <input
          type="checkbox"
          className="size-4"
          name={`${path}.deletesOld`}
          checked={row.deletesOld}
          onChange={(event) => onChange({ deletesOld: event.target.checked })}
        />
        {t('restream.deletesOld', { number })}
      </label>
    </>
  )
}
