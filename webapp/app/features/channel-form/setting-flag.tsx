import type { PathOf } from './domain/setting-fields.ts'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'
import { useSettingTexts } from './use-setting-texts.ts'

/** A setting of the channel that is on or off. */
export function SettingFlag({ path }: { path: PathOf<'flag'> }) {
  const { values, change } = useChannelForm()
  const control = useControl()
  const { label } = useSettingTexts(path)
  return (
    <label className="flex items-center gap-2 py-1 text-sm">
      <input
        {...control(path)}
        type="checkbox"
        name={path}
        className="size-4"
        checked={values[path]}
        onChange={({ target }) => change({ [path]: target.checked })}
      />
      {label}
    </label>
  )
}
