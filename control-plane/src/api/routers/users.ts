import {
  CreateUserInput,
  PasswordLink,
  PasswordLinkInput,
  SessionView,
  UpdateUserInput,
  UserId,
  UserView,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { endSessionOf, endSessionsOf, listSessionsOf } from '../../services/auth/sessions-of.ts'
import { removePasskeysOf } from '../../services/passkeys/manage.ts'
import { resetSecondStep } from '../../services/second-step/manage.ts'
import { createUser } from '../../services/users/create.ts'
import { offerPasswordLink } from '../../services/users/create-password-link.ts'
import { deleteUser } from '../../services/users/delete.ts'
import { getUser, listUsers } from '../../services/users/list.ts'
import { updateUser } from '../../services/users/update.ts'
import { adminProcedure, router } from '../trpc.ts'

const tags = ['users']
const ById = z.strictObject({ id: UserId })

export const usersRouter = router({
  list: adminProcedure
    .meta({ openapi: { method: 'GET', path: '/users', tags, summary: 'Who has an account' } })
    .output(z.object({ items: z.array(UserView) }))
    .query(async ({ ctx }) => ({ items: await listUsers(ctx) })),
  get: adminProcedure
    .meta({ openapi: { method: 'GET', path: '/users/{id}', tags, summary: 'One account' } })
    .input(ById)
    .output(UserView)
    .query(({ ctx, input }) => getUser(ctx, input.id)),
  create: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/users', tags, summary: 'Add a person' },
      success: 201,
    })
    .input(CreateUserInput)
    .output(UserView)
    .mutation(({ ctx, input }) => createUser(ctx, input)),
  update: adminProcedure
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/users/{id}',
        tags,
        summary: 'Change the role of a person, disable or enable the account',
      },
    })
    .input(UpdateUserInput)
    .output(UserView)
    .mutation(({ ctx, input }) => updateUser(ctx, input)),
  delete: adminProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/users/{id}', tags, summary: 'Delete an account' },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteUser(ctx, input)
      return {}
    }),
  sessions: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/users/{id}/sessions',
        tags,
        summary: 'Where a person is logged in',
      },
    })
    .input(ById)
    .output(z.object({ items: z.array(SessionView) }))
    .query(async ({ ctx, input }) => ({ items: await listSessionsOf(ctx, input) })),
  endSession: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/users/{id}/sessions/{sessionId}',
        tags,
        summary: 'End one session of a person',
      },
      success: 204,
    })
    .input(z.strictObject({ id: UserId, sessionId: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await endSessionOf(ctx, { userId: input.id, id: input.sessionId })
      return {}
    }),
  endSessions: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/users/{id}/sessions',
        tags,
        summary: 'End all sessions of a person but the one that asks',
      },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await endSessionsOf(ctx, input)
      return {}
    }),
  resetSecondStep: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/users/{id}/second-step',
        tags,
        summary: 'Let a person who has lost app and codes in by the password alone',
      },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await resetSecondStep(ctx, input)
      return {}
    }),
  removePasskeys: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/users/{id}/passkeys',
        tags,
        summary: 'Let none of the passkeys of a person in any more who has lost them',
      },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await removePasskeysOf(ctx, input)
      return {}
    }),
  createPasswordLink: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/users/{id}/password-reset',
        tags,
        summary:
          'Make a link with which the person sets a new password, once, and mail it if wished',
      },
      success: 201,
    })
    .input(PasswordLinkInput)
    .output(PasswordLink)
    .mutation(({ ctx, input }) => offerPasswordLink(ctx, input)),
})
