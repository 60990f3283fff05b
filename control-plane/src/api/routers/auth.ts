import {
  ChangePasswordInput,
  FinishLoginInput,
  ForgotPasswordInput,
  LoginInput,
  LogoutInput,
  MeWithReach,
  OwnPasswordInput,
  RefreshInput,
  ResetPasswordInput,
  SessionTokens,
  SessionView,
  SigningKeyView,
  StartedLogin,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { groupIdsOf } from '../../domain/accounts/reach.ts'
import { changePassword } from '../../services/auth/change-password.ts'
import { forgotPassword } from '../../services/auth/forgot-password.ts'
import { finishLogin, login, startLogin } from '../../services/auth/login.ts'
import { logout } from '../../services/auth/logout.ts'
import { refresh } from '../../services/auth/refresh.ts'
import { replaceSigningKey, signingKeyOf } from '../../services/auth/replace-signing-key.ts'
import { readLink, resetPassword } from '../../services/auth/reset-password.ts'
import { endSessionOf, endSessionsOf, listSessionsOf } from '../../services/auth/sessions-of.ts'
import { canMailLinks } from '../../services/users/mail-password-link.ts'
import { adminProcedure, openProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['auth']

export const authRouter = router({
  login: openProcedure
    .meta({
      openapi: { method: 'POST', path: '/auth/login', tags, protect: false, summary: 'Log in' },
    })
    .input(LoginInput)
    .output(SessionTokens)
    .mutation(({ ctx, input }) => login(ctx, input)),
  startLogin: openProcedure
    .input(LoginInput.omit({ code: true }))
    .output(StartedLogin)
    .mutation(({ ctx, input }) => startLogin(ctx, input)),
  finishLogin: openProcedure
    .input(FinishLoginInput)
    .output(SessionTokens)
    .mutation(({ ctx, input }) => finishLogin(ctx, input)),
  refresh: openProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/refresh',
        tags,
        protect: false,
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
    .output(MeWithReach)
    .query(({ ctx: { actor } }) => ({ ...actor, groupIds: groupIdsOf(actor.reach) })),
  changePassword: viewerProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/password',
        tags,
        summary: 'Set your own password; ends every session and answers a new one',
      },
    })
    .input(ChangePasswordInput)
    .output(SessionTokens)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  forgotPassword: openProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/forgot',
        tags,
        protect: false,
        summary: 'Have a link to set a new password mailed, or the administrators told',
      },
      success: 202,
    })
    .input(ForgotPasswordInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await forgotPassword(ctx, input)
      return {}
    }),
  /** Whether who has forgotten the password gets a mail; else the administrators are told. */
  mailsLinks: openProcedure
    .output(z.object({ mailsLinks: z.boolean() }))
    .query(async ({ ctx }) => ({ mailsLinks: await canMailLinks(ctx) })),
  passwordLink: openProcedure
    .input(ResetPasswordInput.pick({ token: true }))
    .output(z.object({ email: z.string().nullable() }))
    .query(({ ctx, input }) => readLink(ctx, input)),
  resetPassword: openProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/reset',
        tags,
        protect: false,
        summary: 'Set a password by a link that an administrator made',
      },
      success: 204,
    })
    .input(ResetPasswordInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await resetPassword(ctx, input)
      return {}
    }),
  sessions: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/auth/sessions', tags, summary: 'Where you are logged in' },
    })
    .output(z.object({ items: z.array(SessionView) }))
    .query(async ({ ctx }) => ({ items: await listSessionsOf(ctx, ctx.actor) })),
  endSession: viewerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/sessions/{id}',
        tags,
        summary: 'End one of your sessions',
      },
      success: 204,
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await endSessionOf(ctx, { userId: ctx.actor.id, id: input.id })
      return {}
    }),
  endOtherSessions: viewerProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/auth/sessions',
        tags,
        summary: 'End all of your sessions but this one',
      },
      success: 204,
    })
    .output(z.object({}))
    .mutation(async ({ ctx }) => {
      await endSessionsOf(ctx, ctx.actor)
      return {}
    }),
  signingKey: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/signing-key',
        tags,
        summary: 'Where the key that signs log-ins comes from',
      },
    })
    .output(SigningKeyView)
    .query(({ ctx }) => signingKeyOf(ctx)),
  replaceSigningKey: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/signing-key',
        tags,
        summary: 'Sign log-ins by a new key; nobody is logged out',
      },
    })
    .input(OwnPasswordInput)
    .output(SigningKeyView)
    .mutation(({ ctx, input }) => replaceSigningKey(ctx, input)),
})
