import {
  AcknowledgeIncidentInput,
  IncidentId,
  IncidentPage,
  IncidentSummary,
  IncidentView,
  ListIncidentsInput,
  MuteIncidentInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { acknowledgeIncident, unacknowledgeIncident } from '../../services/incidents/acknowledge.ts'
import { getIncident } from '../../services/incidents/get.ts'
import { muteIncident, unmuteIncident } from '../../services/incidents/mute.ts'
import { listIncidents } from '../../services/incidents/read-incidents.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['alerts']
const ById = z.strictObject({ id: IncidentId })
const act = (verb: string, summary: string) => ({
  openapi: { method: 'POST' as const, path: `/incidents/{id}/${verb}` as const, tags, summary },
})

export const incidentsRouter = router({
  list: viewerProcedure
    .meta({ reach: { channels: ['channelId'] } })
    .meta({
      openapi: { method: 'GET', path: '/incidents', tags, summary: 'Incidents, newest first' },
    })
    .input(ListIncidentsInput.prefault({}))
    .output(IncidentPage)
    .query(({ ctx, input }) => listIncidents(ctx, input)),
  get: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/incidents/{id}',
        tags,
        summary: 'One incident with its alerts, its timeline and who was told',
      },
    })
    .input(ById)
    .output(IncidentView)
    .query(({ ctx, input }) => getIncident(ctx, input)),
  acknowledge: operatorProcedure
    .meta(act('acknowledge', 'Say that somebody has it in hand'))
    .input(AcknowledgeIncidentInput)
    .output(IncidentSummary)
    .mutation(({ ctx, input }) => acknowledgeIncident(ctx, input)),
  unacknowledge: operatorProcedure
    .meta(act('unacknowledge', 'Say that nobody has it in hand'))
    .input(ById)
    .output(IncidentSummary)
    .mutation(({ ctx, input }) => unacknowledgeIncident(ctx, input)),
  mute: operatorProcedure
    .meta(act('mute', 'Tell nobody anything new of it for a time'))
    .input(MuteIncidentInput)
    .output(IncidentSummary)
    .mutation(({ ctx, input }) => muteIncident(ctx, input)),
  unmute: operatorProcedure
    .meta(act('unmute', 'Tell of it again'))
    .input(ById)
    .output(IncidentSummary)
    .mutation(({ ctx, input }) => unmuteIncident(ctx, input)),
})
