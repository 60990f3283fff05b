/** A few to choose from; any other may be typed. */
const COMMON_ZONES = [
  'Europe/Istanbul',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'UTC',
]

/** Time zones that a field offers. */
export function CommonZones({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {COMMON_ZONES.map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  )
}
