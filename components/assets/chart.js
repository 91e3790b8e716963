// Draws the chart of a card, and draws it again in place when its figure changes: a new element would cost the browser
// twice the time.

import "./plotly-cartesian-4.1.1.min.js" // sets window.Plotly

const Plotly = window.Plotly
// A map is drawn by another bundle, which also sets window.Plotly, and from the shapes of the countries beside it.
let maps
const withMaps = () => (maps ??= import("./plotly-geo-4.1.1.min.js").then(() => window.Plotly))
export const plotlyFor = async layout => (layout.geo ? withMaps() : Plotly)
export const SHAPES = new URL(".", import.meta.url).href
const MARGIN = "400px" // around the window: so near, a map is made ready
const figures = new Map() // those sent last, by their id
const FIGURES_KEPT = 40
const PATIENCE = 2000 // milliseconds until a figure that has not come is asked for

// Whatever Plotly offers to zoom and select by drawing is of no use on these figures.
const BUTTONS_WITHOUT_USE = [
  "zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d", "toImage",
]
const ZOOM = ["zoomInGeo", "zoomOutGeo", "resetGeo"] // of no use on a map that cannot be moved
const EXPAND = {
  width: 24, height: 24,
  path: "M4 9V4h5v2H6v3zM15 4h5v5h-2V6h-3zM4 15h2v3h3v2H4zM18 15h2v5h-5v-2h3z",
}

// Before whatever else waits for the browser: Streamlit still has the rest of the page to look at.
function later(work, priority = "user-blocking") {
  if (window.scheduler?.postTask) scheduler.postTask(work, { priority })
  else setTimeout(work)
}

// On paper a chart shrinks to the width that there is: drawn for the screen, it would lose its right edge.
addEventListener("beforeprint", () => forEachDrawing((svg, width, height) => {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  svg.parentElement.style.setProperty("--shape", `${width} / ${height}`)
}))
addEventListener("afterprint", () => forEachDrawing(svg => svg.removeAttribute("viewBox")))

function forEachDrawing(use) {
  for (const svg of document.querySelectorAll(".card-chart .main-svg")) {
    use(svg, svg.width.baseVal.value, svg.height.baseVal.value)
  }
}

export function keep({ figure_id, figure }) {
  figures.delete(figure_id)
  figures.set(figure_id, figure)
  if (figures.size > FIGURES_KEPT) figures.delete(figures.keys().next().value)
}

export const figureOf = id => figures.get(id)
export const kept = () => [...figures.keys()]

export class Chart {
  constructor(parent, card) {
    this.card = card
    this.box = document.createElement("div")
    this.box.className = "card-chart"
    this.box.role = "figure"
    this.Plotly = Plotly
    parent.append(this.box)
    this.seen = new IntersectionObserver(entries => this.isSeen(entries.at(-1).isIntersecting))
    this.seen.observe(this.box)
    const around = { root: this.box.closest('[data-testid="stMain"]'), rootMargin: MARGIN }
    this.near = new IntersectionObserver(entries => this.comesNear(entries.at(-1).isIntersecting), around)
    this.near.observe(this.box)
    this.sized = new ResizeObserver(entries => this.isSized(entries.at(-1).contentRect))
    this.sized.observe(this.box)
    const { top, bottom } = this.box.getBoundingClientRect()
    this.isNear = bottom > 0 && top < innerHeight
    this.width = this.box.offsetWidth // before it is enlarged for a large screen
  }

  show(told) {
    const isNew = told.figure_id !== this.drawnId
    const hasOtherButtons = told.picture.format !== this.told?.picture.format
    this.told = told
    if (!isNew && !hasOtherButtons) return
    this.box.ariaLabel = told.alt
    this.box.style.height = `${told.height}px`
    this.box.style.setProperty("--height", `${told.height}px`)
    this.figure = figures.get(told.figure_id)
    if (hasOtherButtons) this.config = null
    if (!this.figure) return this.wait(told.figure_id)
    if (!this.config) {
      this.config = this.settings()
      this.isListening = false // Plotly starts a figure with another configuration from nothing
    }
    this.isMap = Boolean(this.figure.layout.geo)
    this.isDue = true
    if (this.isMap && this.isClose && !this.isReady) this.prepare()
    else this.draw()
  }

