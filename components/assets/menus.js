// An open menu is closed before its page is left. Left open, Streamlit would close it only after it has asked for the
// other page, and then ask for the card of the menu on the page that is gone; the answer to that clears the new page.

const MENU = '[data-testid="stPopoverBody"]'
const ITS_BUTTON = '[data-testid="stPopover"] [aria-expanded="true"]'
const LINK = 'a[data-testid="stPageLink-NavLink"]'
const PATIENCE = 1000 // milliseconds until the page is left whether the menu has closed or not

let followed

addEventListener("click", event => {
  const link = event.target.closest?.(LINK)
  const isNewTab = event.button || event.ctrlKey || event.metaKey || event.shiftKey
  if (!link || link === followed || isNewTab || !document.querySelector(MENU)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  document.querySelector(ITS_BUTTON)?.click()
  follow(link, performance.now() + PATIENCE)
}, true)

function follow(link, deadline) {
  if (document.querySelector(MENU) && performance.now() < deadline) return requestAnimationFrame(() => follow(link, deadline))
  // After the message about the closed menu.
  setTimeout(() => {
    followed = link
    link.click()
    followed = undefined
  })
}
