// Runs in the page before Streamlit's scripts.

// They are told where the server is, and connect at once. Otherwise they first ask two addresses whether a server is
// there, which costs two rounds while the browser reads Plotly. A browser without the cookie of the server still asks:
// the answer brings it, and the connection of a visitor who is signed in has to show it. Of the settings told here
// Streamlit asks meanwhile, and takes those that it is answered.
if (document.cookie.includes("_streamlit_xsrf=")) {
  window.__streamlit = {
    BACKEND_BASE_URL: new URL(".", location.href).href, // pages lie straight below it
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  }
}

// A visitor with this cookie runs the scripts of this page, and tells when its charts are drawn: see components/ahead.py.
document.cookie = `tells_when_drawn=1; path=${new URL(".", location.href).pathname}; SameSite=Lax`

// Whatever comes from the server can be heard as it arrives: see card.js.
window.WebSocket = class extends WebSocket {
  constructor(...asked) {
    super(...asked)
    this.addEventListener("message", ({ data }) => dispatchEvent(new CustomEvent("from-server", { detail: data })))
  }
}
