/** How often the page asks for news, in milliseconds. */
const pauseMs = 1000

const charges = document.getElementById('charges')
const offline = document.getElementById('offline')

/** Brings the list up to date row by row: an unchanged row keeps its button, and so its focus. */
const merge = (fresh) => {
  const list = charges.querySelector('ol')
  const freshList = fresh.querySelector('ol')
  if (list === null || freshList === null) {
    if (!charges.isEqualNode(fresh)) charges.replaceChildren(...fresh.childNodes)
    return
  }
  const freshRows = [...freshList.children]
  const freshIds = new Set(freshRows.map((row) => row.id))
  for (const row of [...list.children]) if (!freshIds.has(row.id)) row.remove()
  for (const [index, freshRow] of freshRows.entries()) {
    const row = document.getElementById(freshRow.id)
    // What a person has opened stays open.
    if (row?.querySelector('details')?.open) freshRow.querySelector('details').open = true
    if (row === null) list.insertBefore(freshRow, list.children[index] ?? null)
    else if (!row.isEqualNode(freshRow)) row.replaceWith(freshRow)
  }
}

const refresh = async () => {
  try {
    const response = await fetch('/', { signal: AbortSignal.timeout(5000) })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    merge(page.getElementById('charges'))
    offline.hidden = true
  } catch {
    offline.hidden = false
  }
  setTimeout(refresh, pauseMs)
}

setTimeout(refresh, pauseMs)
