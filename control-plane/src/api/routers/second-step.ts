import {
  CodeInput,
  OwnPasswordInput,
  PasswordAndCodeInput,
  PutSecondStepRequirementInput,
  RecoveryCodes,
  SecondStepRequirement,
  SecondStepSetUp,
  SecondStepView,
} from '@cashbacktv/contract'
import { z } from 'zod'
import {
  renewRecoveryCodes,
  secondStepOf,
  switchOffSecondStep,
} from '../../services/second-step/manage.ts'
import {
  putSecondStepRequirement,
  secondStepRequirement,
} from '../../services/second-step/requirement.ts'
import {
  beginSecondStep,
  confirmSecondStep,
  pendingSecondStep,
} from '../../services/second-step/set-up.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['auth']

export const secondStepRouter = router({
  get: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/second-step',
        tags,
        summary: 'Whether your log-in takes a code, too',
      },
    })
    .output(SecondStepView)
    .query(({ ctx }) => secondStepOf(ctx)),
  begin: viewerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/second-step',
        tags,
        summary: 'Make a secret for your authenticator app; a code of it confirms that',
      },
      success: 201,
    })
    .input(OwnPasswordInput)
    .output(SecondStepSetUp)
    .mutation(({ ctx, input }) => beginSecondStep(ctx, input)),
  /** For a page that is shown again because a code was mistyped. It tells a secret, so no key may ask it. */
  pending: viewerProcedure
    .output(z.object({ setUp: SecondStepSetUp.nullable() }))
    .mutation(async ({ ctx }) => ({ setUp: await pendingSecondStep(ctx) })),
  confirm: viewerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/second-step/confirm',
        tags,
        summary:
          'Switch it on by a first code; the answer is the only place with the recovery codes',
      },
    })
    .input(CodeInput)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => confirmSecondStep(ctx, input)),
  requirement: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/auth/second-step/requirement',
        tags,
        summary: 'Of whom a second step is required',
      },
    })
    .output(SecondStepRequirement)
    .query(({ ctx }) => secondStepRequirement(ctx)),
  putRequirement: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/auth/second-step/requirement',
        tags,
        summary: 'Require a second step of nobody, administrators, who edits, or everybody',
      },
    })
    .input(PutSecondStepRequirementInput)
    .output(SecondStepRequirement)
    .mutation(({ ctx, input }) => putSecondStepRequirement(ctx, input)),
  renewCodes: viewerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/second-step/recovery-codes',
        tags,
        summary: 'Make new recovery codes; those before count for nothing',
      },
    })
    .input(PasswordAndCodeInput)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx, input)),
  switchOff: viewerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/auth/second-step/off',
        tags,
        summary: 'Switch it off: the password alone lets in again',
      },
      success: 204,
    })
    .input(PasswordAndCodeInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await switchOffSecondStep(ctx, input)
      return {}
    }),
})