  wait(id) {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => {
      if (this.told.figure_id === id && !figures.has(id)) this.card.misses(id)
    }, PATIENCE)
  }

  // Charts that are seen are drawn at once, in the order in which they come; the others right after them. A map takes
  // longer than all of them and comes last.
  draw() {
    if (!this.isDue || !this.width) return
    if (this.isMap) later(() => this.drawNow(), "background")
    else if (this.isNear) this.drawNow()
    else later(() => this.drawNow())
  }

  drawNow() {
    if (!this.isDue || !this.width || this.isRemoved || (this.isMap && !this.isReady)) return
    this.isDue = false
    const { data, layout } = this.figure
    this.drawnId = this.told.figure_id
    const settled = { ...layout, ...this.size(), clickmode: this.told.is_selectable ? "event+select" : "event" }
    // Plotly writes into what it is given.
    this.Plotly.react(this.box, structuredClone(data), structuredClone(settled), this.config)
    if (!this.isListening && this.told.is_selectable) this.listen()
  }

  size() {
    const isFull = document.fullscreenElement === this.box
    return { width: this.width, height: isFull ? innerHeight : this.told.height }
  }

  // Most visitors do not scroll down to a map: until then nothing of it is fetched.
  comesNear(is) {
    this.isClose = is
    if (is && this.isMap && !this.isReady) this.prepare()
  }

  async prepare() {
    this.Plotly = await withMaps()
    this.isReady = true
    this.draw()
  }

  isSeen(is) {
    this.isNear = is
    if (is) this.drawNow()
  }

  isSized({ width, height }) {
    width = Math.round(width)
    if (!width || (width === this.width && height === this.height)) return
    const isFirst = !this.width
    const isOther = width !== this.width || (this.height !== undefined && document.fullscreenElement === this.box)
    this.width = width
    this.height = height
    if (this.isDue) {
      if (isFirst) this.draw()
    } else if (this.box.layout && (isOther || this.box.layout.height !== this.size().height)) {
      this.Plotly.relayout(this.box, this.size())
    }
  }

  listen() {
    this.isListening = true
    this.box.on("plotly_selected", event => {
      const point = event?.points[0]?.customdata
      if (point) this.choose({ figure_id: this.told.figure_id, point })
    })
    this.box.on("plotly_deselect", () => this.choose(null))
    this.box.on("plotly_doubleclick", () => {
      if (!this.picked) return
      this.choose(null)
      this.Plotly.restyle(this.box, { selectedpoints: [null] })
    })
  }

  choose(picked) {
    if (!picked && !this.picked) return
    this.picked = picked
    this.card.picks(picked)
  }

  settings() {
    const { words, picture } = this.told
    const download = {
      name: "download", title: words.download, icon: Plotly.Icons.camera,
      click: () => this.Plotly.downloadImage(this.box, { ...this.told.picture }),
    }
    const expand = { name: "fullscreen", title: words.fullscreen, icon: EXPAND, click: () => this.turnFull() }
    return {
      displaylogo: false, displayModeBar: true, showSendToCloud: false, scrollZoom: false, responsive: false,
      modeBarButtonsToRemove: this.figure?.layout.dragmode ? BUTTONS_WITHOUT_USE : [...BUTTONS_WITHOUT_USE, ...ZOOM],
      topojsonURL: SHAPES,
      modeBarButtonsToAdd: document.fullscreenEnabled ? [download, expand] : [download],
      toImageButtonOptions: { format: picture.format },
    }
  }

  turnFull() {
    if (document.fullscreenElement) document.exitFullscreen()
    else this.box.requestFullscreen()
  }

  remove() {
    this.isRemoved = true
    this.seen.disconnect()
    this.near.disconnect()
    this.sized.disconnect()
    clearTimeout(this.waiting)
    if (this.box.layout) this.Plotly.purge(this.box)
    this.box.remove()
  }
}
