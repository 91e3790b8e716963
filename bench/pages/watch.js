// Runs in the page before its own scripts: notes when each chart was last drawn, and when the visitor last acted.
// The page of the measurement gives `selectors`, one per chart.
(selectors) => {
  const watch = { drawn: selectors.map(() => 0), acted: 0 };
  window.benchWatch = watch;
  new MutationObserver((changes) => {
    const now = performance.now();
    for (let i = 0; i < selectors.length; i++) {
      const place = document.querySelector(selectors[i]);
      if (place && changes.some((change) => place.contains(change.target))) watch.drawn[i] = now;
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const acted = (event) => { watch.acted = event.timeStamp; };
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, acted, { capture: true });
  // What the charts show, as one text each: the traces with their numbers as Plotly has decoded them.
  watch.shown = () => selectors.map((selector) => {
    const traces = document.querySelector(selector)?._fullData;
    if (!traces || !document.querySelector(`${selector} .main-svg`)) return "";
    return traces.map((trace) => `${trace.name}:${Array.from(trace.y ?? []).join()}`).join(";");
  });
  // Whether `count` charts show something else than `before`, and none has changed for `quiet` milliseconds.
  watch.settled = (before, count, quiet) => {
    const changed = watch.shown().filter((text, i) => text && text !== before[i]).length;
    return changed >= count && performance.now() - Math.max(...watch.drawn) > quiet;
  };
}
