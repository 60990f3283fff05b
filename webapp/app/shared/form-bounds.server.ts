import {
  AcknowledgeIncidentInput,
  boundsOf,
  CreateAlertTargetInput,
  CreateApiKeyInput,
  CreateChannelGroupInput,
  CreateJoinTokenInput,
  CreateMaintenanceInput,
  CreateRecordingInput,
  CreateRolloutInput,
  FinishLoginInput,
  PutAlertRuleInput,
  PutAlertSettingsInput,
  PutRecordingBucketInput,
  RenamePasskeyInput,
  SignAddressInput,
} from '@cashbacktv/contract'
import { type InputBounds, inputBounds } from './domain/input-bounds.ts'

/** What is read of a schema is there, so that none of a field that has been renamed is missed. */
function of(schema: Parameters<typeof boundsOf>[0]): (path: string) => InputBounds {
  const bounds = boundsOf(schema)
  return (path) => {
    const found = bounds[path]
    if (!found) throw new Error(`The contract has no field ${path}.`)
    return inputBounds(found)
  }
}

const alertRule = of(PutAlertRuleInput)
const alertSettings = of(PutAlertSettingsInput)
const alertTarget = of(CreateAlertTargetInput)
const bucket = of(PutRecordingBucketInput)
const group = of(CreateChannelGroupInput)
const recording = of(CreateRecordingInput)
const rollout = of(CreateRolloutInput)

/**
 * The bounds of what is typed into forms of a few fields, from where they are judged. Forms with a
 * table of their fields (a channel, a preset, the system) have those of their whole schema.
 */
export const FORM_BOUNDS = {
  'alertRule.threshold': alertRule('threshold'),
  'alertRule.forSeconds': alertRule('forSeconds'),
  'alertRule.clearAfterSeconds': alertRule('clearAfterSeconds'),
  'alertTarget.name': alertTarget('name'),
  'alertTarget.afterMinutes': alertTarget('afterMinutes'),
  'alertTarget.url': alertTarget('address.url'),
  'alertTarget.secret': alertTarget('address.secret'),
  'bucket.endpoint': bucket('bucket.endpoint'),
  'bucket.region': bucket('bucket.region'),
  'bucket.bucket': bucket('bucket.bucket'),
  'bucket.prefix': bucket('bucket.prefix'),
  'bucket.accessKey': bucket('bucket.accessKey'),
  'bucket.secret': bucket('bucket.secret'),
  deadManUrl: alertSettings('deadManUrl'),
  'group.name': group('name'),
  'group.note': group('note'),
  'incident.note': of(AcknowledgeIncidentInput)('note'),
  'joinToken.label': of(CreateJoinTokenInput)('label'),
  'key.name': of(CreateApiKeyInput)('name'),
  'logo.x': rollout('logo.x'),
  'logo.y': rollout('logo.y'),
  'logo.width': rollout('logo.width'),
  'logo.opacity': rollout('logo.opacity'),
  'login.code': of(FinishLoginInput)('code'),
  'maintenance.note': of(CreateMaintenanceInput)('note'),
  'passkey.name': of(RenamePasskeyInput)('name'),
  'playback.viewer': of(SignAddressInput)('viewer'),
  'recording.name': recording('name'),
  'recording.keepDays': recording('keepDays'),
  'recording.rollingHours': recording('rollingHours'),
  'rollout.waveSize': rollout('waveSize'),
  'smtp.server': alertSettings('smtp.server'),
  'smtp.port': alertSettings('smtp.port'),
  'smtp.user': alertSettings('smtp.user'),
  'smtp.password': alertSettings('smtp.password'),
  'smtp.from': alertSettings('smtp.from'),
}
export type FormBounds = typeof FORM_BOUNDS
