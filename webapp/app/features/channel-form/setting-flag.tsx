import { FieldProblemText } from '../../ui/field.tsx'
import type { PathOf } from './domain/setting-fields.ts'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'
import { useSettingTexts } from './use-setting-texts.ts'

/** A setting of the channel that is on or off. */
export function SettingFlag({ path }: { path: PathOf<'flag'> }) {
  const { values, change, problem } = useChannelForm()
  const control = useControl()(path)
  const { label, hint } = useSettingTexts(path)
  const wrong = problem(path)
  const [hintId, problemId] = [`${control.id}-hint`, `${control.id}-problem`]
  const described = [hint && hintId, wrong && problemId].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1 text-sm">
      <label className="flex items-center gap-2 py-1">
        <input
          {...control}
          type="checkbox"
          name={path}
          className="size-4"
          checked={values[path]}
          onChange={({ target }) => change({ [path]: target.checked })}
          {...(described ? { 'aria-describedby': described } : {})}
          {...(wrong ? { 'aria-invalid': true as const } : {})}
        />
        {label}
      </label>
      {hint ? (
        <p id={hintId} className="text-xs text-dim">
          {hint}
        </p>
      ) : null}
      {wrong ? <FieldProblemText id={problemId}>{wrong}</FieldProblemText> : null}
    </div>
  )
}
