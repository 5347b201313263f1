/* Which part of the city is in view: all of it, beside the legend, or a place nearer by. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const LIMIT = 16;
  const MARGIN = 22;
  const NAMES = 185;
  const SEEN = 2;
  const FOUND = 30;
  const AT_ONCE = { animate: false };

  wijkmap.Camera = class {
    constructor(map, geometry, parts, legend) {
      Object.assign(this, { map: map, geometry: geometry, parts: parts, legend: legend });
      this.least = 0;
      this.atHome = true;
      this.zooming = false;
      map.setMaxZoom(LIMIT);
      map.on("zoomend", this.touch, this);
      map.on("zoomstart zoomend", function (event) { this.zooming = event.type === "zoomstart"; }, this);
    }

    /* Towards a point of the sheet, when it is in view; else towards the middle of the gemeente while
       all of it is seen. */
    zoom(by, point) {
      const map = this.map;
      if (this.zooming) {
        map.once("zoomend", function () { this.zoom(by, point); }, this);
        return;
      }
      const latlng = point && this.geometry.latLng(point);
      const around = latlng && map.getBounds().contains(latlng) ? latlng
        : this.atHome ? this.geometry.latLng(this.geometry.size.getCenter()) : map.getCenter();
      map.setZoomAround(around, map.getZoom() + by, { animate: !wijkmap.stage.still() });
    }

    /* The whole gemeente, as large as the frame allows, beside the legend. */
    home(options) {
      const map = this.map;
      const beside = this.parts.frame.classList.contains("wm-wide") ? this.legend.offsetWidth + 16 : 0;
      const bounds = L.latLngBounds(
        this.geometry.latLng(this.geometry.size.min), this.geometry.latLng(this.geometry.size.max)
      );
      map.setMaxBounds(null);
      map.setMinZoom(0);
      const zoom = map.getBoundsZoom(bounds, false, L.point(beside + MARGIN, MARGIN));
      const width = map.project(bounds.getSouthEast(), zoom).subtract(map.project(bounds.getNorthWest(), zoom)).x;
      const room = (map.getSize().x - width) / 2;
      const middle = map.project(bounds.getCenter(), zoom).add([Math.max(0, Math.min(beside / 2, beside + NAMES - room)), 0]);
      const center = map.unproject(middle, zoom);
      this.least = zoom;
      const settle = function () {
        map.setMinZoom(zoom);
        map.setMaxBounds(this.around(center, zoom));
        this.atHome = true;
        this.touch();
      };
      if (options && options.animate && !wijkmap.stage.still()) {
        map.once("moveend", settle, this);
        map.setView(center, zoom, options);
      } else {
        map.setView(center, zoom, AT_ONCE);
        settle.call(this);
      }
    }

    around(center, zoom) {
      const map = this.map;
      const half = map.getSize().divideBy(2).add([1, 1]);
      const middle = map.project(center, zoom);
      return L.latLngBounds(map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
    }

    isWhole() {
      return this.map.getZoom() <= this.least + 0.02;
    }

    /* With the whole city in view there is nothing to drag: one finger scrolls the page. */
    touch() {
      const map = this.map;
      const away = !this.isWhole();
      this.atHome = !away;
      this.parts.homeButton.setAttribute("aria-disabled", !away);
      map.dragging[away ? "enable" : "disable"]();
      map.getContainer().classList.toggle("wm-loose", away);
    }

    /* Chosen outside the map, by search or list: seen without a change of scale, unless it is a dot
       there. */
    bringIntoView(code) {
      Object.values(this.geometry.levels).forEach(function (level) {
        const area = level.index.get(code);
        if (area === undefined) return;
        const latlng = this.geometry.latLng(level.points[area]);
        const size = level.room[area] * Math.pow(2, this.map.getZoom() - this.geometry.zoom);
        if (size < SEEN) {
          this.map.setView(latlng, this.map.getZoom() + Math.log2(FOUND / size), AT_ONCE);
        } else if (!this.map.getBounds().pad(-0.05).contains(latlng)) {
          this.map.panTo(latlng, { animate: !wijkmap.stage.still() });
        }
      }, this);
    }
  };
})();
