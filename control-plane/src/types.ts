export type { AppRouter } from './api/router.ts'
export type { LinkRouter } from './link/router.ts'
