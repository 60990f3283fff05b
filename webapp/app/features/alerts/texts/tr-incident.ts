import type { enIncident } from './en-incident.ts'

/** Tek satırda olayın Türkçe metinleri; ilk sayfa da gösterir. */
export const trIncident: typeof enIncident = {
  incident: {
    title: 'Olaylar',
    all: 'Bütün olaylar',
    ofChannels_one: '{{all}} kanaldan {{count}}',
    ofChannels_other: '{{all}} kanaldan {{count}}',
    severity: { critical: 'Kritik', warning: 'Uyarı' },
    channels_one: '{{count}} kanal',
    channels_other: '{{count}} kanal',
    viewers_one: '{{count}} izleyici',
    viewers_other: '{{count}} izleyici',
    wellAgain: 'düzeldi',
    flapping: 'gelip gidiyor',
    inMaintenance: 'bakımda',
    acknowledged: 'biri ilgileniyor',
    acknowledgedBy: '{{name}} ilgileniyor',
    mutedUntil: 'şu ana dek sessiz:',
    lasted: '{{duration}} sürdü',
  },
}
