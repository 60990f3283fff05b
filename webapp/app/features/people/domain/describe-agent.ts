/** What a person calls the program and the system that a `User-Agent` names; null when unknown. */
export type Agent = { program: string; system: string | null }

/** Browsers name others too, for compatibility: the first that matches is the one. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|HeadlessChrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

export function describeAgent(userAgent: string | null): Agent | null {
  if (!userAgent) return null
  const find = (known: typeof PROGRAMS) => known.find(([sign]) => sign.test(userAgent))?.[1]
  const program = find(PROGRAMS) ?? userAgent.split(/[/\s]/)[0]
  return program ? { program: program.slice(0, 40), system: find(SYSTEMS) ?? null } : null
}
