/* From a cluster of initiatives or an amount to its list: the panel that the page shows beside the map. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const PATIENCE = 6000;
  const OFTEN = 80;

  /* Once the panel is about this area: every status unfolded, its heading in view and in focus. */
  function list(name, part) {
    const begun = Date.now();
    (function look() {
      const page = window.parent.document;
      const panel = Array.from(page.querySelectorAll(".wm-panel")).find(function (one) {
        return one.getAttribute("aria-label") === "Gegevens van " + name;
      });
      const heading = panel && panel.querySelector(part);
      if (heading) show(panel, heading);
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

  wijkmap.panel = { list };
})();
