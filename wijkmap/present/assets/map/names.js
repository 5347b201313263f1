/* Names of areas, with what residents do there beside them (pills.js). None overlap. Where
   everything stands depends on the zoom level alone: panning moves nothing relative to the map. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const GAP = 3;
  const NEAR = 0.42;
  const ROOMY = 60;
  const MANY = 1000;
  const OVERHANG = 1.2;
  const OVERHANG_NEAR = 2;
  const PILL_BELOW = 22;
  const PILL_INSIDE = 0.42;

  wijkmap.Names = L.Layer.extend({
    includes: [wijkmap.surroundings, wijkmap.pills],
    options: { pane: "names" },

    /* obstacles(): what lies over the map, as boxes in its own pixels. */
    initialize: function (geometry, symbols, open, obstacles, options) {
      L.setOptions(this, options);
      this._geometry = geometry;
      this._symbols = symbols;
      this._open = open;
      this._obstacles = obstacles;
      this._labels = new Map();
      this._shown = new Set();
      this._unmeasured = [];
    },

    onAdd: function () {
      this._box = L.DomUtil.create("div", "wm-names", this.getPane());
      this._box.setAttribute("aria-hidden", "true");
    },

    onRemove: function () {
      L.DomUtil.remove(this._box);
      this._labels.clear();
    },

    getEvents: function () {
      const events = { zoomend: this._settle, viewreset: this._settle, moveend: this._follow };
      if (this._zoomAnimated) events.zoomanim = this._animate;
      return events;
    },

    /* After a move, other names come into view. */
    _follow: function () {
      if (this._state && this._many() && this._close) this._later();
    },

    /* At another zoom every name first keeps its side of its place, which is right at once; where
       all stand best is found once the sheet is painted, so that neither waits for the other. */
    _settle: function () {
      if (!this._map || !this._state) return;
      this._shown.forEach(function (label) {
        L.DomUtil.setPosition(label.outer, this._map.latLngToLayerPoint(label.latlng).round());
      }, this);
      this._later();
    },

    _later: function () {
      window.cancelAnimationFrame(this._frame);
      window.clearTimeout(this._waiting);
      this._frame = window.requestAnimationFrame(function () {
        this._waiting = window.setTimeout(this._place.bind(this));
      }.bind(this));
    },

    show: function (state) {
      if (this._state && this._state.symbolKey !== state.symbolKey) this._forget();
      this._state = state;
      this._place();
    },

    /* After the frame has another size: where things stand in the whole view changes with it. */
    again: function () {
      this._place();
    },

    /* Pills of symbols that are no longer asked for. */
    _forget: function () {
      this._labels.forEach(function (label, key) {
        if (label.wijk === undefined) return;
        L.DomUtil.remove(label.outer);
        this._labels.delete(key);
      }, this);
    },

    _place: function () {
      if (!this._map || !this._state) return;
      const map = this._map;
      window.cancelAnimationFrame(this._frame);
      window.clearTimeout(this._waiting);
      this._scale = Math.pow(2, map.getZoom() - this._geometry.zoom);
      this._close = this._scale > Math.min(NEAR, ROOMY / this._geometry.levels.buurt.width);
      this._offset = this._geometry.corner.multiplyBy(this._scale).subtract(map.getPixelOrigin());
      this._taken = [];
      this._shown = new Set();
      this._homeBox = map.getZoom() < map.getMinZoom() + 0.05
        ? L.bounds(map.containerPointToLayerPoint([3, 3]), map.containerPointToLayerPoint(map.getSize().subtract([3, 3])))
        : null;
      if (this._homeBox) {
        this._taken = this._obstacles().map(function (box) {
          return L.bounds(map.containerPointToLayerPoint(box.min), map.containerPointToLayerPoint(box.max));
        });
      }
      this._placeAreas(this._taken, this._state.taken());
      this._taken = this._taken.concat(this._leads);
      if (!this._state.backdrop) this._placeFixed();
      this._labels.forEach(function (label) {
        label.outer.style.visibility = this._shown.has(label) ? "visible" : "hidden";
      }, this);
    },

    /* Sheet to screen. */
    _at: function (point) {
      return point.multiplyBy(this._scale).add(this._offset);
    },

    /* A label made once; its size is measured once per look, all that are new at one time: each
       look at a size makes the browser lay out what was changed before it. */
    _label: function (key, className, text, point, fill) {
      let label = this._labels.get(key);
      if (!label) {
        const outer = L.DomUtil.create("div", "wm-label leaflet-zoom-animated", this._box);
        const inner = L.DomUtil.create("span", "", outer);
        inner.textContent = text;
        label = { outer: outer, inner: inner };
        this._labels.set(key, label);
        if (fill) fill.call(this, inner);
      }
      label.point = point;
      label.latlng = this._geometry.latLng(point);
      if (label.inner.className !== className) {
        label.inner.className = className;
        label.sizes = label.sizes || {};
        label.size = label.sizes[className];
        if (!label.size) this._unmeasured.push(label);
      }
      return label;
    },

    _measure: function () {
      this._unmeasured.forEach(function (label) {
        label.size = L.point(label.inner.offsetWidth, label.inner.offsetHeight);
        label.sizes[label.inner.className] = label.size;
      });
      this._unmeasured = [];
    },

    /* The room around a place, or null when it is taken; shift is measured from the label's point. */
    _free: function (label, shift) {
      const middle = this._at(label.point).add(shift);
      /* Pills are a row high: two may stand under each other. */
      const half = label.size.divideBy(2).add([GAP, label.wijk === undefined ? 1 : 0]);
      const box = L.bounds(middle.subtract(half), middle.add(half));
      if (this._homeBox && !this._homeBox.contains(box)) return null;
      return this._taken.some(function (other) { return other.overlaps(box); }) ? null : box;
    },

    _take: function (label, shift, line) {
      const box = this._free(label, shift);
      if (!box) return false;
      this._taken.push(box);
      this._shown.add(label);
      label.shift = shift;
      L.DomUtil.setPosition(label.outer, this._at(label.point).round());
      label.inner.style.marginLeft = Math.round(shift.x) + "px";
      label.inner.style.marginTop = Math.round(shift.y) + "px";
      this._lead(label, line);
      return true;
    },

    /* Thin line from the place to a name that stands beside the gemeente. */
    _lead: function (label, to) {
      if (!to && !label.lead) return;
      label.lead = label.lead || L.DomUtil.create("i", "wm-lead", label.outer);
      label.lead.hidden = !to;
      if (!to) return;
      const from = this._at(label.point);
      this._leads.push(L.bounds(from, from.add(to)));
      label.lead.style.width = Math.hypot(to.x, to.y) + "px";
      label.lead.style.transform = "rotate(" + Math.atan2(to.y, to.x) + "rad)";
    },

    /* over: what lies over the map; circles: of money. Where the name of a pilot finds no place
       that way, everything is placed once more, that name before all. */
    _placeAreas: function (over, circles) {
      const asked = this._asked();
      this._state.symbols.forEach(function (one) {
        this._looks(one).forEach(function (most) { this._pillLabel(one, most); }, this);
      }, this);
      if (!this._state.backdrop) this._fixed = this._fixedLabels();
      this._measure();
      const place = function (first) {
        this._taken = over.concat(circles);
        this._leads = [];
        this._shown = new Set();
        first.forEach(function (one) { this._first(one, circles); }, this);
        const rest = asked.filter(function (one) { return !first.includes(one); });
        const outside = rest.filter(function (one) { return !this._inside(one); }, this);
        this._beside(outside.filter(function (one) { return one.levelName !== "buurt"; }));
      }.bind(this);
      place([]);
      const missed = asked.filter(function (one) { return one.strong && !this._shown.has(one.label); }, this);
      if (missed.length) place(missed);
      if (!this._homeBox) this._loosePills();
    },

    /* As near as it can, clear of circles; else over circles, which stay seen around the letters. */
    _first: function (one, circles) {
      const isTop = one.levelName === this._top();
      const reach = isTop ? this._state.reach(one.area) : 0;
      const spots = wijkmap.around(one.label.size, reach);
      const take = function (spot) { return this._take(one.label, spot.shift, spot.line); };
      if (!spots.some(take, this)) {
        this._taken = this._taken.filter(function (box) { return !circles.includes(box); });
        if (!this._take(one.label, L.point(0, 0))) spots.some(take, this);
        this._taken = this._taken.concat(circles);
      }
      const pill = isTop && this._symbolsAt(one.area);
      const below = one.label.shift && one.label.shift.add([0, PILL_BELOW]);
      if (pill && below) this._pill(pill, function () { return [[below.x, below.y], [below.x, below.y - 2 * PILL_BELOW]]; });
    },

    /* Names that ask for a place, the weightiest first. */
    _asked: function () {
      const state = this._state;
      const geometry = this._geometry;
      const near = state.level === "buurt" && this._close;
      const top = this._top();
      const list = [];
      const ask = function (levelName, area) {
        const level = geometry.levels[levelName];
        const strong = levelName === "wijk" && state.pilots.includes(area);
        const opened = Boolean(state.opened) && state.opened.level === levelName && state.opened.area === area;
        const className = "wm-name wm-" + (levelName === top ? "wijk" : levelName) + (strong ? " wm-strong" : "") + (opened ? " wm-opened" : "")
          + (state.dimmed(levelName, area) ? " wm-dim" : "")
          + (state.level === "buurt" && levelName === "wijk" && !strong ? " wm-over" : "");
        list.push({
          levelName: levelName, area: area, level: level, strong: strong || opened,
          label: this._label(levelName + area, className, level.names[area], level.points[area]),
          weight: level.room[area] + (opened ? 1e9 : 0) + (strong ? 1e8 : 0) + (levelName === top ? 1e6 : 0),
        });
      }.bind(this);
      geometry.levels[top].codes.forEach(function (_, area) {
        if (!near || state.pilots.includes(area)) ask(top, area);
      });
      if (top !== "wijk") state.pilots.forEach(function (area) { ask("wijk", area); });
      if (state.level === "buurt") {
        geometry.levels.buurt.codes.forEach(function (_, area) {
          const opened = state.opened && state.opened.level === "buurt" && state.opened.area === area;
          if (opened || (near && this._inView(geometry.levels.buurt.points[area]))) ask("buurt", area);
        }, this);
      }
      return list.sort(function (one, other) { return other.weight - one.weight; });
    },

    /* The level whose areas have pills and circles beside their names. */
    _top: function () {
      return this._state.level === "stadsdeel" ? "stadsdeel" : "wijk";
    },

    /* Of thousands of names only those around the view are made. */
    _inView: function (point) {
      if (!this._many()) return true;
      const map = this._map;
      const size = map.getSize();
      const begin = map.containerPointToLayerPoint([0, 0]).subtract(size.divideBy(4));
      return L.bounds(begin, begin.add(size.multiplyBy(1.5))).contains(this._at(point));
    },

    _many: function () {
      return this._state.level === "buurt" && this._geometry.levels.buurt.codes.length > MANY;
    },

    /* In the area itself, when it is wide enough there. */
    _inside: function (one) {
      const chord = one.level.chord(one.area);
      const width = (chord[1] - chord[0]) * this._scale;
      const height = 2 * one.level.room[one.area] * this._scale;
      const overhang = this._homeBox ? OVERHANG : OVERHANG_NEAR;
      if (width * overhang < one.label.size.x || height < one.label.size.y) return false;
      const middle = ((chord[0] + chord[1]) / 2 - one.level.points[one.area].x) * this._scale;
      const isTop = one.levelName === this._top();
      const pill = isTop ? this._symbolsAt(one.area) : null;
      const up = pill && height > 2 * PILL_BELOW ? -PILL_BELOW / 2 : 0;
      const slack = Math.max(0, (width - one.label.size.x) / 2 - GAP);
      const spots = [
        [middle, up], [middle, 0], [0, 0], [middle + slack, up], [middle - slack, up],
        [middle, 10], [middle, -10], [middle, 17], [middle, -17], [middle + 9, 0], [middle - 9, 0], [middle + 9, 10], [middle - 9, -10],
      ];
      /* A circle in the middle: right under it, or right above. */
      const reach = isTop ? this._state.reach(one.area) : 0;
      const clear = reach && reach + one.label.size.y / 2;
      if (clear) spots.unshift([0, clear], [0, -clear]);
      const found = spots.find(function (spot) { return this._take(one.label, L.point(spot)); }, this);
      if (!found) return false;
      const whole = !pill || this._pill(pill, function (label) {
        return [[found[0], found[1] + PILL_BELOW], [found[0], found[1] - PILL_BELOW]].filter(function (spot) {
          const end = label.size.x * PILL_INSIDE;
          return this._holds(one, [spot[0] - end, spot[1]]) && this._holds(one, [spot[0] + end, spot[1]]);
        }, this);
      });
      if (whole || !one.strong || !this._homeBox) return true;
      /* What a pilot does is not left out for want of room: its name stands beside the gemeente. */
      this._taken.pop();
      this._shown.delete(one.label);
      return false;
    },

    _holds: function (one, spot) {
      const sheet = one.level.points[one.area].add(L.point(spot).divideBy(this._scale));
      return this._geometry.hit(one.levelName, sheet) === one.area;
    },

    /* Beside the gemeente, with a line. */
    _beside: function (list) {
      const edge = function (top, bottom) {
        const found = this._geometry.edge((top - this._offset.y) / this._scale, (bottom - this._offset.y) / this._scale);
        return found && found.map(function (x) { return x * this._scale + this._offset.x; }, this);
      }.bind(this);
      const asked = list.map(function (one) {
        return { point: this._at(one.label.point), width: one.label.size.x };
      }, this);
      wijkmap.columns(asked, edge).forEach(function (place, i) {
        const one = list[i];
        if (place) this._takeBeside(one, asked[i].point, place);
        else if (one.strong) this._take(one.label, L.point(0, 0));
      }, this);
    },

    _takeBeside: function (one, here, place) {
      const sign = place.side === "east" ? 1 : -1;
      const start = L.point(place.x, place.y).subtract(here);
      const middle = start.add([sign * one.label.size.x / 2, 0]);
      if (!this._take(one.label, middle, start.subtract([sign * 4, 0]))) return false;
      const symbols = one.levelName === this._top() ? this._symbolsAt(one.area) : null;
      if (symbols) this._pill(symbols, function (label) {
        return [[start.x + sign * (one.label.size.x + 7 + label.size.x / 2), start.y]];
      });
      return true;
    },

    _animate: function (event) {
      this._shown.forEach(function (label) {
        L.DomUtil.setPosition(
          label.outer, this._map._latLngToNewLayerPoint(label.latlng, event.zoom, event.center).round()
        );
      }, this);
    },
  });
})();
