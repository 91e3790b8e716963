// The charts of a page one by one, as large as the screen. Nothing is asked of the server: the figures are those that
// the cards have. What stands in a figure as text becomes text of the page here, which breaks where the screen ends;
// the rest is drawn at the least size that it fits and enlarged, so that all of it keeps its proportions.

import { SHAPES, plotlyFor } from "./chart.js"

const ROOM = 26 // pixels above the data, for the marks of events and the highest count
const NARROWEST = 34 // pixels of a year whose name fits
const SMALLEST = 0.75 // of the usual size: a calendar of many rows rather scrolls than shrinks further

const STYLE = `
.present { all: unset; position: fixed; inset: 0; box-sizing: border-box; overflow: auto; font-size: max(14px, min(1.9vh, 1.3vw)); font-family: inherit; line-height: 1.35; padding: 1em 1.4em; }
.present:not([open]) { display: none; }
.present-page { display: grid; grid-template-rows: auto auto minmax(15em, 1fr) auto auto auto; min-height: calc(100vh - 2em); gap: 0.35em; }
.present p, .present h2 { margin: 0; padding: 0; font-size: 0.85em; font-weight: 400; max-width: 110em; }
.present .present-title { font-size: 1.7em; font-weight: 600; line-height: 1.2; }
.present .present-title:focus { outline: none; }
.present-stage { position: relative; direction: ltr; overflow: auto; }
.present-stage:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.present-chart { position: absolute; inset: 0 auto auto 0; transform-origin: 0 0; }
.present-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6em; }
.present-bar [role="status"] { margin-inline-end: auto; }
.present-bar button { all: unset; cursor: pointer; box-sizing: border-box; min-width: 2.75em; min-height: 2.75em; padding: 0 0.7em; text-align: center; border: 1px solid currentColor; border-radius: 0.4em; }
.present-bar button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.present-bar button[aria-disabled="true"] { opacity: 0.45; cursor: default; }
.present-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[dir="rtl"] .present-turned { display: inline-block; transform: scaleX(-1); }
`
const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

const STEPS = {
  PageDown: 1, ArrowDown: 1, " ": 1, PageUp: -1, ArrowUp: -1, Home: -Infinity, End: Infinity,
}

// `slides` are { figure, alt }, `at` is the first to show; the dialog lies in `parent` and gives the focus back to
// `opener`.
export function present(slides, told, parent, opener, at) {
  new Presentation(slides, told, parent, opener).step(at)
}

// The link is the view: it says which chart is shown, from 1, and nothing of it afterwards.
function putIntoLink(number) {
  const link = new URL(location)
  if (number) link.searchParams.set("present", number)
  else link.searchParams.delete("present")
  history.replaceState(history.state, "", link)
}

function element(name, className, parent, text = "") {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  parent.append(made)
  return made
}

class Presentation {
  constructor(slides, told, parent, opener) {
    Object.assign(this, { slides, told, opener })
    this.dialog = element("dialog", "present", parent)
    this.dialog.ariaLabel = told.words.present
    const page = element("div", "present-page", this.dialog)
    this.title = element("h2", "present-title", page)
    this.title.tabIndex = -1
    this.title.autofocus = true
    this.subtitle = element("p", "", page)
    this.stage = element("div", "present-stage", page)
    this.stage.role = "figure"
    this.stage.tabIndex = 0 // a browser without a mouse scrolls what has the focus
    this.chart = element("div", "present-chart", this.stage)
    this.notes = element("p", "", page)
    this.basis = element("p", "", page)
    this.bar(element("div", "present-bar", page))
    this.dialog.onkeydown = event => this.pressed(event)
    this.dialog.onclose = () => this.leave()
    this.onFull = () => document.fullscreenElement || this.dialog.close()
    this.sized = new ResizeObserver(() => this.draw())
    this.dialog.showModal()
    // Allowed or not: without it the page fills the window.
    const asked = document.fullscreenElement ? undefined : document.documentElement.requestFullscreen?.()
    asked?.then(() => document.addEventListener("fullscreenchange", this.onFull), () => {})
    this.sized.observe(this.stage)
  }

