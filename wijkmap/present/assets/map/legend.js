/* The legend: classes with their counts, absences only where they occur, outlines, symbols. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  function add(parent, tag, className, text) {
    const element = L.DomUtil.create(tag, className, parent);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  class Legend {
    /* onClass(mark or null, words): an entry is pointed at; words when it was with the keyboard. */
    constructor(parent, shapes, onClass) {
      this.element = add(parent, "section", "wm-legend");
      this.element.setAttribute("aria-label", "Legenda");
      this.shapes = shapes;
      this.onClass = onClass;
      this.stamp = "";
      this.swatches = new Map();
      this.symbolsOpen = false;
    }

    show(data, year) {
      const counts = count(data, year);
      if (this.stamp !== data.legendStamp) {
        this.stamp = data.legendStamp;
        this.build(data);
      }
      this.subtitle.textContent = [data.unitText, data.years[year]].filter(Boolean).join(", ");
      this.cells.forEach(function (cell, i) { cell.textContent = wijkmap.numbers.plain(counts[i] || 0, 0); });
      this.rows.forEach(function (row) {
        const amount = counts[row.mark] || 0;
        row.count.textContent = wijkmap.numbers.plain(amount, 0);
        row.element.classList.toggle("wm-none", !amount);
        row.element.hidden = row.mark in wijkmap.marks.WORDS && !amount;
      });
      this.approximate.hidden = !(data.approximate[year] || "").includes("1");
      const known = data.classes[year].split("").some(function (mark) { return !(mark in wijkmap.marks.WORDS); });
      this.tested.hidden = !known;
      this.tested.textContent = tested(data, year);
      const same = amountOf(data, year, "0");
      this.hatch.hidden = !data.hatched || !same;
      this.hatch.lastChild.textContent = wijkmap.numbers.plain(same, 0);
    }

    build(data) {
      const box = this.element;
      box.replaceChildren();
      add(box, "h2", "wm-legend-title", data.title);
      this.subtitle = add(box, "p", "wm-legend-sub");
      const list = add(box, "ul", "wm-legend-list");
      this.rows = [];
      this.listen(list);
      this.bar(list, data);
      const marks = data.labels.map(function (_, i) { return String(i); }).reverse();
      marks.concat(["m", "s", "n"]).forEach(function (mark) { this.row(list, data, mark); }, this);
      this.notes(box, data);
      if (data.money) wijkmap.circles.legend(box, data);
      if (data.symbols.length) this.symbolList(box, data);
    }

    /* One stop for the keyboard: arrows go from class to class, as the mouse does. */
    listen(list) {
      list.tabIndex = 0;
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", "Klassen");
      list.addEventListener("keydown", function (event) {
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (event.key === "Escape") this.choose(list, null);
        if (!step) return;
        event.preventDefault();
        const seen = this.rows.filter(function (row) { return !row.element.hidden; });
        const now = seen.findIndex(function (row) { return row.element.id === list.getAttribute("aria-activedescendant"); });
        this.choose(list, seen[now < 0 ? 0 : Math.min(seen.length - 1, Math.max(0, now + step))]);
      }.bind(this));
      list.addEventListener("blur", this.choose.bind(this, list, null));
    }

    choose(list, row) {
      this.rows.forEach(function (one) { one.element.setAttribute("aria-selected", String(one === row)); });
      if (row) list.setAttribute("aria-activedescendant", row.element.id);
      else list.removeAttribute("aria-activedescendant");
      this.onClass(row ? row.mark : null, row ? row.words : "");
    }

    /* Narrow frames: the classes as one bar, the limits under their edges, the counts inside. */
    bar(list, data) {
      this.cells = [];
      this.element.classList.toggle("wm-barred", data.limits.length > 0);
      if (!data.limits.length) return;
      const bar = add(list, "li", "wm-legend-bar");
      bar.setAttribute("aria-hidden", "true");
      data.palette.forEach(function (colour, i) {
        const cell = add(bar, "span", "wm-cell");
        cell.style.background = colour;
        cell.style.color = dark(colour) ? "#fff" : "#1d2a32";
        this.cells.push(add(cell, "b", ""));
        if (i) add(cell, "i", "", data.limits[i - 1]);
      }, this);
    }

    row(list, data, mark) {
      const absent = mark in wijkmap.marks.WORDS;
      const item = add(list, "li", "wm-legend-row" + (absent ? " wm-legend-absent" : ""));
      item.id = "wm-class-" + mark;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(this.swatch(mark, absent ? "" : data.palette[Number(mark)]));
      add(item, "span", "", absent ? wijkmap.marks.word(data, mark) : data.labels[Number(mark)]);
      const counted = add(item, "span", "wm-legend-count");
      counted.title = "aantal " + data.texts.areas;
      item.addEventListener("pointerenter", function (event) {
        if (event.pointerType === "mouse") this.onClass(mark);
      }.bind(this));
      item.addEventListener("pointerleave", function () { this.onClass(null); }.bind(this));
      this.rows.push({ mark: mark, element: item, count: counted, words: item.children[1].textContent });
    }

    /* A row has one, drawn once per colour: another layer in the same colours takes it along. */
    swatch(mark, colour) {
      const key = mark + colour;
      const pattern = mark === "h" || mark in wijkmap.marks.WORDS ? mark : "";
      if (!this.swatches.has(key)) this.swatches.set(key, wijkmap.marks.swatch(pattern, colour));
      return this.swatches.get(key);
    }

    notes(box, data) {
      const list = add(box, "ul", "wm-legend-list wm-legend-notes");
      this.hatch = add(list, "li", "wm-legend-row");
      this.hatch.append(this.swatch("h", "#ffffff"));
      add(this.hatch, "span", "", data.texts.hatch);
      add(this.hatch, "span", "wm-legend-count");
      if (data.pilotAreas.length) {
        const item = add(list, "li", "wm-legend-row");
        add(item, "span", "wm-swatch wm-swatch-pilot").setAttribute("aria-hidden", "true");
        add(item, "span", "", data.texts.pilotLegend);
      }
      if (data.texts.classing) add(list, "li", "wm-legend-note", data.texts.classing);
      this.approximate = add(list, "li", "wm-legend-note", "\u2248 " + data.texts.approximate);
      this.tested = add(list, "li", "wm-legend-note");
    }

    symbolList(box, data) {
      const details = add(box, "details", "wm-legend-symbols");
      details.open = this.symbolsOpen;
      add(details, "summary", "", data.texts.symbols);
      details.addEventListener("toggle", function () { this.symbolsOpen = details.open; }.bind(this));
      const used = new Set(data.symbols.flatMap(function (one) {
        return one[2].map(function (pair) { return pair[0]; });
      }));
      const list = add(details, "ul", "wm-legend-list");
      data.themes.forEach(function (theme, i) {
        if (!used.has(i)) return;
        const item = add(list, "li", "wm-legend-row");
        item.append(wijkmap.symbol(this.shapes[theme[0]] || this.shapes[""]));
        add(item, "span", "", theme[1]);
      }, this);
    }
  }

  /* Whether white letters read better than ink on a colour. */
  function dark(colour) {
    const parts = [1, 3, 5].map(function (i) { return Math.pow(parseInt(colour.slice(i, i + 2), 16) / 255, 2.2); });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] < 0.3;
  }

  function amountOf(data, year, answer) {
    return (data.differs[year] || "").split("").filter(function (one, area) {
      return one === answer && (!data.inside || data.inside[area] === "1");
    }).length;
  }

  /* How many wijken differ from the rest of the city, or why that cannot be said. */
  function tested(data, year) {
    const yes = amountOf(data, year, "1"), no = amountOf(data, year, "0"), silent = amountOf(data, year, "-");
    if (!yes && !no) return data.texts.untestable;
    const told = [yes, yes + no + silent, silent].map(function (one) { return wijkmap.numbers.plain(one, 0); });
    return told[0] + " van " + told[1] + " " + data.texts.areas + " wijken echt af"
      + (silent ? ", " + told[2] + " niet te toetsen." : ".");
  }

  /* Areas per class in one year; a filter counts only what is inside it. */
  function count(data, year) {
    const counts = {};
    data.classes[year].split("").forEach(function (mark, area) {
      if (data.inside && data.inside[area] !== "1") return;
      counts[mark] = (counts[mark] || 0) + 1;
    });
    return counts;
  }

  wijkmap.Legend = Legend;
})();
