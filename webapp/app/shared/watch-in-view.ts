type Told = (isInView: boolean) => void

/**
 * Tells whether elements are on the screen or no further from it than `margin`, as CSS has it. One
 * observer for all of them: five hundred would cost more than what they save.
 */
export function createInViewWatch(margin: string): (element: Element, tell: Told) => () => void {
  const told = new WeakMap<Element, Told>()
  let observer: IntersectionObserver | null = null
  return (element, tell) => {
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting)
      },
      { rootMargin: margin },
    )
    told.set(element, tell)
    observer.observe(element)
    return () => {
      observer?.unobserve(element)
      told.delete(element)
    }
  }
}
