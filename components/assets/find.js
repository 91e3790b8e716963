// What helps to find one's way: the hits of a search, the glossary, and views that this browser keeps under a name.
// See components/find_element.py for what comes from the server. Nothing goes back: saved views stay in the browser.

const KEPT = "wipo-standards-assistance.views"
const CHANGED = "views-changed"
const MOST_VIEWS = 200
const LONGEST_NAME = 150

const STYLE = `
.find h2, .find h3 { font-size: 1.1rem; font-weight: 600; line-height: 1.3; margin: 0; padding: 0.9rem 0 0.3rem; }
.find ul { list-style: none; margin: 0; padding: 0; }
.find li { margin: 0; padding: 0.45rem 0; border-bottom: 1px solid var(--st-border-color); overflow-wrap: anywhere; }
.find a { color: var(--st-link-color); text-decoration: underline; text-underline-offset: 0.15em; }
.find p { margin: 0; font-size: 0.875rem; line-height: 1.45; opacity: 0.8; }
.find dl { margin: 0; columns: 24rem; column-gap: 2.5rem; }
.find dl > div { break-inside: avoid; }
.find dt { font-weight: 600; scroll-margin-top: 4.5rem; padding-top: 0.75rem; }
.find dt:target { text-decoration: underline 2px var(--st-primary-color); text-underline-offset: 0.2em; }
.find dd { margin: 0; max-width: 75ch; line-height: 1.5; overflow-wrap: anywhere; }
.find form, .find .view { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
.find .view { align-items: center; }
.find .view > a, .find .view > form { flex: 1 1 14rem; min-width: 0; }
.find label { flex: 1 1 14rem; min-width: 0; font-size: 0.875rem; }
.find input { display: block; box-sizing: border-box; width: 100%; font: inherit; font-size: 1rem; color: inherit; background: var(--st-secondary-background-color); border: 1px solid var(--st-widget-border-color, #80808080); border-radius: 0.5rem; padding: 0.4rem 0.75rem; }
.find button { font: inherit; font-size: 0.875rem; color: inherit; background: transparent; border: 1px solid var(--st-widget-border-color, #80808080); border-radius: 0.5rem; padding: 0.45rem 0.75rem; cursor: pointer; }
.find button:hover { color: var(--st-primary-color); border-color: var(--st-primary-color); }
.find :is(a, button, input):focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.find [role="status"]:empty { display: none; }
.find [role="status"] { padding-top: 0.5rem; opacity: 1; }
`
const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

const drawn = new WeakMap() // what is shown, by the element that Streamlit gives for it

// Streamlit calls this again when the look of the page has changed: what is typed must outlast that.
export default function ({ data, parentElement }) {
  if (drawn.get(parentElement) === data) return
  drawn.set(parentElement, data)
  const told = JSON.parse(data)
  const box = made("div", { className: "find" })
  parentElement.replaceChildren(box)
  return { results, glossary, save, views }[told.kind](box, told)
}

// Text is only ever set as text, and each piece reads in its own direction.
function made(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

function results(box, { groups }) {
  for (const { title, hits, more } of groups) {
    const list = made("ul")
    for (const { title, said, href } of hits) {
      const line = made("li", {}, made("a", { href }, made("bdi", { textContent: title })))
      if (said) line.append(made("p", { textContent: said, dir: "auto" }))
      list.append(line)
    }
    box.append(made("h2", { textContent: title }), list)
    if (more) box.append(made("p", { textContent: more }))
  }
}

function glossary(box, { terms }) {
  const list = made("dl")
  for (const { id, name, text } of terms) {
    list.append(made("div", {}, made("dt", { id, textContent: name }), made("dd", { textContent: text })))
  }
  box.append(list)
  // The browser has looked for the place in the page before it was there; what stands above it grows for a while.
  const wanted = [...list.querySelectorAll("dt")].find(({ id }) => location.hash === `#${id}`)
  const growing = new ResizeObserver(() => wanted?.scrollIntoView())
  growing.observe(box.closest('[data-testid="stMain"] > *'))
  setTimeout(() => growing.disconnect(), 2000)
}

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]")
    return Array.isArray(found) ? found.filter(isView) : []
  } catch {
    return []
  }
}

