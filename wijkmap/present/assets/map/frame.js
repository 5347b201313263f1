/* The map in its frame: puts the parts together, takes payloads, tells the server what was chosen. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const SETTLE = 300;
  const OWN_WILL = 2500;
  const LIMIT = 17;
  const HOME = { animate: false };

  const state = {
    map: null, geometry: null, shapes: {}, payload: null, data: null,
    year: 0, opened: "", hovered: -1, byKey: false, onlyClass: null,
    painted: 0, home: 0, atHome: true, waiting: 0,
    own: { opened: 0, year: 0 }, pointer: null,
  };
  let paper, names, card, legend, years, parts;

  function start(map, options) {
    state.map = map;
    layout(map);
    if (window.frameElement) window.frameElement.title = options.title;
    Promise.all([ask(options.geometry), ask(options.symbols), fonts()]).then(function (loaded) {
      state.shapes = loaded[1];
      state.geometry = wijkmap.geometry.decode(loaded[0]);
      build(map);
      if (state.payload) apply(state.payload);
    }).catch(function (error) {
      parts.message.hidden = false;
      parts.message.textContent = "De kaart kon niet worden geladen. De tabel onder de kaart geeft dezelfde cijfers.";
      console.warn("wijkmap:", error);
    });
  }

  function ask(url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(url + ": " + answer.status);
      return answer.json();
    });
  }

  /* Names are measured once: the letters must be there first. A missing font stops nothing. */
  function fonts() {
    const wanted = ["400 15px 'Source Sans 3'", "600 15px 'Source Sans 3'"];
    const patience = new Promise(function (done) { window.setTimeout(done, 1500); });
    return Promise.race([
      Promise.all(wanted.map(function (font) { return document.fonts.load(font); })), patience,
    ]).catch(function () {});
  }

  function layout(map) {
    document.documentElement.lang = "nl";
    const frame = L.DomUtil.create("div", "wm-frame");
    const stage = L.DomUtil.create("div", "wm-stage", frame);
    stage.appendChild(map.getContainer());
    document.body.appendChild(frame);
    parts = {
      frame: frame,
      stage: stage,
      message: L.DomUtil.create("p", "wm-message", stage),
      live: L.DomUtil.create("p", "wm-live", frame),
    };
    parts.message.hidden = true;
    parts.live.setAttribute("aria-live", "polite");
    map.invalidateSize(HOME);
  }

  function build(map) {
    const container = map.getContainer();
    map.createPane("paper").style.zIndex = 200;
    map.createPane("names").style.zIndex = 450;
    map.getPane("names").style.pointerEvents = "none";
    paper = new wijkmap.Paper(state.geometry);
    names = new wijkmap.Names(state.geometry, state.shapes, function (wijk) {
      open("wijk", wijk);
    });
    legend = new wijkmap.Legend(parts.frame, state.shapes, function (mark) {
      state.onlyClass = mark;
      draw();
    });
    years = new wijkmap.Years(parts.frame, setYear);
    parts.source = L.DomUtil.create("p", "wm-source", parts.frame);
    card = new wijkmap.Card(parts.stage);
    buttons(map);
    L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
    map.setMaxZoom(LIMIT);
    home();
    paper.addTo(map);
    names.addTo(map);
    wijkmap.wheel(map);
    container.tabIndex = 0;
    container.setAttribute("role", "application");
    container.setAttribute("aria-roledescription", "kaart");
    listen(map, container);
  }

  function buttons(map) {
    const box = L.DomUtil.create("div", "wm-buttons", parts.stage);
    const make = function (className, label, drawing, action) {
      const one = L.DomUtil.create("button", "wm-button " + className, box);
      one.type = "button";
      one.title = label;
      one.setAttribute("aria-label", label);
      one.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="' + drawing + '"/></svg>';
      one.addEventListener("click", action);
      return one;
    };
    make("wm-in", "Inzoomen", "M12 5v14M5 12h14", function () { map.zoomIn(0.75); });
    make("wm-out", "Uitzoomen", "M5 12h14", function () { map.zoomOut(0.75); });
    parts.homeButton = make(
      "wm-home", "Hele stad", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
      function () { home({ animate: true, duration: 0.4 }); }
    );
  }

  /* The whole gemeente, as large as the frame allows, beside the legend. */
  function home(options) {
    const map = state.map;
    const wide = parts.frame.classList.contains("wm-wide");
    const beside = wide && legend ? legend.element.offsetWidth + 16 : 0;
    const bounds = L.latLngBounds(
      state.geometry.latLng(state.geometry.size.min), state.geometry.latLng(state.geometry.size.max)
    );
    map.setMaxBounds(null);
    map.setMinZoom(0);
    const padding = L.point(beside + 28, 28);
    const zoom = map.getBoundsZoom(bounds, false, padding);
    const middle = map.project(bounds.getCenter(), zoom).add([beside / 2, 0]);
    state.home = zoom;
    state.homeCenter = map.unproject(middle, zoom);
    const settle = function () {
      map.setMinZoom(zoom);
      map.setMaxBounds(homeView(zoom));
      state.atHome = true;
      touch();
    };
    if (options && options.animate && !still()) {
      map.once("moveend", settle);
      map.setView(state.homeCenter, zoom, options);
    } else {
      map.setView(state.homeCenter, zoom, HOME);
      settle();
    }
  }

  function homeView(zoom) {
    const map = state.map;
    const half = map.getSize().divideBy(2).add([1, 1]);
    const middle = map.project(state.homeCenter, zoom);
    return L.latLngBounds(map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
  }

  function still() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /* With the whole city in view there is nothing to drag: one finger scrolls the page. */
  function touch() {
    const map = state.map;
    const away = map.getZoom() > state.home + 0.02;
    state.atHome = !away;
    parts.homeButton.setAttribute("aria-disabled", !away);
    map.dragging[away ? "enable" : "disable"]();
    map.getContainer().classList.toggle("wm-loose", away);
  }

  function listen(map, container) {
    map.on("zoomend", touch);
    map.on("mousemove", function (event) {
      state.byKey = false;
      state.pointer = event.containerPoint;
      hover(areaAt(event.latlng), event.originalEvent);
    });
    map.on("mouseout", function () { if (!state.byKey) hover(-1); });
    map.on("movestart", function () { if (!state.byKey) hover(-1); });
    map.on("click", function (event) {
      const area = areaAt(event.latlng);
      if (area >= 0) open(state.data.level, area); else close();
    });
    container.addEventListener("keydown", key);
    container.addEventListener("blur", function () {
      if (state.byKey) { state.byKey = false; hover(-1); }
    });
    const watcher = new ResizeObserver(resized);
    watcher.observe(parts.frame);
  }

  function resized() {
    if (!parts.frame.clientWidth || !parts.frame.clientHeight) return;
    shape();
    state.map.invalidateSize(HOME);
    if (state.atHome) home();
    if (state.data) { years.show(state.data, state.year); }
  }

  function shape() {
    const width = parts.frame.clientWidth;
    parts.frame.classList.toggle("wm-wide", width >= 620);
    parts.frame.classList.toggle("wm-narrow", width < 620);
  }

  function areaAt(latlng) {
    if (!state.data) return -1;
    const geometry = state.geometry;
    const point = state.map.project(latlng, geometry.zoom).subtract(geometry.corner);
    return geometry.hit(state.data.level, point);
  }

  function hover(area, event) {
    const coarse = event && event.pointerType === "touch";
    if (area !== state.hovered) {
      state.hovered = area;
      draw();
    }
    if (area < 0) { card.hide(); return; }
    const fixed = coarse || state.byKey || parts.frame.classList.contains("wm-narrow");
    card.show(factsOf(area), fixed ? null : state.pointer);
  }

  function factsOf(area) {
    return wijkmap.facts.of(state.data, state.geometry, state.shapes, area, state.year);
  }

  function key(event) {
    if (!state.data || event.altKey || event.metaKey || event.ctrlKey) return;
    const level = state.data.geometryLevel;
    if (event.key in wijkmap.walk.WAYS) {
      event.preventDefault();
      const from = state.hovered >= 0 ? state.hovered : begin();
      const to = state.hovered >= 0 ? wijkmap.walk.neighbour(level, from, event.key) : from;
      if (to >= 0) walkTo(to);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (state.hovered >= 0) open(state.data.level, state.hovered);
    } else if (event.key === "Escape") {
      close();
    } else if (event.key === "+" || event.key === "=") {
      state.map.zoomIn(0.75);
    } else if (event.key === "-") {
      state.map.zoomOut(0.75);
    } else if (event.key === "0") {
      home({ animate: true });
    }
  }

  function begin() {
    const level = state.data.geometryLevel;
    const opened = level.index.get(state.opened);
    return opened !== undefined ? opened : 0;
  }

  function walkTo(area) {
    state.byKey = true;
    const map = state.map;
    const latlng = state.geometry.latLng(state.data.geometryLevel.points[area]);
    if (!map.getBounds().pad(-0.08).contains(latlng)) map.panTo(latlng, { animate: !still() });
    hover(area);
    parts.live.textContent = wijkmap.facts.spoken(factsOf(area), state.data);
  }

  function open(levelName, area) {
    const code = state.geometry.levels[levelName].codes[area];
    state.own.opened = Date.now();
    if (code === state.opened) return;
    state.opened = code;
    draw();
    names.show(view());
    parts.live.textContent = state.geometry.levels[levelName].names[area] + " geopend.";
    tell({ event: "open", area: code });
  }

  function close() {
    if (!state.opened) return;
    state.opened = "";
    state.own.opened = Date.now();
    draw();
    names.show(view());
    parts.live.textContent = "Gesloten.";
    tell({ event: "close" });
  }

  function setYear(year, settled) {
    state.year = year;
    state.own.year = Date.now();
    draw();
    legend.show(state.data, year);
    if (state.hovered >= 0) card.show(factsOf(state.hovered), state.byKey ? null : state.pointer);
    window.clearTimeout(state.waiting);
    if (settled) {
      state.waiting = window.setTimeout(function () {
        tell({ event: "year", year: Number(state.data.years[state.year]) });
      }, SETTLE);
    }
  }

  /* The number lets the server see which report is new, also after this frame was remade. */
  function tell(report) {
    report.seq = Date.now();
    if (window.Streamlit) window.Streamlit.setComponentValue(report);
  }

  function paint(payload) {
    window.feature_group = [];
    state.payload = payload;
    if (state.geometry) apply(payload);
  }

  function apply(payload) {
    const before = state.data;
    const data = wijkmap.facts.unpack(payload, state.geometry);
    data.stamp = JSON.stringify([payload.layer, payload.level, payload.values, payload.classes]);
    data.legendStamp = JSON.stringify([
      payload.layer, payload.level, payload.title, payload.labels, payload.palette, payload.themes,
      payload.symbols, payload.texts,
    ]);
    const other = !before || before.layer !== data.layer || before.years.join() !== data.years.join();
    const year = Math.max(0, data.years.indexOf(payload.year));
    /* A payload may answer an older choice: what the reader just did here goes before it. */
    if (other || Date.now() - state.own.year > OWN_WILL) state.year = year;
    if (!before || Date.now() - state.own.opened > OWN_WILL) state.opened = payload.opened;
    if (before && before.level !== data.level) { state.hovered = -1; card.hide(); }
    state.data = data;
    state.symbols = data.symbols.map(function (one) {
      return wijkmap.facts.symbolsOf(data, state.shapes, one[0]);
    });
    state.symbolKey = JSON.stringify([payload.symbols, payload.themes]);
    state.map.getContainer().setAttribute("aria-label", data.texts.label);
    parts.source.textContent = data.texts.source;
    legend.show(data, state.year);
    shape();
    years.show(data, state.year);
    if (!before) resized();
    draw();
    names.show(view());
    if (state.hovered >= 0) hover(state.hovered);
    state.painted += 1;
  }

  /* What is to be seen now, as the sheet and the names take it. */
  function view() {
    const data = state.data;
    const geometry = state.geometry;
    const classes = data.classes[state.year];
    const levelName = geometry.levels.wijk.index.has(state.opened) ? "wijk" : "buurt";
    const opened = geometry.levels[levelName].index.get(state.opened);
    return {
      level: data.level,
      fills: classes.split("").map(function (mark) {
        return mark in wijkmap.marks.WORDS ? mark : data.palette[Number(mark)];
      }),
      dim: classes.split("").map(function (mark, area) {
        return (data.inside && data.inside[area] !== "1")
          || (state.onlyClass !== null && mark !== state.onlyClass);
      }),
      pilots: data.pilotAreas,
      hovered: state.hovered,
      opened: opened === undefined ? null : { level: levelName, area: opened },
      symbols: state.symbols,
      symbolKey: state.symbolKey,
    };
  }

  function draw() {
    if (state.data) paper.show(view());
  }

  window.wijkmapState = function () {
    return {
      layer: state.data ? state.data.layer : "",
      level: state.data ? state.data.level : "",
      year: state.data ? state.data.years[state.year] : "",
      opened: state.opened,
      hovered: state.data && state.hovered >= 0 ? state.data.geometryLevel.codes[state.hovered] : "",
      painted: state.painted,
      drawn: paper ? paper.drawn || 0 : 0,
      drawnIn: paper ? paper.drawnIn || 0 : 0,
      areas: state.data ? state.data.geometryLevel.codes.length : 0,
      zoom: state.map ? state.map.getZoom() : 0,
    };
  };

  Object.assign(wijkmap, { start, paint });
})();
