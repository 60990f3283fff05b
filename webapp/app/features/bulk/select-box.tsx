import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { toggle, toggleRange } from './domain/selection.ts'
import { useIsSelected, useSelecting } from './selection-store.ts'

type SelectBoxProps = { channel: { id: string; name: string }; className?: string }

/** Chooses a channel; with Shift all from the one chosen last. Nothing where nothing is to be chosen. */
export function SelectBox(props: SelectBoxProps) {
  const selecting = useSelecting()
  return selecting ? <Box {...props} selecting={selecting} /> : null
}

type BoxProps = SelectBoxProps & { selecting: NonNullable<ReturnType<typeof useSelecting>> }

function Box({ channel, className, selecting }: BoxProps) {
  const { t } = useTranslation()
  const checked = useIsSelected(selecting, channel.id)
  const { store, shown } = selecting
  return (
    <label className={classNames('select-box', className)}>
      <input
        type="checkbox"
        data-select={channel.id}
        aria-label={t('bulk.select', { name: channel.name })}
        checked={checked}
        onChange={(event) => {
          const { nativeEvent } = event
          const range = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
          store.change((old) =>
            range ? toggleRange(old, channel.id, shown()) : toggle(old, channel.id),
          )
        }}
      />
    </label>
  )
}
