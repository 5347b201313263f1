/* The base map under the colours, when the server's setting names one. Until its first tile is
   there, and when none ever comes, the map is drawn as it is without. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const DEEPEST = 19;

  /* there(): the first tile has come. */
  wijkmap.backdrop = function (map, url, there) {
    const pane = map.createPane("backdrop");
    pane.style.zIndex = 150;
    pane.style.pointerEvents = "none";
    const layer = L.tileLayer(url, {
      pane: "backdrop", maxNativeZoom: DEEPEST, maxZoom: DEEPEST, keepBuffer: 1, referrerPolicy: "no-referrer",
    });
    layer.once("tileload", there);
    layer.addTo(map);
  };
})();
