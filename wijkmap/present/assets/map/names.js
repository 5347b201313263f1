/* Names of areas, and beside them what residents do there: a small pill with theme symbols and a
   count. None overlap: each asks for room in order of weight, and steps back when there is none. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const GAP = 3;
  const BUURT_SCALE = 0.42;
  const SVG = "http://www.w3.org/2000/svg";

  function symbol(shape) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    if (shape.fill) {
      const filled = document.createElementNS(SVG, "path");
      filled.setAttribute("d", shape.fill);
      svg.appendChild(filled);
    }
    if (shape.line) {
      const line = document.createElementNS(SVG, "path");
      line.setAttribute("d", shape.line);
      line.setAttribute("class", "wm-line");
      svg.appendChild(line);
    }
    return svg;
  }

  wijkmap.Names = L.Layer.extend({
    options: { pane: "names" },

    initialize: function (geometry, symbols, open, options) {
      L.setOptions(this, options);
      this._geometry = geometry;
      this._symbols = symbols;
      this._open = open;
      this._labels = new Map();
      this._fixed = [];
      this._placed = [];
    },

    onAdd: function () {
      this._box = L.DomUtil.create("div", "wm-names", this.getPane());
      this._box.setAttribute("aria-hidden", "true");
      const geometry = this._geometry;
      const add = function (kind) {
        return function (one) {
          this._fixed.push(this._label("wm-name wm-" + kind, one.name, one.point));
        };
      };
      geometry.regions.forEach(add("region"), this);
      geometry.countries.forEach(add("country"), this);
      geometry.water.forEach(function (one) {
        const spot = straightest(one.parts);
        if (!spot) return;
        const label = this._label("wm-name wm-water", one.name, spot.point);
        label.inner.style.transform = "translate(-50%,-50%) rotate(" + spot.angle + "deg)";
        this._fixed.push(label);
      }, this);
    },

    onRemove: function () {
      L.DomUtil.remove(this._box);
      this._labels.clear();
    },

    getEvents: function () {
      const events = { zoomend: this._place, viewreset: this._place };
      if (this._map && this._map._zoomAnimated) events.zoomanim = this._animate;
      return events;
    },

    show: function (state) {
      this._state = state;
      this._place();
    },

    _label: function (className, text, point) {
      const outer = L.DomUtil.create("div", "wm-label leaflet-zoom-animated", this._box);
      const inner = L.DomUtil.create("span", className, outer);
      inner.textContent = text;
      return { outer: outer, inner: inner, latlng: this._geometry.latLng(point) };
    },

    /* A label made once per area and kind; its size is measured once. */
    _kept: function (key, className, text, point, fill) {
      let label = this._labels.get(key);
      if (!label) {
        label = this._label(className, text, point);
        if (fill) fill.call(this, label.inner);
        this._labels.set(key, label);
      }
      if (label.inner.className !== className) {
        label.inner.className = className;
        label.size = null;
      }
      if (!label.size && label.inner.offsetWidth) {
        label.size = L.point(label.inner.offsetWidth, label.inner.offsetHeight);
      }
      return label;
    },

    _place: function () {
      if (!this._map || !this._state) return;
      const origin = this._map.getPixelOrigin();
      const scale = Math.pow(2, this._map.getZoom() - this._geometry.zoom);
      const taken = [];
      const shown = new Set();
      this._fixed.forEach(function (label) { shown.add(label); });
      const at = function (label, shift) {
        const point = this._map.latLngToLayerPoint(label.latlng);
        label.shift = shift;
        L.DomUtil.setPosition(label.outer, point);
        label.inner.style.marginLeft = shift.x + "px";
        label.inner.style.marginTop = shift.y + "px";
      }.bind(this);
      const room = function (label, shift) {
        if (!label.size) return null;
        const middle = this._map.latLngToLayerPoint(label.latlng).add(shift);
        const half = label.size.divideBy(2).add([GAP, 1]);
        const box = L.bounds(middle.subtract(half), middle.add(half));
        return taken.some(function (other) { return other.overlaps(box); }) ? null : box;
      }.bind(this);
      const take = function (label, shifts) {
        for (const shift of shifts) {
          const box = room(label, shift);
          if (box) {
            taken.push(box);
            shown.add(label);
            at(label, shift);
            return shift;
          }
        }
        return null;
      };
      this._origin = origin;
      this._candidates(scale).forEach(function (one) {
        const shift = take(one.label, one.shifts);
        if (one.then) one.then.call(this, shift);
      }, this);
      this._pills(take);
      this._fixed.forEach(function (label) { at(label, L.point(0, 0)); });
      this._labels.forEach(function (label) {
        label.outer.style.visibility = shown.has(label) ? "visible" : "hidden";
      });
      this._shown = shown;
    },

    /* Names that ask for room, the weightiest first. */
    _candidates: function (scale) {
      const state = this._state;
      const geometry = this._geometry;
      const wijken = geometry.levels.wijk;
      const list = [];
      const pilots = new Set(state.pilots);
      this._nameShift = new Map();
      const ask = function (levelName, area, weight) {
        const level = geometry.levels[levelName];
        const strong = levelName === "wijk" && pilots.has(area);
        const opened = state.opened && state.opened.level === levelName && state.opened.area === area;
        const faint = state.level === "buurt" && levelName === "wijk" && !strong ? " wm-over" : "";
        const className = "wm-name wm-" + levelName + (strong ? " wm-strong" : "")
          + (opened ? " wm-opened" : "") + faint;
        const label = this._kept(levelName + area, className, level.names[area], level.points[area]);
        list.push({
          label: label,
          weight: weight + (opened ? 1e9 : 0) + (strong ? 1e8 : 0),
          shifts: levelName === "wijk" ? around(label) : [L.point(0, 0)],
          then: function (shift) { if (shift && levelName === "wijk") this._nameShift.set(area, shift); },
        });
      }.bind(this);
      const near = state.level === "buurt" && scale > BUURT_SCALE;
      wijken.codes.forEach(function (_, area) {
        if (!near || pilots.has(area)) ask("wijk", area, 1e6 + wijken.room[area]);
      });
      if (state.level === "buurt") {
        const level = geometry.levels.buurt;
        level.codes.forEach(function (_, area) {
          const opened = state.opened && state.opened.level === "buurt" && state.opened.area === area;
          if (opened || (near && level.room[area] * scale > 16)) ask("buurt", area, level.room[area]);
        });
      }
      return list.sort(function (one, other) { return other.weight - one.weight; });
    },

    _pills: function (take) {
      const state = this._state;
      const wijken = this._geometry.levels.wijk;
      const order = state.symbols.slice().sort(function (one, other) { return other.total - one.total; });
      order.forEach(function (one) {
        const shift = this._nameShift.get(one.area);
        const below = shift ? shift.add([0, 21]) : L.point(0, 0);
        for (const most of [3, 1, 0]) {
          const key = ["pill", one.area, most, state.symbolKey].join(":");
          const label = this._kept(key, "wm-pill", "", wijken.points[one.area], function (inner) {
            this._fillPill(inner, one, most);
          });
          const spots = shift ? [below, shift.subtract([0, 21])] : around(label);
          if (take(label, spots)) return;
        }
      }, this);
    },

    _fillPill: function (inner, one, most) {
      const open = this._open;
      one.themes.slice(0, most).forEach(function (theme) {
        inner.appendChild(symbol(this._symbols[theme.key] || this._symbols[""]));
      }, this);
      const count = L.DomUtil.create("b", "", inner);
      count.textContent = String(one.total);
      inner.parentNode.style.pointerEvents = "auto";
      L.DomEvent.disableClickPropagation(inner);
      L.DomEvent.on(inner, "click", function () { open(one.area); });
    },

    _animate: function (event) {
      this._shown.forEach(function (label) {
        L.DomUtil.setPosition(
          label.outer,
          this._map._latLngToNewLayerPoint(label.latlng, event.zoom, event.center).round()
        );
      }, this);
    },
  });

  /* Where a name may step aside to, in order of liking. */
  function around(label) {
    const size = label.size || L.point(0, 0);
    const up = 17, aside = size.x / 2 + 10;
    return [
      [0, 0], [0, -up], [0, up], [aside, 0], [-aside, 0],
      [aside * 0.6, -up], [-aside * 0.6, -up], [aside * 0.6, up], [-aside * 0.6, up],
      [0, -2 * up], [0, 2 * up],
    ].map(function (pair) { return L.point(pair); });
  }

  /* Where a river's name lies best: its longest straight reach. */
  function straightest(parts) {
    let best = null;
    parts.forEach(function (line) {
      for (let i = 0; i + 6 < line.length; i += 1) {
        const chord = line[i + 6].subtract(line[i]);
        const length = Math.hypot(chord.x, chord.y);
        if (!best || length > best.length) {
          let angle = Math.atan2(chord.y, chord.x) * 180 / Math.PI;
          if (angle > 90) angle -= 180;
          if (angle < -90) angle += 180;
          best = { length: length, angle: Math.round(angle), point: line[i + 3] };
        }
      }
    });
    return best;
  }

  wijkmap.symbol = symbol;
})();
