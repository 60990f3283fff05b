import {
  AddPasskeyInput,
  BeginPasskeyInput,
  FinishPasskeyLoginInput,
  OwnPasskeys,
  PasskeyCreation,
  PasskeyRequest,
  PasskeySite,
  PasskeyView,
  RemovePasskeyInput,
  RenamePasskeyInput,
  SessionTokens,
  StartPasskeyLoginInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { addPasskey, beginPasskey } from '../../services/passkeys/add.ts'
import { finishPasskeyLogin, startPasskeyLogin } from '../../services/passkeys/log-in.ts'
import { listPasskeys, removePasskey, renamePasskey } from '../../services/passkeys/manage.ts'
import { passkeySiteOf } from '../../services/passkeys/passkey-site.ts'
import { openProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['auth']

/** Passkeys are made and shown by browsers, on pages of ours: that is not offered to programs. */
export const passkeysRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/passkeys',
        tags,
        summary: 'Your passkeys, and where they count',
      },
    })
    .output(OwnPasskeys)
    .query(({ ctx }) => listPasskeys(ctx)),
  begin: viewerProcedure
    .input(BeginPasskeyInput)
    .output(PasskeyCreation)
    .mutation(({ ctx, input }) => beginPasskey(ctx, input)),
  add: viewerProcedure
    .input(AddPasskeyInput)
    .output(PasskeyView)
    .mutation(({ ctx, input }) => addPasskey(ctx, input)),
  rename: viewerProcedure
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/auth/passkeys/{id}',
        tags,
        summary: 'Call one of your passkeys something else',
      },
    })
    .input(RenamePasskeyInput)
    .output(PasskeyView)
    .mutation(({ ctx, input }) => renamePasskey(ctx, input)),
  remove: viewerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/passkeys/{id}/remove',
        tags,
        summary:
          'Let one of your passkeys in no more; takes the password, and a code where it is on',
      },
      success: 204,
    })
    .input(RemovePasskeyInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await removePasskey(ctx, input)
      return {}
    }),
  /** For the page of log-ins, before anybody is logged in. */
  site: openProcedure.output(PasskeySite).query(({ ctx }) => passkeySiteOf(ctx)),
  startLogin: openProcedure
    .input(StartPasskeyLoginInput)
    .output(PasskeyRequest)
    .mutation(({ ctx, input }) => startPasskeyLogin(ctx, input)),
  finishLogin: openProcedure
    .input(FinishPasskeyLoginInput)
    .output(SessionTokens)
    .mutation(({ ctx, input }) => finishPasskeyLogin(ctx, input)),
})
