/* Circles for money: as large as the amount, one kind at a time, at the middle of a wijk. What is
   disputed is a ring from low to high. Circles keep their size on screen. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const LARGEST = 22;
  const ABSENT = 5;
  const SVG = "http://www.w3.org/2000/svg";
  const numbers = wijkmap.numbers;

  function radius(money, cents) {
    return money.largest ? LARGEST * Math.sqrt(cents / money.largest) : 0;
  }

  function draw(parent, tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    parent.appendChild(element);
    return element;
  }

  function sheet(className, width, height) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", className);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("viewBox", [0, 0, width, height].join(" "));
    svg.setAttribute("aria-hidden", "true");
    return svg;
  }

  /* One amount around the middle of its drawing: full to low, a ring to high. */
  function amount(svg, at, low, high) {
    if (high > low) {
      draw(svg, "circle", { cx: at, cy: at, r: high, class: "wm-circle-breath" });
      draw(svg, "circle", { cx: at, cy: at, r: high, class: "wm-circle-high" });
    } else {
      draw(svg, "circle", { cx: at, cy: at, r: low, class: "wm-circle-breath" });
    }
    if (low > 0) draw(svg, "circle", { cx: at, cy: at, r: low, class: "wm-circle" });
  }

  function nothing(svg, at, mark) {
    draw(svg, "circle", { cx: at, cy: at, r: ABSENT, class: "wm-circle-" + (mark === "0" ? "zero" : "absent") });
    if (mark === "0") return;
    const reach = ABSENT * 0.7;
    [-reach, 0, reach].forEach(function (shift) {
      const half = Math.sqrt(ABSENT * ABSENT - shift * shift / 2) * Math.SQRT1_2;
      const x = at + shift / 2, y = at + shift / 2;
      draw(svg, "line", { x1: x - half, y1: y + half, x2: x + half, y2: y - half, class: "wm-circle-hatch" });
    });
  }

  function pair(money, one) {
    return [radius(money, one[2]), radius(money, one[3])];
  }

  const Layer = L.Layer.extend({
    options: { pane: "circles" },

    initialize: function (geometry) {
      this._geometry = geometry;
      this._shown = [];
    },

    onAdd: function () {
      this._box = L.DomUtil.create("div", "wm-circles", this.getPane());
      this._box.setAttribute("aria-hidden", "true");
    },

    onRemove: function () {
      L.DomUtil.remove(this._box);
    },

    getEvents: function () {
      const events = { zoomend: this._place, viewreset: this._place };
      if (this._zoomAnimated) events.zoomanim = this._animate;
      return events;
    },

    /* Circles lie in stadsdelen on a map of those, and else in wijken. */
    show: function (money, level) {
      const stamp = JSON.stringify([money, level]);
      if (stamp === this._stamp) return;
      this._stamp = stamp;
      this._box.replaceChildren();
      this._shown = [];
      this._points = this._geometry.levels[level === "stadsdeel" ? level : "wijk"].points;
      this._map.getPane("names").classList.toggle("wm-over-money", Boolean(money));
      if (!money) return;
      money.marks.split("").forEach(function (mark, area) {
        if (mark !== "k" && mark !== "-") this._add(area, ABSENT, function (svg, at) { nothing(svg, at, mark); });
      }, this);
      /* The small ones lie on the large. */
      money.amounts.slice().sort(function (one, other) { return other[3] - one[3]; }).forEach(function (one) {
        const sizes = pair(money, one);
        this._add(one[0], Math.max(sizes[0], sizes[1]), function (svg, at) { amount(svg, at, sizes[0], sizes[1]); });
      }, this);
      this._place();
    },

    _add: function (area, reach, fill) {
      const size = Math.ceil(reach) * 2 + 6;
      const svg = sheet("wm-money leaflet-zoom-animated", size, size);
      svg.style.margin = -size / 2 + "px";
      fill(svg, size / 2);
      this._box.appendChild(svg);
      const point = this._points[area];
      this._shown.push({ area: area, svg: svg, reach: reach, latlng: this._geometry.latLng(point) });
    },

    _place: function () {
      if (!this._map) return;
      this._shown.forEach(function (one) {
        L.DomUtil.setPosition(one.svg, this._map.latLngToLayerPoint(one.latlng).round());
      }, this);
    },

    _animate: function (event) {
      this._shown.forEach(function (one) {
        L.DomUtil.setPosition(one.svg, this._map._latLngToNewLayerPoint(one.latlng, event.zoom, event.center).round());
      }, this);
    },

    /* How far the sign of a wijk reaches from its middle, in pixels. */
    reach: function (wijk) {
      const one = this._shown.filter(function (each) { return each.area === wijk; }).pop();
      return one ? one.reach : 0;
    },

    /* Room that names keep free, in the map's layer. */
    boxes: function () {
      return this._shown.map(function (one) {
        const at = this._map.latLngToLayerPoint(one.latlng), half = L.point(one.reach - 1, one.reach - 1);
        return L.bounds(at.subtract(half), at.add(half));
      }, this);
    },
  });

  function euros(cents) {
    return numbers.withUnit(cents, "euro", 2);
  }

  function round(cents) {
    return numbers.withUnit(Math.round(cents / 100), "euro", 0);
  }

  function words(one, written) {
    return one[2] < one[3] ? written(one[2]) + " tot " + written(one[3]) : written(one[1]);
  }

  /* Amount of a wijk in words, for card and listener; empty where it is not asked about. */
  function told(data, area) {
    const money = data.money, mark = money.marks[area];
    const one = money.amounts.find(function (each) { return each[0] === area; });
    const absent = { "0": "geen gevonden in openbare bronnen", m: wijkmap.marks.WORDS.m, u: "bedrag onbekend" }[mark];
    if (mark === "-") return "";
    return "Geld, " + money.word + ": " + (one ? words(one, euros) + (one[2] < one[3] ? " (betwist)" : "") : absent);
  }

  /* Amounts as pills beside the names: as much as finds a place. */
  function pills(data) {
    return data.money.amounts.map(function (one) {
      return { area: one[0], texts: one[2] < one[3] ? [words(one, round), "betwist"] : [words(one, round)], themes: [] };
    });
  }

  /* Sizes inside each other with what they stand for, then ring and absences with how many. */
  function legend(box, data) {
    const money = data.money;
    const part = L.DomUtil.create("div", "wm-legend-money", box);
    L.DomUtil.create("h3", "", part).textContent = "Geld: " + money.word;
    if (money.sizes.length) part.appendChild(nested(money));
    const signs = L.DomUtil.create("details", "wm-legend-symbols", part);
    L.DomUtil.create("summary", "", signs).textContent = "Tekens";
    signs.open = box.parentElement.classList.contains("wm-wide");
    const list = L.DomUtil.create("ul", "wm-legend-list", signs);
    const row = function (fill, text, count) {
      const item = L.DomUtil.create("li", "wm-legend-row", list);
      const svg = sheet("wm-money-sign", 28, 20);
      fill(svg);
      item.appendChild(svg);
      L.DomUtil.create("span", "", item).textContent = text;
      if (count) L.DomUtil.create("span", "wm-legend-count", item).textContent = numbers.plain(count, 0);
    };
    const disputed = money.amounts.filter(function (one) { return one[2] < one[3]; }).length;
    if (disputed) row(function (svg) { amount(svg, 14, 5, 9); svg.setAttribute("viewBox", "0 4 28 20"); }, "betwist: laagste en hoogste", disputed);
    [["0", "geen gevonden"], ["u", "bedrag onbekend"], ["m", wijkmap.marks.WORDS.m]].forEach(function (one) {
      const number = money.marks.split(one[0]).length - 1;
      if (number) row(function (svg) { nothing(svg, 14, one[0]); svg.setAttribute("viewBox", "0 4 28 20"); }, one[1], number);
    });
    if (!list.children.length) signs.remove();
    if (money.elsewhere) L.DomUtil.create("p", "wm-legend-note", part).textContent = money.elsewhere;
  }

  function nested(money) {
    const radii = money.sizes.map(function (one) { return radius(money, one); });
    const largest = radii[0], floor = Math.max(2 * largest, money.sizes.length * 17) + 4;
    const svg = sheet("wm-nested", Math.ceil(2 * largest) + 100, Math.ceil(floor) + 2);
    svg.setAttribute("role", "img");
    svg.removeAttribute("aria-hidden");
    svg.setAttribute("aria-label", "Grootte van de cirkels: " + money.sizes.map(round).join(", "));
    money.sizes.forEach(function (one, i) {
      const top = floor - 2 * radii[i];
      const y = Math.min(Math.max(top, 10) + i * 3, floor - 17 * (money.sizes.length - 1 - i) - 4);
      draw(svg, "circle", { cx: largest + 3, cy: floor - radii[i], r: radii[i], class: "wm-circle" });
      draw(svg, "path", { d: "M" + (largest + 3) + " " + top + "L" + (2 * largest + 14) + " " + y + "H" + (2 * largest + 20), class: "wm-circle-lead" });
      draw(svg, "text", { x: 2 * largest + 24, y: y + 4.5 }).textContent = round(one);
    });
    return svg;
  }

  wijkmap.circles = { Layer, told, pills, legend };
})();
