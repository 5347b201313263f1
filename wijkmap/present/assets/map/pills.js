/* What residents do in an area, beside its name: a small pill with theme symbols and a count. Part
   of the layer of names, which finds their places. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const MIX = 5;

  wijkmap.pills = {
    _symbolsAt: function (wijk) {
      return this._state.symbols.find(function (one) { return one.area === wijk; });
    },

    /* The fullest pill that finds a place: near by each theme with its number, else three symbols,
       one, or the total alone. */
    _pill: function (one, spots) {
      return this._looks(one).some(function (most) {
        const label = this._pillLabel(one, most);
        return spots.call(this, label).some(function (spot) { return this._take(label, L.point(spot)); }, this);
      }, this);
    },

    _looks: function (one) {
      if (one.texts) return one.texts.map(function (_, i) { return i; });
      return this._homeBox ? [3, 1, 0] : [MIX, 3, 1, 0];
    },

    _pillLabel: function (one, most) {
      const point = this._geometry.levels[this._top()].points[one.area];
      const label = this._label(["pill", one.area, most].join(":"), "wm-pill", "", point, function (inner) {
        this._fill(inner, one, most);
      });
      label.wijk = one.area;
      return label;
    },

    /* Near by, a wijk's pill also stands without its name: at buurt level names are the buurten's. */
    _loosePills: function () {
      const done = new Set();
      this._shown.forEach(function (label) { if (label.wijk !== undefined) done.add(label.wijk); });
      this._state.symbols.forEach(function (one) {
        if (!done.has(one.area)) this._pill(one, function () { return [[0, 0], [0, 22], [0, -22]]; });
      }, this);
    },

    _fill: function (inner, one, most) {
      const open = this._open;
      const mix = most === MIX && one.themes.length > 1;
      one.themes.slice(0, most).forEach(function (theme) {
        inner.appendChild(wijkmap.symbol(this._symbols[theme.key] || this._symbols[""]));
        if (mix) L.DomUtil.create("i", "", inner).textContent = String(theme.count);
      }, this);
      const rest = mix ? one.themes.slice(most).reduce(function (sum, theme) { return sum + theme.count; }, 0) : 0;
      if (rest) L.DomUtil.create("i", "", inner).textContent = "+ " + rest;
      if (!mix) L.DomUtil.create("b", "", inner).textContent = one.texts ? one.texts[most] : String(one.total);
      inner.title = this._geometry.levels[this._top()].names[one.area] + ": "
        + (one.texts ? one.texts[0] : wijkmap.numbers.count(one.total, "initiatief", "initiatieven"));
      const dragging = this._map.dragging;
      L.DomEvent.on(inner, "click", function (event) {
        L.DomEvent.stopPropagation(event);
        if (!dragging.enabled() || !dragging.moved()) open(one.area);
      });
    },
  };
})();
