/** Whether anybody may be refused: there is a rule of who may watch. Also of what a form makes of the rules. */
export function isGuarded(playback: unknown): boolean {
  const isRule = (rule: unknown) => (Array.isArray(rule) ? rule.length > 0 : Boolean(rule))
  return typeof playback === 'object' && playback !== null && Object.values(playback).some(isRule)
}
