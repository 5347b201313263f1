/* The sheet: two canvases under Leaflet's hand. On the lower stands what does not follow the pointer,
   so that thousands of areas are drawn once per change and not at each step of the mouse. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const COLOURS = {
    paper: "#ffffff",
    region: "#f0f1f2",
    regionBorder: "#ffffff",
    water: "#9db4c4",
    breath: "rgba(255, 255, 255, 0.7)",
    hair: "#5d6a72",
    thin: "#7d8990",
    outline: "#3b474f",
    ink: "#17222a",
  };
  const DIM = 0.2;
  const SHEER = 0.7;
  /* Narrower areas, in pixels of the screen, show their colour alone: a border would hide it. */
  const BORDERED = 9;
  /* Of so many areas in view the lines are bare: casing and seam would cost more than they show. */
  const CROWD = 1000;
  /* How much is drawn around the view, for who drags; of the whole city there is nothing more. */
  const AROUND = 0.2;

  /* state: {level, fills(): [colour or mark per area], dim(): [bool], hatched(): [bool], pilots, hovered,
     opened, sheet: what tells one sheet from another} */
  wijkmap.Paper = L.Renderer.extend({
    options: { padding: AROUND, pane: "paper" },

    /* isWhole(): whether the whole gemeente is in view. */
    initialize: function (geometry, isWhole, options) {
      L.setOptions(this, options);
      this._geometry = geometry;
      this._isWhole = isWhole;
      this._layers = {};
      this._state = null;
    },

    show: function (state) {
      this._state = state;
      this._request();
    },

    /* Without waiting for a frame: other colours stand in the first frame that follows, also in a
       tab that is not looked at, which gets no frames. */
    showNow: function (state) {
      this._state = state;
      L.Util.cancelAnimFrame(this._waiting);
      this._waiting = null;
      this._draw();
    },

    _initContainer: function () {
      this._container = L.DomUtil.create("div", "wm-sheets");
      this._container.setAttribute("aria-hidden", "true");
      this._sheet = L.DomUtil.create("canvas", "wm-paper", this._container);
      this._marks = L.DomUtil.create("canvas", "wm-marks", this._container);
    },

    _destroyContainer: function () {
      L.Util.cancelAnimFrame(this._waiting);
      L.DomUtil.remove(this._container);
    },

    _updatePaths: function () {},

    _request: function () {
      if (this._waiting || !this._map) return;
      this._waiting = L.Util.requestAnimFrame(function () {
        this._waiting = null;
        this._draw();
      }, this);
    },

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      this.options.padding = this._isWhole() ? 0 : AROUND;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      [this._sheet, this._marks].forEach(function (canvas) {
        if (canvas.width === Math.round(size.x * ratio) && canvas.height === Math.round(size.y * ratio)) return;
        canvas.width = Math.round(size.x * ratio);
        canvas.height = Math.round(size.y * ratio);
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
      });
      this._draw();
      this.fire("update");
    },

    _draw: function () {
      /* While the browser scales what was drawn, the map says its new scale already: what is drawn
         now would be scaled twice. The end of the zoom draws it. */
      if (!this._state || !this._bounds || !this._map || this._map._animatingZoom) return;
      const begun = performance.now();
      const geometry = this._geometry;
      const ratio = window.devicePixelRatio || 1;
      const scale = Math.pow(2, this._map.getZoom() - geometry.zoom);
      const from = geometry.corner.multiplyBy(scale)
        .subtract(this._map.getPixelOrigin()).subtract(this._bounds.min);
      const place = [scale * ratio, 0, 0, scale * ratio, from.x * ratio, from.y * ratio];
      this._px = 1 / scale;
      this._near = Math.min(1, Math.max(0, (Math.log2(scale) + 3) / 3));
      this._view = L.bounds([from.multiplyBy(-1 / scale), this._bounds.getSize().subtract(from).divideBy(scale)]);
      this._keep(place, scale, ratio);
      this._drawMarked(this._clear(this._marks, place));
      this.drawnIn = performance.now() - begun;
      this.drawn = (this.drawn || 0) + 1;
      this.shown = this._state.key;
    },

    /* Nothing on a canvas, and its ink ready for lines in the sheet's own measure. */
    _clear: function (canvas, place) {
      const ink = canvas.getContext("2d");
      ink.setTransform(1, 0, 0, 1, 0, 0);
      ink.clearRect(0, 0, canvas.width, canvas.height);
      ink.setTransform.apply(ink, place);
      ink.lineJoin = ink.lineCap = "round";
      return ink;
    },

    /* All but the marks, made anew when colours, place or scale are others: not when the figures of
       the very same colours follow. */
    _keep: function (place, scale, ratio) {
      const key = [this._state.sheet, this._sheet.width, this._sheet.height].concat(place).join();
      if (this._kept === key) return;
      this._kept = key;
      this.sheets = (this.sheets || 0) + 1;
      const ink = this._clear(this._sheet, place);
      this._drawContext(ink);
      this._drawAreas(ink, scale, ratio);
      this._drawHatch(ink, scale, ratio);
      this._drawBorders(ink);
      if (!this._state.backdrop) this._drawWater(ink, scale);
    },

    _seen: function (box) {
      return this._view.intersects(box);
    },

    _stroke: function (ink, path, colour, width) {
      ink.strokeStyle = colour;
      ink.lineWidth = width * this._px;
      ink.stroke(path);
    },

    _drawContext: function (ink) {
      if (this._state.backdrop) return;
      const geometry = this._geometry;
      ink.fillStyle = COLOURS.region;
      geometry.regions.forEach(function (one) { ink.fill(one.path, "evenodd"); });
      this._stroke(ink, geometry.borders, COLOURS.regionBorder, 1.5);
    },

    _drawAreas: function (ink, scale, ratio) {
      const state = this._state;
      const level = this._geometry.levels[state.level];
      const fills = state.fills(), dim = state.dim();
      const patterns = {};
      const full = state.backdrop ? SHEER : 1;
      const small = level.width < BORDERED * this._px;
      const seen = [];
      level.boxes.forEach(function (box, area) { if (this._seen(box)) seen.push(area); }, this);
      this._crowded = seen.length > CROWD;
      seen.forEach(function (area) {
        const path = level.paths[area];
        const fill = fills[area];
        ink.fillStyle = COLOURS.paper;
        if (!state.backdrop && (fill.length === 1 || dim[area])) ink.fill(path, "evenodd");
        if (fill.length === 1) {
          patterns[fill] = patterns[fill] || wijkmap.marks.pattern(ink, fill, scale, ratio);
          ink.fillStyle = patterns[fill];
        } else {
          ink.fillStyle = fill;
        }
        ink.globalAlpha = dim[area] ? DIM : full;
        ink.fill(path, "evenodd");
        /* Two filled neighbours leave a hair of paper between them: close it. */
        if (fill.length > 1 && !dim[area] && !state.backdrop && !small && !this._crowded) {
          ink.strokeStyle = fill;
          ink.lineWidth = 0.6 / scale;
          ink.stroke(path);
        }
        ink.globalAlpha = 1;
      }, this);
    },

    /* Over their colour, the areas that do not differ from the rest of the city. */
    _drawHatch: function (ink, scale, ratio) {
      const hatched = this._state.hatched();
      if (!hatched.some(Boolean)) return;
      const paths = this._geometry.levels[this._state.level].paths;
      ink.fillStyle = wijkmap.marks.pattern(ink, "h", scale, ratio);
      hatched.forEach(function (is, area) { if (is) ink.fill(paths[area], "evenodd"); });
    },

    _drawWater: function (ink, scale) {
      const width = Math.min(15, Math.max(4, 22 * scale));
      this._geometry.water.forEach(function (one) {
        this._stroke(ink, one.path, COLOURS.paper, width + 2.4);
        this._stroke(ink, one.path, COLOURS.water, width);
        ink.fillStyle = COLOURS.water;
        ink.fill(one.banks, "evenodd");
      }, this);
    },

    _drawBorders: function (ink) {
      const between = this._geometry.between;
      const near = this._near;
      if (this._state.level === "buurt") {
        const tiles = between.buurt.filter(function (tile) { return this._seen(tile.box); }, this)
          .map(function (tile) { return tile.path; });
        const small = this._geometry.levels.buurt.width < BORDERED * this._px;
        if (!small) this._cased(ink, tiles, COLOURS.thin, 0.6 + 0.3 * near, this._crowded ? 0 : 0.8);
        this._cased(ink, [between.wijk], COLOURS.outline, small ? 0.8 : 1.3 + 0.5 * near, small ? 0.4 : 1.2);
      } else {
        const whole = this._state.level === "stadsdeel";
        this._cased(ink, [between.wijk], COLOURS.hair, (whole ? 0.5 : 0.8) + 0.4 * near, whole ? 0 : 1.2);
        if (whole) this._cased(ink, [between.stadsdeel], COLOURS.outline, 1.6 + 0.5 * near, 1.4);
      }
      this._stroke(ink, this._geometry.outline, COLOURS.outline, 1.4 + 0.6 * near);
    },

    /* A line with a breath of paper on both sides reads on light and on dark classes. */
    _cased: function (ink, paths, colour, width, breath) {
      if (breath) paths.forEach(function (path) { this._stroke(ink, path, COLOURS.breath, width + breath); }, this);
      paths.forEach(function (path) { this._stroke(ink, path, colour, width); }, this);
    },

    /* Pilots a double line, opened a thick one, hovered a thin one; finer when the city is small. */
    _drawMarked: function (ink) {
      const state = this._state;
      const near = this._near;
      const wijken = this._geometry.levels.wijk;
      state.pilots.forEach(function (area) {
        this._stroke(ink, wijken.paths[area], COLOURS.paper, 5.4 + 1.6 * near);
        this._stroke(ink, wijken.paths[area], COLOURS.ink, 3.6 + 1.2 * near);
        this._stroke(ink, wijken.paths[area], COLOURS.paper, 1.4 + 0.5 * near);
      }, this);
      if (state.opened) {
        const path = this._geometry.levels[state.opened.level].paths[state.opened.area];
        this._stroke(ink, path, COLOURS.paper, 5.4 + 2.2 * near);
        this._stroke(ink, path, COLOURS.ink, 3 + 1.4 * near);
      }
      if (state.hovered >= 0) {
        const path = this._geometry.levels[state.level].paths[state.hovered];
        this._stroke(ink, path, COLOURS.paper, 4);
        this._stroke(ink, path, COLOURS.ink, 2);
      }
    },
  });
})();
