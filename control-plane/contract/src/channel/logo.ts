import { z } from 'zod'
import { AssetId, Sha256 } from '../ids.ts'
import { DEFAULT_LOGO_PLACE, LEAST_LOGO_WIDTH } from './logo-place.ts'

const { x, y, width, opacity } = DEFAULT_LOGO_PLACE
const Fraction = z.number().min(0).max(1)

/** A logo on the frame. `x`, `y` (top left corner) and `width` are fractions of the frame; the height follows the picture. */
export const LogoSettings = z.object({
  assetId: AssetId,
  x: Fraction.default(x),
  y: Fraction.default(y),
  width: z.number().min(LEAST_LOGO_WIDTH).max(1).default(width),
  opacity: Fraction.default(opacity),
})
export type LogoSettings = z.infer<typeof LogoSettings>

/** The same with the hash by which a host fetches the picture. */
export const Logo = LogoSettings.extend({ sha256: Sha256 })
export type Logo = z.infer<typeof Logo>