// What another program of this address has written there is not followed: only a place of this one is.
function isView(view) {
  if (typeof view?.name !== "string" || typeof view.href !== "string" || !view.href.startsWith("/")) return false
  return new URL(view.href, location.href).origin === location.origin
}

function keep(views) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(views.slice(0, MOST_VIEWS)))
  } catch {
    return false
  }
  dispatchEvent(new Event(CHANGED))
  return true
}

function named(text) {
  return text.trim().slice(0, LONGEST_NAME)
}

function field(label, value) {
  const input = made("input", { value, maxLength: LONGEST_NAME, required: true, dir: "auto" })
  return [made("label", {}, label, input), input]
}

// The address in the bar is the view: it is kept as it stands there, and copied so.
function save(box, { name, words }) {
  const [label, input] = field(words.name, name)
  const button = made("button", { textContent: words.save })
  const copy = made("button", { type: "button", textContent: words.copy })
  const status = made("p", { role: "status" })
  const form = made("form", {}, label, button, copy)
  form.onsubmit = event => {
    event.preventDefault()
    const called = named(input.value)
    if (!called) return
    const view = { name: called, href: location.pathname + location.search }
    const others = kept().filter(other => other.name !== called)
    status.textContent = keep([view, ...others]) ? words.saved : words.failed
  }
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      status.textContent = words.copied
    } catch {
      status.textContent = location.href // to be copied by hand
    }
  }
  // Streamlit takes single letters for commands of its own.
  form.onkeydown = event => event.stopPropagation()
  box.append(form, status)
}

function views(box, { words }) {
  const list = made("ul")
  const empty = made("p", { textContent: words.none })
  const status = made("p", { role: "status" })
  box.append(list, empty, status)
  const draw = () => {
    const views = kept()
    list.replaceChildren(...views.map(view => viewLine(view)))
    empty.hidden = views.length > 0
    list.hidden = !views.length
  }

  function viewLine(view) {
    const link = made("a", { href: view.href }, made("bdi", { textContent: view.name }))
    const rename = made("button", { type: "button", textContent: words.rename, ariaLabel: `${words.rename}: ${view.name}` })
    const remove = made("button", { type: "button", textContent: words.delete, ariaLabel: `${words.delete}: ${view.name}` })
    const line = made("li", { className: "view" }, link, rename, remove)
    rename.onclick = () => edit(line, view)
    remove.onclick = () => {
      const before = kept()
      const place = [...list.children].indexOf(line)
      if (!keep(before.filter(other => other.name !== view.name))) return
      const undo = made("button", { type: "button", textContent: words.undo })
      undo.onclick = () => {
        keep(before)
        status.textContent = ""
        focusOn(place)
      }
      status.replaceChildren(made("bdi", { textContent: `${words.deleted}: ${view.name} ` }), undo)
      undo.focus()
    }
    return line
  }

  function edit(line, view) {
    const [label, input] = field(words.name, view.name)
    const done = made("button", { textContent: words.done })
    const form = made("form", {}, label, done)
    const place = [...list.children].indexOf(line)
    const close = () => {
      draw()
      focusOn(place)
    }
    form.onsubmit = event => {
      event.preventDefault()
      const called = named(input.value)
      const others = kept().filter(other => other.name !== called || other.name === view.name)
      if (called) keep(others.map(other => (other.name === view.name ? { ...other, name: called } : other)))
      close()
    }
    form.onkeydown = event => {
      event.stopPropagation()
      if (event.key === "Escape") close()
    }
    line.replaceChildren(form)
    input.focus()
    input.select()
  }

  function focusOn(place) {
    list.children[Math.min(place, list.children.length - 1)]?.querySelector("a").focus()
  }

  draw()
  // From this page, and from another tab of the same browser.
  const stop = new AbortController()
  addEventListener(CHANGED, draw, { signal: stop.signal })
  addEventListener("storage", draw, { signal: stop.signal })
  return () => stop.abort()
}
