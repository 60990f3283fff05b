import { useTranslation } from '../../i18n/use-translation.ts'
import { choose, type Selecting, useIsSelected, useSelecting } from './selection-store.ts'

type SelectBoxProps = { channel: { id: string; name: string } }

/** Chooses a channel; with Shift all from the one chosen last. Nothing where nothing is to be chosen. */
export function SelectBox(props: SelectBoxProps) {
  const selecting = useSelecting()
  return selecting ? <Box {...props} selecting={selecting} /> : null
}

function Box({ channel, selecting }: SelectBoxProps & { selecting: Selecting }) {
  const { t } = useTranslation()
  const checked = useIsSelected(selecting, channel.id)
  return (
    <label className="select-box">
      <input
        type="checkbox"
        data-select={channel.id}
        aria-label={t('bulk.select', { name: channel.name })}
        checked={checked}
        onChange={({ nativeEvent }) =>
          choose(selecting, channel.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </label>
  )
}
