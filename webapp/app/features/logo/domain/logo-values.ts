import { DEFAULT_LOGO_PLACE } from '@cashbacktv/contract/logo-place'

/** The id of the picture as text, and fractions of the frame. */
export type LogoValues = { assetId: string; x: number; y: number; width: number; opacity: number }

/** Reads a submitted form, whose figures are percent. */
export function readLogo(data: FormData): LogoValues | null {
  const text = (name: string) => String(data.get(`logo.${name}`) ?? '').trim()
  const assetId = text('assetId')
  if (assetId === '') return null
  const number = (name: keyof typeof DEFAULT_LOGO_PLACE) => {
    const typed = text(name)
    return typed === '' || !Number.isFinite(Number(typed))
      ? DEFAULT_LOGO_PLACE[name]
      : Number(typed) / 100
  }
  const [x, y, width, opacity] = [number('x'), number('y'), number('width'), number('opacity')]
  return { assetId, x, y, width, opacity }
}