  bar(bar) {
    const { words } = this.told
    this.place = element("span", "", bar)
    this.place.role = "status"
    this.number = element("span", "", this.place)
    this.heard = element("span", "present-hidden", this.place)
    this.back = this.button(bar, words.back, "←", () => this.step(-1))
    this.next = this.button(bar, words.next, "→", () => this.step(1))
    this.button(bar, words.leave, "✕", () => this.dialog.close())
  }

  button(bar, name, sign, onclick) {
    const button = element("button", "", bar)
    Object.assign(button, { type: "button", ariaLabel: name, title: name, onclick })
    element("span", "present-turned", button, sign).ariaHidden = "true"
    return button
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const forward = getComputedStyle(this.dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const step = { ...STEPS, ArrowRight: -1, ArrowLeft: -1, [forward]: 1 }[event.key]
    event.stopPropagation() // the page has keys of its own
    const isPressing = event.key === " " && event.target.matches("button")
    if (step === undefined || isPressing) return
    event.preventDefault()
    this.step(step)
  }

  step(by) {
    this.show(Math.max(Math.min((this.at ?? 0) + by, this.slides.length - 1), 0))
  }

  show(at) {
    if (at === this.at) return
    this.at = at
    const last = this.slides.length - 1
    this.back.ariaDisabled = String(at <= 0)
    this.next.ariaDisabled = String(at >= last)
    const slide = this.slides[at]
    if (!slide) return void (this.title.textContent = this.told.words.none)
    putIntoLink(at + 1)
    const { data, layout } = slide.figure
    const { meta, template } = layout
    const paper = template.layout
    Object.assign(this.dialog.style, { background: paper.paper_bgcolor, color: paper.font.color })
    this.title.textContent = meta.finding
    this.subtitle.textContent = meta.subtitle
    this.notes.replaceChildren(...meta.notes.flatMap(note => [element("bdi", "", this.notes, note), " "]))
    this.basis.textContent = meta.is_illustrative ? this.told.words.illustrative : ""
    this.stage.ariaLabel = slide.alt
    this.number.textContent = `${at + 1} / ${last + 1}`
    this.heard.textContent = `: ${meta.finding}`
    this.figure = { data, layout }
    this.drawn = undefined
    this.draw()
  }

  async draw() {
    if (!this.figure || !this.stage.clientWidth) return
    const size = `${this.stage.offsetWidth} ${this.stage.offsetHeight}`
    if (this.drawn === size) return // bars that come and go must not draw it again and again
    this.drawn = size
    const figure = this.figure
    const { data, layout } = structuredClone(figure) // Plotly writes into what it is given
    const { meta } = layout
    const { l, r, t, b } = layout.margin
    const margin = { ...layout.margin, t: ROOM, b: b - meta.foot + 6 }
    const least = layout.height - t - b + margin.t + margin.b
    const [across, down] = [this.stage.offsetWidth - 1, this.stage.offsetHeight - 1]
    const scale = Math.min(across / meta.width, Math.max(SMALLEST, down / least))
    const width = Math.floor(across / scale)
    const height = Math.floor(Math.max(least, down / scale))
    Object.assign(this.chart.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` })
    nameAllYears(layout.xaxis, width - l - r)
    Object.assign(layout, {
      width, height, margin, title: { text: "" }, legend: { ...layout.legend, y: 6 / height },
      annotations: (layout.annotations ?? []).filter(({ name }) => name !== "footer"),
    })
    const Plotly = await plotlyFor(layout)
    if (this.drawn !== size || this.figure !== figure) return // another one by now
    if (this.Plotly && this.Plotly !== Plotly) this.Plotly.purge(this.chart)
    this.Plotly = Plotly
    Plotly.react(this.chart, data, layout, { displayModeBar: false, responsive: false, topojsonURL: SHAPES })
  }

  leave() {
    document.removeEventListener("fullscreenchange", this.onFull)
    this.sized.disconnect()
    if (document.fullscreenElement) document.exitFullscreen()
    this.figure = undefined
    this.Plotly?.purge(this.chart)
    this.dialog.remove()
    putIntoLink()
    this.opener.focus()
  }
}

// A card may have had room for every second year only.
function nameAllYears(axis, room) {
  if (axis?.type !== "category" || room / axis.categoryarray.length < NARROWEST) return
  const named = new Map(axis.tickvals.map((year, i) => [year, axis.ticktext[i]]))
  axis.tickvals = axis.categoryarray
  axis.ticktext = axis.categoryarray.map(year => named.get(year) ?? year)
}
