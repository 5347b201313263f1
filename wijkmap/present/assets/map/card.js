/* The card of the area under the pointer or the keyboard: value, margin, city, years, residents.
   It stands in a corner and does not follow the pointer: nothing covers the map. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const MOST = 3;

  function line(parent, className, text) {
    const element = L.DomUtil.create("p", className, parent);
    element.textContent = text;
    return element;
  }

  class Card {
    constructor(parent) {
      this.element = L.DomUtil.create("div", "wm-card", parent);
      this.element.hidden = true;
      this.element.setAttribute("aria-hidden", "true");
      this.key = "";
    }

    hide() {
      this.element.hidden = true;
      this.key = "";
    }

    /* facts: what `facts.of` gives. */
    show(facts) {
      if (facts.key !== this.key) {
        this.key = facts.key;
        this.fill(facts);
      }
      this.element.hidden = false;
    }

    /* Beside what it would lie over, where there is room. */
    clear(legend) {
      const wide = legend.parentElement.classList.contains("wm-wide");
      this.element.classList.remove("wm-card-beside");
      const over = this.element.getBoundingClientRect().bottom > legend.getBoundingClientRect().top;
      this.element.classList.toggle("wm-card-beside", wide && over);
    }

    fill(facts) {
      const box = this.element;
      box.replaceChildren();
      line(box, "wm-card-name", facts.name);
      if (facts.kind) line(box, "wm-card-kind", facts.kind);
      const value = L.DomUtil.create("p", "wm-card-value", box);
      if (facts.mark) {
        value.classList.add("wm-card-absent");
        value.append(wijkmap.marks.swatch(facts.mark), facts.value);
      } else {
        const number = L.DomUtil.create("b", "", value);
        number.textContent = facts.bare;
        const small = L.DomUtil.create("span", "wm-card-line", value);
        small.textContent = " " + [facts.unit, facts.year].filter(Boolean).join(", ");
      }
      if (facts.margin) line(box, "wm-card-line", facts.margin);
      if (facts.city) {
        const city = line(box, "wm-card-line", facts.city);
        if (facts.trend) city.prepend(L.DomUtil.create("i", "wm-card-city"));
      }
      if (facts.differs) line(box, "wm-card-line", facts.differs);
      if (facts.beside) line(box, "wm-card-line wm-card-beside", facts.beside);
      if (facts.approximate) line(box, "wm-card-line", facts.approximate);
      if (facts.trend) {
        box.append(trend(facts.trend));
        const ends = L.DomUtil.create("p", "wm-card-line wm-trend-ends", box);
        facts.trend.ends.forEach(function (year) { L.DomUtil.create("span", "", ends).textContent = year; });
      }
      if (facts.money) line(box, "wm-card-money", facts.money);
      if (facts.themes) this.themes(facts);
    }

    themes(facts) {
      const box = L.DomUtil.create("div", "wm-card-themes", this.element);
      line(box, "wm-card-line", wijkmap.numbers.count(facts.total, "initiatief", "initiatieven"));
      facts.themes.slice(0, MOST).forEach(function (theme) {
        const row = L.DomUtil.create("p", "wm-card-theme", box);
        row.append(wijkmap.symbol(theme.shape), theme.label);
        L.DomUtil.create("span", "", row).textContent = String(theme.count);
      });
      const more = facts.themes.length - MOST;
      if (more > 0) line(box, "wm-card-line", "en nog " + wijkmap.numbers.count(more, "thema", "thema\u2019s"));
    }
  }

  /* All years as one thin line, the city's behind it, a dot at the year shown. */
  function trend(data) {
    const width = 202, height = 42, pad = 4;
    const known = data.values.concat(data.city).filter(function (one) { return one !== null; });
    const low = Math.min.apply(null, known), high = Math.max.apply(null, known);
    const x = function (i) { return pad + data.at[i] * (width - 2 * pad); };
    const y = function (value) {
      return high === low ? height / 2 : height - pad - (value - low) / (high - low) * (height - 2 * pad);
    };
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    svg.setAttribute("viewBox", "0 0 " + width + " " + height);
    svg.setAttribute("class", "wm-trend");
    const draw = function (values, className) {
      let d = "", pen = false;
      values.forEach(function (value, i) {
        if (value === null) { pen = false; return; }
        d += (pen ? "L" : "M") + x(i).toFixed(1) + " " + y(value).toFixed(1);
        pen = true;
      });
      const path = document.createElementNS(ns, "path");
      path.setAttribute("d", d);
      path.setAttribute("class", className);
      svg.appendChild(path);
    };
    if (data.city.length) draw(data.city, "wm-trend-city");
    draw(data.values, "wm-trend-area");
    if (data.values[data.now] !== null) {
      const dot = document.createElementNS(ns, "circle");
      dot.setAttribute("cx", x(data.now).toFixed(1));
      dot.setAttribute("cy", y(data.values[data.now]).toFixed(1));
      dot.setAttribute("r", "3.5");
      svg.appendChild(dot);
    }
    return svg;
  }

  wijkmap.Card = Card;
})();
