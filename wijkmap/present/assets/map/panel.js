/* From a cluster of initiatives or an amount to its list: the panel that the page shows beside the map. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const PATIENCE = 6000;
  const OFTEN = 80;
  const PEEK = 0.62;

  /* Once the panel is about this area: every status unfolded, its heading in view and in focus. */
  function list(name, part) {
    find(name, part, show);
  }

  function find(name, part, then) {
    const begun = Date.now();
    (function look() {
      const page = window.parent.document;
      const panel = Array.from(page.querySelectorAll(".wm-panel")).find(function (one) {
        return one.getAttribute("aria-label") === "Gegevens van " + name;
      });
      const found = panel && panel.querySelector(part);
      if (found) then(panel, found);
      else if (Date.now() - begun < PATIENCE) window.setTimeout(look, OFTEN);
    })();
  }

  function show(panel, heading) {
    panel.querySelectorAll(".wm-status").forEach(function (one) { one.open = true; });
    const behavior = wijkmap.stage.still() ? "auto" : "smooth";
    if (panel.scrollHeight > panel.clientHeight + 1) {
      panel.scrollTo({ top: heading.offsetTop - panel.offsetTop - 8, behavior: behavior });
    } else {
      heading.scrollIntoView({ block: "start", behavior: behavior });
    }
    heading.focus({ preventScroll: true });
  }

  /* On a phone the panel lies under the map: after a tap its beginning comes into view, with the
     map still above it. */
  function peek(name) {
    find(name, ".wm-character", function (panel) {
      const page = window.parent, scroller = panel.closest(".stMain");
      const low = panel.getBoundingClientRect().top - PEEK * page.innerHeight;
      if (scroller && low > 0) scroller.scrollBy({ top: low, behavior: wijkmap.stage.still() ? "auto" : "smooth" });
    });
  }

  wijkmap.panel = { list, peek };
})();
