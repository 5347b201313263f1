/* The wheel zooms the map only once it has the focus, or with ctrl; else the page scrolls. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const PER_PIXEL = 0.0035;
  const MOST = 120;

  wijkmap.wheel = function (map) {
    const container = map.getContainer();
    let active = false;
    container.addEventListener("mousedown", function () { active = true; });
    container.addEventListener("focus", function () { active = true; });
    container.addEventListener("blur", function () { active = false; });
    container.addEventListener("mouseleave", function () { active = false; });
    container.addEventListener("wheel", function (event) {
      if (!active && !event.ctrlKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY;
      const by = -Math.max(-MOST, Math.min(MOST, pixels)) * PER_PIXEL * (event.ctrlKey ? 2 : 1);
      const zoom = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), map.getZoom() + by));
      if (zoom !== map.getZoom()) {
        map.setZoomAround(map.mouseEventToContainerPoint(event), zoom, { animate: false });
      }
    }, { passive: false });
  };
})();
