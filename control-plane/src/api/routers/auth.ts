import { LoginInput, Me, RefreshInput, SessionTokens } from '@cashbacktv/contract'
import { z } from 'zod'
import { login } from '../../services/auth/login.ts'
import { logout } from '../../services/auth/logout.ts'
import { refresh } from '../../services/auth/refresh.ts'
import { openProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['auth']
const LogoutInput = z.strictObject({ refreshToken: z.string().max(512).optional() }).prefault({})

export const authRouter = router({
  login: openProcedure
    .meta({
      openapi: { method: 'POST', path: '/auth/login', tags, protect: false, summary: 'Log in' },
    })
    .input(LoginInput)
    .output(SessionTokens)
    .mutation(({ ctx, input }) => login(ctx, input)),
  refresh: openProcedure
    .meta({
      openapi: {
        ...{ method: 'POST', path: '/auth/refresh', tags, protect: false },
        summary: 'Spend a refresh token for a new pair',
      },
    })
    .input(RefreshInput)
    .output(SessionTokens)
    .mutation(({ ctx, input }) => refresh(ctx, input)),
  logout: openProcedure
    .meta({
      openapi: { method: 'POST', path: '/auth/logout', tags, protect: false, summary: 'Log out' },
      success: 204,
    })
    .input(LogoutInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await logout(ctx, input)
      return {}
    }),
  me: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/auth/me', tags, summary: 'Who is logged in' } })
    .output(Me)
    .query(({ ctx }) => ctx.actor),
})
