/** What of a channel is always in the document. `boxLabel` is null where nothing is to be chosen. */
type Plain = { id: string; name: string; boxLabel: string | null }

/**
 * A row of the list of which only the name and the box are there, as `ChannelRow` renders it: made as
 * text, five hundred of them cost a server and a browser next to nothing.
 */
export function plainRow(channel: Plain): string {
  const name = escaped(channel.name)
  return `<tr role="row" class="channel-row"><th role="rowheader" scope="row"><div class="channel-row-name">${box(channel)}<a class="channel-row-link" title="${name}" href="${address(channel)}">${name}</a></div></th></tr>`
}

/** The same of a card, in its place in the grid, as `ChannelCard` renders it. */
export function plainCard(channel: Plain): string {
  const name = escaped(channel.name)
  return `<li class="grid min-w-0"><article aria-label="${name}" class="channel-card"><div class="channel-card-picture"></div><div class="channel-card-text"><div class="channel-card-head"><h2><a title="${name}" class="channel-card-link" href="${address(channel)}">${name}</a></h2>${box(channel)}</div></div></article></li>`
}

function box({ id, boxLabel }: Plain): string {
  if (boxLabel === null) return ''
  return `<label class="select-box"><input type="checkbox" data-select="${escaped(id)}" aria-label="${escaped(boxLabel)}"/></label>`
}

function address({ id }: Plain): string {
  return escaped(`/channels/${id}`)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
