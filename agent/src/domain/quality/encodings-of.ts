import {
  BUILT_IN_PRESETS,
  type DesiredState,
  type EncodingSettings,
  encodedAs,
} from '@cashbacktv/contract'
import { encoderOf } from './quality-model.ts'

/** Each way of encoding H.264 that channels of this host use, once, and those of the built-in presets after them. */
export function encodingsOf(desired: Pick<DesiredState, 'channels'> | null): EncodingSettings[] {
  const used = (desired?.channels ?? []).flatMap(({ output }) => {
    return encodedAs(output) === 'h264' && output.mode !== 'copy' ? [output.encoding] : []
  })
  const found = new Map<string, EncodingSettings>()
  for (const encoding of [...used, ...Object.values(BUILT_IN_PRESETS)]) {
    if (!found.has(encoderOf(encoding))) found.set(encoderOf(encoding), encoding)
  }
  return [...found.values()]
}
