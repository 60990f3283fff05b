import { pathsIn } from './domain/setting-fields.ts'
import { SettingInput } from './setting-input.tsx'

/** The playlist. */
export function DeliveryFields() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {pathsIn('delivery').map((path) => (
        <SettingInput key={path} path={path} />
      ))}
    </div>
  )
}
