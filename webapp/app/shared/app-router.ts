/** The one door to the types of the control plane. */
export type { AppRouter } from '@cashbacktv/control-plane/types'
