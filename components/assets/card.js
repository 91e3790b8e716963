// The heads of cards (title, tabs, button of exports) and their charts. One element of Streamlit's stands for those of
// several cards; each is drawn into the container that Streamlit makes for it, above what somebody has opened in it.
// See components/card_element.py for what comes from the server and what goes back.

const groups = new WeakMap() // of cards, by the element that Streamlit gives them
const places = new Map() // cards by the name of their place on the page

// A chart is drawn from left to right in every language.
const STYLE = `
@keyframes card-comes { from { order: 0; } }
[class*="st-key-card-"] { position: relative; animation: card-comes 1ms; }
[class*="st-key-card-"] > [class*="st-key-export-"], .card-menu { position: absolute; inset-inline-end: 0.9rem; top: 0.7rem; width: auto; }
[class*="st-key-card-"]:has(> [class*="st-key-export-"]) .card-menu { display: none; }
[data-testid="stLayoutWrapper"]:has(> .st-key-figures-ahead), [class*="st-key-cards-"], .st-key-page-language { position: absolute; }
.card { width: 100%; min-width: 0; }
.card-title { font-size: 1.1rem; font-weight: 600; line-height: 1.2; letter-spacing: -0.005em; margin: 0; margin-inline-end: 6rem; padding: 0.3rem 0 0.6rem; }
.card-remark { font-size: 0.875rem; opacity: 0.75; margin: 0 0 0.4rem; }
.card-tabs { display: flex; gap: 1rem; border-bottom: 1px solid var(--st-border-color); margin-bottom: 1rem; }
.card-tabs button { all: unset; cursor: pointer; font-size: 0.875rem; line-height: 1.6; padding: 0.5rem 0; margin-bottom: -1px; border-bottom: 2px solid transparent; }
.card-tabs button[aria-selected="true"] { color: var(--st-primary-color); border-bottom-color: var(--st-primary-color); }
.card-menu button { all: unset; cursor: pointer; display: flex; align-items: center; gap: 0.5rem; min-height: 2.5rem; font-size: 0.875rem; line-height: 1.6; white-space: nowrap; }
.card-menu svg { width: 1rem; height: 1rem; fill: currentColor; }
.card-menu svg:last-child { margin-inline: -0.375rem -5px; margin-top: 2px; }
.st-key-present { flex: none !important; }
.present-open { all: unset; cursor: pointer; display: flex; align-items: center; gap: 0.5rem; min-height: 2.5rem; font-size: 0.875rem; white-space: nowrap; }
.present-open svg { width: 1.25em; height: 1.25em; fill: currentColor; }
:is(.card-tabs button, .card-menu button, .present-open):hover { color: var(--st-primary-color); }
:is(.card-tabs button, .card-menu button, .present-open):focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; border-radius: 2px; }
@media (max-width: 640px) { .present-open span { display: none; } .present-open { min-width: 2rem; justify-content: center; } }
.card-chart { direction: ltr; width: 100%; overflow: hidden; contain: layout paint style; }
.card-chart.js-plotly-plot .plotly .modebar-btn { height: 24px; padding: 4px; }
`
// Icons of Material Symbols' shape: a screen on a stand, an arrow into a tray, and a corner that points down.
const icon = path => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
const SLIDES = icon("M3 4h18v2h-1v10h-7v2.2l3 3-1.4 1.4L12 20l-2.6 2.6L8 21.2l3-3V16H4V6H3zm3 2v8h12V6zm4 1.5 4.5 2.5-4.5 2.5z")
const TRAY = icon("M11 4h2v8.2l2.6-2.6L17 11l-5 5-5-5 1.4-1.4 2.6 2.6zM4 15h2v3h12v-3h2v5H4z")
const DOWN = icon("M12 15.4l-6-6L7.4 8l4.6 4.6L16.6 8 18 9.4z")
const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

const LOOK = ["--st-primary-color", "--st-border-color"] // of the theme, which Streamlit gives to its elements only
const MISSING_TOLD = 20
const PATIENCE = 3000 // milliseconds until the rest of a page is asked for, drawn or not

