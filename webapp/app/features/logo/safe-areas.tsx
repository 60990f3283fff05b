import { SAFE_MARGINS } from './domain/logo-geometry.ts'

const STYLES = { action: 'border-white/70', graphics: 'border-white/70 border-dashed' } as const

/** The safe areas and the middle of a frame, as lines above it. */
export function SafeAreas() {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 mix-blend-difference">
      {(['action', 'graphics'] as const).map((name) => (
        <div
          key={name}
          className={`absolute border ${STYLES[name]}`}
          style={{ inset: `${SAFE_MARGINS[name] * 100}%` }}
        />
      ))}
      <div className="absolute inset-y-0 left-1/2 w-px bg-white/40" />
      <div className="absolute inset-x-0 top-1/2 h-px bg-white/40" />
    </div>
  )
}
