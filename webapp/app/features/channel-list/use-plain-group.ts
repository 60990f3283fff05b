import type { ListedChannel } from '@cashbacktv/contract'
import { useNavigate } from '@remix-run/react'
import { type MouseEvent, type RefObject, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { choose, useSelecting } from '../bulk/selection-store.ts'
import { usePlainBoxes } from '../bulk/use-plain-boxes.ts'

type PlainGroup = { isPlain: boolean; channels: readonly ListedChannel[] }
type Markup = (channel: { id: string; name: string; boxLabel: string | null }) => string

/**
 * A group of a long list as one piece of text until it is near the screen: to render, compare and
 * listen to each of its items would hold up those that are in sight. Its links and boxes work as
 * those of the items do, whoever reaches them first. Answers the properties of its element, and
 * null once its items are to be rendered.
 */
export function usePlainGroup(
  ref: RefObject<HTMLElement>,
  { isPlain, channels }: PlainGroup,
  markup: Markup,
) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const selecting = useSelecting()
  const html = isPlain
    ? channels
        .map(({ id, name }) =>
          markup({ id, name, boxLabel: selecting && t('bulk.select', { name }) }),
        )
        .join('')
    : null
  usePlainBoxes(ref, selecting, html)
  // React sets it anew where it is another object, be the text the same.
  const content = useRef({ __html: '' })
  if (html === null) return null
  if (content.current.__html !== html) content.current = { __html: html }
  return {
    dangerouslySetInnerHTML: content.current,
    onClick(event: MouseEvent<HTMLElement>) {
      const { target } = event
      if (!(target instanceof Element)) return
      const id = target instanceof HTMLInputElement ? target.dataset.select : undefined
      if (selecting && id) choose(selecting, id, event.shiftKey)
      const address = target.closest('a')?.getAttribute('href')
      if (!address || !isPlainClick(event)) return
      event.preventDefault()
      navigate(address)
    },
  }
}

/** Any other opens it elsewhere, which is the browser's. */
function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey)
}
