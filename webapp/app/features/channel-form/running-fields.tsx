import { fieldAt, type PathOf, pathsIn } from './domain/setting-fields.ts'
import { SettingFlag } from './setting-flag.tsx'
import { SettingInput } from './setting-input.tsx'

const PATHS = pathsIn('running')
const isFlag = (path: (typeof PATHS)[number]): path is PathOf<'flag'> & typeof path =>
  fieldAt(path).kind === 'flag'
const isInput = (path: (typeof PATHS)[number]): path is PathOf<'number'> & typeof path =>
  fieldAt(path).kind === 'number'

/** How the channel is treated when something is wrong or scarce. */
export function RunningFields() {
  return (
    <>
      {PATHS.filter(isFlag).map((path) => (
        <SettingFlag key={path} path={path} />
      ))}
      <div className="grid gap-4 sm:grid-cols-3">
        {PATHS.filter(isInput).map((path) => (
          <SettingInput key={path} path={path} />
        ))}
      </div>
    </>
  )
}