// Streamlit calls this when something told or the look of it has changed; `data` is JSON, as a text or its bytes.
export default function ({ data, parentElement, setStateValue }) {
  const told = JSON.parse(typeof data === "string" ? data : new TextDecoder().decode(data))
  if (told.ahead) return told.ahead.forEach(sentAhead)
  if (told.language) return speak(told)
  if (told.present) return offer(told, parentElement, setStateValue)
  const group = groups.get(parentElement) ?? new Group(told.cards)
  groups.set(parentElement, group)
  group.send = setStateValue
  group.show(told, getComputedStyle(parentElement))
  return () => group.remove()
}

// Streamlit may make the container of a card after its element, or make it anew: the style has each tell that it came.
const containers = new Map() // those that came last, by the name of their card
addEventListener("animationstart", ({ animationName, target }) => {
  if (animationName !== "card-comes") return
  const name = nameOf(target)
  containers.set(name, target)
  for (const card of places.values()) if (card.name === name) card.standIn(target)
})

function containerOf(name) {
  const last = containers.get(name)
  return last?.isConnected ? last : document.querySelector(`.st-key-card-${name}`)
}

// Cards that stand together. What is told of them goes back as one state: each time all of it.
class Group {
  cards = new Map()
  told = { views: {}, menus: {}, picked: {}, missing: [], kept: [], due: 0 }

  constructor(cards) {
    for (const { place, view, has_menu } of cards) {
      this.told.views[place] = view
      this.told.menus[place] = has_menu
    }
  }

  show({ cards, words }, look) {
    const gone = new Set(this.cards.keys())
    for (const told of cards) {
      gone.delete(told.place)
      if (!this.cards.has(told.place)) this.cards.set(told.place, new Card(this, told))
      this.cards.get(told.place).show(told, words, look)
    }
    for (const place of gone) this.drop(place)
    cards.some(told => told.waits) ? waitForCharts(this) : waitsNoMore(this)
  }

  tell(change) {
    Object.assign(this.told, change)
    this.told.kept = charts?.kept() ?? []
    this.told.missing = this.told.missing.filter(id => !this.told.kept.includes(id))
    this.send("told", structuredClone(this.told))
  }

  tellOf(name, place, value) {
    this.tell({ [name]: { ...this.told[name], [place]: value } })
  }

  drop(place) {
    this.cards.get(place).remove()
    this.cards.delete(place)
  }

  remove() {
    waitsNoMore(this)
    for (const place of [...this.cards.keys()]) this.drop(place)
  }
}

// Streamlit's page says that it is English, which a screen reader would then read it as.
function speak({ language, direction }) {
  Object.assign(document.documentElement, { lang: language, dir: direction })
  return () => Object.assign(document.documentElement, { lang: "en", dir: "ltr" })
}

// The button that shows the charts of the page one by one: all of it happens in the browser, and is fetched when asked.
function offer(told, parent, tell) {
  lookAt(parent, tell)
  tellWidth = () => [null, narrow.matches].includes(told.narrow) || tell("narrow", narrow.matches)
  tellWidth()
  const button = parent.querySelector("button") ?? element("button", "present-open", parent)
  button.type = "button"
  button.innerHTML = SLIDES
  button.append(Object.assign(document.createElement("span"), { textContent: told.words.open }))
  button.ariaLabel = button.title = told.words.present
  const open = at => {
    const loaded = Promise.all([import("./chart.js"), import("./present.js")])
    loaded.then(([{ figureOf }, { present }]) => present(slides(figureOf), told, parent, button, at))
  }
  button.onclick = () => open(0)
  openLinked(open, button)
  return () => parent.querySelector("dialog")?.close()
}

// A link opens the presentation at a chart (`present=2` is the second), once the page has its charts: Streamlit says that
// it has run before all its cards have come, and a figure comes after its card. The link is read when the page is loaded:
// later on the server may write it as it was while somebody presented.
const COME_WITHIN = 5000 // milliseconds after the run in which cards may come
let isLinkRead = false
function openLinked(open, button) {
  const number = parseInt(new URLSearchParams(location.search).get("present"))
  const isAsked = number > 0 && !isLinkRead
  isLinkRead = true
  if (!isAsked) return
  const isRunning = () => !document.querySelector('[data-test-script-state="notRunning"]')
  let end = performance.now() + COME_WITHIN
  const wait = async () => {
    const { figureOf } = await import("./chart.js")
    if (isRunning()) end = performance.now() + COME_WITHIN
    if (isRunning() || (!haveAllCome(figureOf) && performance.now() < end)) return setTimeout(wait, 100)
    if (button.isConnected) open(number - 1)
  }
  setTimeout(wait, 100)
}

