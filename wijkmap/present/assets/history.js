/* A page that gets its selection a moment after it opens shows it at the same place in the history,
   so that the back button goes back a page and not to that page without its selection. */
(() => {
  const push = history.pushState.bind(history);
  let opening = false;
  for (const event of ["pointerdown", "keydown"]) {
    addEventListener(event, () => { opening = false; }, true);
  }
  history.pushState = (state, title, url) => {
    const to = new URL(url ?? location.href, location.href);
    if (to.pathname !== location.pathname) {
      opening = true;
    } else if (opening && !location.search) {
      opening = false;
      return history.replaceState(state, title, url);
    }
    return push(state, title, url);
  };
})();