// Whether each container of a card has its card, and each card that shows a chart its figure.
function haveAllCome(figureOf) {
  const cards = [...places.values()]
  const names = [...document.querySelectorAll('[class*="st-key-card-"]')].map(nameOf)
  return names.every(name => cards.some(card => card.name === name)) && cards.every(({ last }) => !last || figureOf(last.figure_id))
}

function nameOf({ className }) {
  return className.match(/\bst-key-card-(\S+)/)[1]
}

// Charts come from the server in the colours of the page, which it is not told of when they change (streamlit#11920).
let look
function lookAt(parent, tell) {
  const last = look
  look = getComputedStyle(parent).getPropertyValue("--st-background-color")
  if (last && last !== look) tell("look", look)
}

// A window as narrow as a phone: Streamlit tells the server of no width, and charts are drawn for one.
const narrow = matchMedia("screen and (max-width: 640px)")
let tellWidth
narrow.onchange = () => tellWidth?.()

// In the order of the page; a card that shows its table has its chart still, as long as the filters are the same.
function slides(figureOf) {
  const inOrder = [...places.values()].map(card => ({ card, told: card.last })).filter(({ told }) => told)
  inOrder.sort((a, b) => (a.card.title.compareDocumentPosition(b.card.title) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  return inOrder.map(({ told }) => ({ figure: figureOf(told.figure_id), alt: told.alt })).filter(({ figure }) => figure)
}

// Not every page has a chart, and Plotly is most of what the browser loads.
let charts
async function withCharts(use) {
  charts ??= await import("./chart.js")
  use(charts)
}

// A page sends its figures ahead of the cards for them. They are taken from the message as it arrives and drawn before
// Streamlit looks at it: until that has gone over the whole page and hands them on, they would be drawn already. In the
// message they are JSON, from BEGIN to END (see components/card_element.py), which are in no text within it.
const BEGIN = `{"ahead":[`, END = `],"all":"sent"}`
addEventListener("from-server", ({ detail }) => {
  if (!(detail instanceof ArrayBuffer)) return
  const text = new TextDecoder().decode(detail)
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END, begin) + END.length
  if (begin >= 0) JSON.parse(text.slice(begin, end)).ahead.forEach(sentAhead)
})

// What stands below the charts of a page is asked for when they are drawn: its scripts would take from their time. One
// group asks after the other, since of several that tell something at the same moment Streamlit runs only one.
const waiting = new Set()
let asked = 0, asking

function waitForCharts(group) {
  if (waiting.has(group)) return
  waiting.add(group)
  if (waiting.size > 1) return
  const isDrawn = ({ told, chart }) => !told.figure_id || chart?.isMap || chart?.drawnId === told.figure_id
  const end = performance.now() + PATIENCE
  const look = () => (performance.now() > end || [...places.values()].every(isDrawn) ? askNext() : setTimeout(look, 30))
  setTimeout(look)
}

function askNext() {
  clearTimeout(asking)
  const [group] = waiting
  if (!group) return
  group.tell({ due: ++asked })
  asking = setTimeout(askNext, PATIENCE) // again, should it be lost
}

function waitsNoMore(group) {
  if (waiting.delete(group)) askNext()
}

function sentAhead(told) {
  const send = ({ keep }) => {
    keep(told)
    places.get(told.place)?.chart?.show(told)
  }
  charts ? send(charts) : withCharts(send)
}

function element(name, className, parent) {
  const made = document.createElement(name)
  made.className = className
  parent.append(made)
  return made
}

// What stands above a card grows for a while after it; whoever does something meanwhile is not held.
function stayAt(title) {
  const growing = new ResizeObserver(() => title.scrollIntoView())
  growing.observe(title.closest('[data-testid="stMain"] > *'))
  const stop = () => growing.disconnect()
  for (const sign of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(sign, stop, { once: true })
  setTimeout(stop, 4000)
}

class Card {
  constructor(group, { name, place, level }) {
    this.group = group
    this.name = name
    this.place = place
    places.set(place, this)
    this.root = document.createElement("div")
    this.root.className = `card st-key-${place}`
    this.title = element(`h${level}`, "card-title", this.root)
    this.remark = element("p", "card-remark", this.root)
    this.tabs = element("div", "card-tabs", this.root)
    this.tabs.role = "tablist"
    this.tabs.onclick = event => this.open(event.target.dataset.view)
    this.tabs.onkeydown = event => this.step(event)
    this.menu = element("div", `card-menu st-key-export-${name}`, this.root)
    this.menuButton = element("button", "", this.menu)
    this.menuButton.innerHTML = `${TRAY}<span></span>${DOWN}`
    this.menuButton.type = "button"
    this.menuButton.ariaHasPopup = "dialog"
    this.menuButton.onclick = () => group.tellOf("menus", place, true)
    // What is opened in a card are elements of Streamlit's that come after this one.
    this.siblings = new MutationObserver(() => this.lookAround())
  }

  standIn(container) {
    if (this.root.parentElement === container) return
    const isFirst = !this.root.parentElement
    container.prepend(this.root)
    this.siblings.disconnect()
    this.siblings.observe(container, { childList: true })
    if (isFirst && location.hash === `#${this.title.id}`) stayAt(this.title)
    this.lookAround()
    this.drawChart()
  }

  show(told, words, look) {
    for (const name of LOOK) this.root.style.setProperty(name, look.getPropertyValue(name))
    this.title.textContent = told.title
    this.title.id = told.anchor
    this.remark.textContent = told.remark
    this.remark.hidden = !told.remark
    this.tabs.ariaLabel = told.title
    this.menuButton.querySelector("span").textContent = words.export
    if (this.views !== told.views.join()) this.nameViews(told.views)
    this.select(told.view)
    this.told = told
    if (told.figure_id) this.last = told
    else if (told.of !== this.last?.of) this.last = null
    if (this.chart && this.chart.box.hidden !== !told.figure_id) this.chart.box.hidden = !told.figure_id
    const container = containerOf(this.name)
    if (container) this.standIn(container)
    this.drawChart()
    this.lookAround()
    this.root.ariaBusy = String(told.waits)
  }

  drawChart() {
    if (this.told.figure_id) charts ? this.draw(charts) : withCharts(loaded => this.draw(loaded))
  }

  draw({ Chart }) {
    if (this.isRemoved || !this.told.figure_id || !this.root.isConnected) return
    this.chart ??= new Chart(this.root, this)
    this.chart.show(this.told)
  }

  picks(point) {
    this.group.tellOf("picked", this.place, point)
  }

  misses(id) {
    this.group.tell({ missing: [...this.group.told.missing, id].slice(-MISSING_TOLD) })
  }

  nameViews(views) {
    this.views = views.join()
    this.tabs.replaceChildren(
      ...views.map(([view, label]) => {
        const tab = document.createElement("button")
        tab.type = "button"
        tab.role = "tab"
        tab.textContent = label
        tab.dataset.view = view
        tab.id = `${this.place}-tab-${view}`
        return tab
      }),
    )
  }

  select(view) {
    this.view = view
    for (const tab of this.tabs.children) {
      const isOpen = tab.dataset.view === view
      tab.ariaSelected = String(isOpen)
      tab.tabIndex = isOpen ? 0 : -1
    }
  }

  open(view) {
    if (!view || view === this.view) return
    this.select(view)
    this.group.tellOf("views", this.place, view)
  }

  // Arrows move along the tabs, as everywhere.
  step(event) {
    const tabs = [...this.tabs.children]
    const here = tabs.findIndex(tab => tab.dataset.view === this.view)
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    tabs[next % tabs.length].focus()
    this.open(tabs[next % tabs.length].dataset.view)
  }

  // Names the panel of the open tab to a screen reader, and hands what was done on to the menu that comes for it.
  lookAround() {
    const container = this.root.parentElement
    const panel = container?.querySelector(`.st-key-panel-${this.place}`)
    if (panel) {
      panel.role = "tabpanel"
      panel.setAttribute("aria-labelledby", `${this.place}-tab-${this.view}`)
    }
    if (document.activeElement === this.menuButton) {
      container.querySelector(`:scope > [class*="st-key-export-"] button`)?.focus()
    }
  }

  remove() {
    this.isRemoved = true
    this.siblings.disconnect()
    this.chart?.remove()
    this.root.remove()
    if (places.get(this.place) === this) places.delete(this.place)
  }
}
