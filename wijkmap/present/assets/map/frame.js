/* The map in its frame: puts the parts together, takes payloads, tells the server what was chosen. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const SETTLE = 300;
  const OWN_WILL = 2500;
  const HOME = { animate: false };

  const state = {
    map: null, geometry: null, shapes: {}, payload: null, data: null,
    year: 0, opened: "", hovered: -1, byKey: false, onlyClass: null,
    painted: 0, waiting: 0,
    own: { opened: 0, year: 0 },
    backdrop: false, credit: "", marked: null, mirrored: false, beside: "",
  };
  let readNote, paper, camera, circles, names, card, legend, years, parts, link = wijkmap.twin.ALONE;

  function start(map, options) {
    state.map = map;
    state.credit = options.credit;
    readNote = wijkmap.note.reader(options.note, show);
    parts = wijkmap.stage.layout(map);
    if (window.frameElement) window.frameElement.title = options.title;
    wijkmap.stage.loaded(map, options).then(function (loaded) {
      state.shapes = loaded[1];
      state.geometry = wijkmap.geometry.decode(loaded[0]);
      build(map, options);
      readNote();
      link = wijkmap.twin.join(options, {
        map: map, open: outline, away: function () { return !camera.atHome; }, opened: function () { return state.opened; },
        mark: function (level, code, title) { return mark(options.side, level, code, title); },
      });
    }).catch(function (error) {
      parts.message.hidden = false;
      parts.message.textContent = "De kaart kon niet worden geladen. De tabel onder de kaart geeft dezelfde cijfers.";
      console.warn("wijkmap:", error);
    });
  }

  function build(map, options) {
    const container = map.getContainer();
    map.createPane("paper").style.zIndex = 200;
    map.createPane("circles").style.zIndex = 440;
    map.getPane("circles").style.pointerEvents = "none";
    map.createPane("names").style.zIndex = 450;
    map.getPane("names").style.pointerEvents = "none";
    paper = new wijkmap.Paper(state.geometry, function () { return camera.isWhole(); });
    names = new wijkmap.Names(state.geometry, state.shapes, openList, obstacles);
    legend = new wijkmap.Legend(parts.frame, state.shapes, function (mark, words) {
      state.onlyClass = mark;
      draw();
      if (words) parts.live.textContent = wijkmap.facts.members(state.data, state.year, mark, words);
    });
    years = new wijkmap.Years(parts.frame, setYear);
    parts.source = L.DomUtil.create("p", "wm-source", parts.frame);
    card = new wijkmap.Card(parts.stage);
    wijkmap.stage.buttons(parts, zoom, function () { camera.home({ animate: true, duration: 0.4 }); });
    L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
    camera = new wijkmap.Camera(map, state.geometry, parts, legend.element);
    camera.home();
    paper.addTo(map);
    if (options.tiles) wijkmap.backdrop(map, options.tiles, function () {
      state.backdrop = true;
      draw();
      if (state.data) names.show(view());
    });
    circles = new wijkmap.circles.Layer(state.geometry).addTo(map);
    names.addTo(map);
    wijkmap.wheel(map);
    container.tabIndex = 0;
    container.setAttribute("role", "application");
    container.setAttribute("aria-roledescription", "kaart");
    listen(map, container);
  }

  /* Towards the area that is opened. */
  function zoom(by) {
    const opened = view().opened;
    camera.zoom(by, opened && state.geometry.levels[opened.level].points[opened.area]);
  }

  /* What lies over the map: names keep clear of it in the whole view. */
  function obstacles() {
    const frame = parts.stage.getBoundingClientRect();
    const over = [parts.stage.querySelector(".wm-buttons"), parts.stage.querySelector(".leaflet-control-scale")];
    if (parts.frame.classList.contains("wm-wide")) over.push(legend.element);
    return over.map(function (element) {
      const box = element.getBoundingClientRect();
      return L.bounds([box.left - frame.left - 4, box.top - frame.top - 4], [box.right - frame.left + 4, box.bottom - frame.top + 4]);
    });
  }

  function listen(map, container) {
    map.on("mousemove", function (event) {
      state.byKey = false;
      hover(areaAt(event.latlng));
    });
    map.on("mouseout", function () { if (!state.byKey) hover(-1); });
    map.on("movestart", function () { if (!state.byKey && !state.mirrored) hover(-1); });
    map.on("click", function (event) {
      const area = areaAt(event.latlng);
      if (area < 0) { close(); return; }
      open(state.data.level, area);
      if (parts.frame.classList.contains("wm-narrow")) wijkmap.panel.peek(state.data.geometryLevel.names[area]);
    });
    container.addEventListener("keydown", key);
    container.addEventListener("blur", function () {
      if (state.byKey) { state.byKey = false; hover(-1); }
    });
    const watcher = new ResizeObserver(resized);
    watcher.observe(parts.stage);
  }

  function resized() {
    if (!parts.frame.clientWidth || !parts.frame.clientHeight || wijkmap.stage.printing()) return;
    shape();
    parts.frame.style.setProperty("--stage", parts.stage.clientHeight + "px");
    parts.frame.style.setProperty("--wide", parts.stage.clientWidth + "px");
    state.map.invalidateSize(HOME);
    if (camera.atHome) camera.home();
    if (state.data) {
      years.fit(state.data, state.year);
      names.again();
    }
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

  function hover(area) {
    state.mirrored = false;
    const code = area < 0 ? "" : state.data.geometryLevel.codes[area];
    point(area, null, state.data ? link.mark(state.data.level, code, state.data.title) : "");
  }

  /* An area of this map, or a wijk around areas of it; beside: what another map says of it. */
  function point(area, marked, beside) {
    const moved = area !== state.hovered || (marked && marked.area) !== (state.marked && state.marked.area);
    Object.assign(state, { hovered: area, marked: marked, beside: beside });
    if (moved) draw();
    if (area < 0 && !marked) { card.hide(); return null; }
    const facts = marked ? wijkmap.twin.around(state.data, state.geometry, marked.area, state.year) : factsOf(area);
    card.show(Object.assign(facts, { beside: beside, key: facts.key + beside }));
    card.clear(legend.element);
    return facts;
  }

  /* The other map points at an area: so does this one, and it gives its own value back. */
  function mark(name, levelName, code, title) {
    if (!state.data) return "";
    const found = code ? wijkmap.twin.sameArea(state.geometry, state.data.level, code) : null;
    state.mirrored = found !== null;
    const own = found && found.level === state.data.level;
    const facts = point(own ? found.area : -1, own ? null : found, "");
    return facts ? wijkmap.twin.words(name, state.data, facts, title) : "";
  }

  function outline(code) {
    if (code === state.opened) return;
    state.opened = code;
    draw();
    if (state.data) names.show(view());
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
    } else if (event.key === "i") {
      if (state.hovered >= 0) openList(state.data.level === "buurt" ? level.parents[state.hovered] : state.hovered);
    } else if (event.key === "+" || event.key === "=") {
      zoom(0.75);
    } else if (event.key === "-") {
      zoom(-0.75);
    } else if (event.key === "0") {
      camera.home({ animate: true });
    }
  }

  function begin() {
    const level = state.data.geometryLevel;
    const opened = level.index.get(state.opened);
    return opened !== undefined ? opened : 0;
  }

  function walkTo(area) {
    state.byKey = true;
    camera.bringIntoView(state.data.geometryLevel.codes[area]);
    hover(area);
    parts.live.textContent = [wijkmap.facts.spoken(factsOf(area), state.data), state.beside].filter(Boolean).join(" ");
  }

  function open(levelName, area) {
    const code = state.geometry.levels[levelName].codes[area];
    state.own.opened = Date.now();
    if (code === state.opened) return;
    state.opened = code;
    draw();
    names.show(view());
    link.open(code);
    parts.live.textContent = state.geometry.levels[levelName].names[area] + " geopend.";
    tell({ event: "open", area: code });
  }

  /* From a cluster or a sum to what it is made of: the panel's list. */
  function openList(area) {
    const level = state.data.level === "stadsdeel" ? "stadsdeel" : "wijk";
    open(level, area);
    wijkmap.panel.list(state.geometry.levels[level].names[area], state.data.money ? ".wm-amounts" : ".wm-initiatives");
  }

  function close() {
    if (!state.opened) return;
    state.opened = "";
    state.own.opened = Date.now();
    draw();
    names.show(view());
    link.open("");
    parts.live.textContent = "Gesloten.";
    tell({ event: "close" });
  }

  function setYear(year, settled) {
    state.year = year;
    state.own.year = Date.now();
    if (!state.data.classes[year]) return;
    draw();
    legend.show(state.data, year);
    if (state.hovered >= 0 || state.marked) point(state.hovered, state.marked, state.beside);
    window.clearTimeout(state.waiting);
    if (settled) {
      state.waiting = window.setTimeout(function () {
        tell({ event: "year", year: Number(state.data.years[state.year]) });
      }, SETTLE);
    }
  }

  /* The number lets the server see which report is new, also after this frame was remade. A map
     beside another opens no panel: what is opened there stays between the two. */
  function tell(report) {
    if (link.linked && report.event !== "year") return;
    report.seq = Date.now();
    if (window.Streamlit) window.Streamlit.setComponentValue(report);
  }

  /* The component says that there is a note: most often it has been read by then. */
  function paint() {
    window.feature_group = [];
    if (state.geometry) readNote();
  }

  function show(payload) {
    state.payload = payload;
    apply(payload);
  }

  function apply(short) {
    const before = state.data;
    const payload = wijkmap.facts.complete(Object.assign({}, short, wijkmap.later.of(short.later)), state.geometry);
    const data = wijkmap.facts.unpack(payload, state.geometry);
    data.stamp = JSON.stringify([payload.layer, payload.level, payload.scaled, payload.classes, payload.money, payload.symbols]);
    data.legendStamp = JSON.stringify([
      payload.layer, payload.level, payload.title, payload.labels, payload.palette, payload.themes,
      payload.symbols, payload.money, payload.texts,
    ]);
    const other = !before || before.layer !== data.layer || before.years.join() !== data.years.join();
    const year = Math.max(0, data.years.indexOf(payload.year));
    /* A payload may answer an older choice: what the reader just did here goes before it. */
    if (other || Date.now() - state.own.year > OWN_WILL) state.year = year;
    if (!before || (!link.linked && Date.now() - state.own.opened > OWN_WILL)) {
      if (before && payload.opened !== state.opened) camera.bringIntoView(payload.opened);
      state.opened = payload.opened;
    }
    if (before && before.level !== data.level) { state.hovered = -1; state.marked = null; card.hide(); }
    state.data = data;
    state.symbols = data.money ? wijkmap.circles.pills(data) : data.symbols.map(function (one) {
      return wijkmap.facts.symbolsOf(data, state.shapes, one[0]);
    });
    state.symbolKey = JSON.stringify([payload.level, payload.symbols, payload.themes, payload.money]);
    state.map.getContainer().setAttribute("aria-label", data.texts.label);
    parts.source.textContent = [data.texts.source, state.credit].filter(Boolean).join(" · ");
    if (!before) shape();
    legend.show(data, state.year);
    years.show(data, state.year);
    if (!before) resized();
    state.painted += 1;
    if (data.classes[state.year]) paper.showNow(view());
    circles.show(data.money, data.level);
    names.show(view());
    if (state.hovered >= 0 || state.marked) point(state.hovered, state.marked, state.beside);
    wijkmap.later.ask(short.later, function () {
      if (state.payload !== short) return;
      apply(short);
    });
  }

  /* What is to be seen now, as the sheet and the names take it. The sheet alone asks for what
     stands for each area, and only when it is another one. */
  function view() {
    const data = state.data;
    const geometry = state.geometry;
    const classes = data.classes[state.year];
    const levelName = Object.keys(geometry.levels).find(function (one) {
      return geometry.levels[one].index.has(state.opened);
    });
    const opened = levelName && geometry.levels[levelName].index.get(state.opened);
    const differs = data.hatched ? data.differs[state.year] || "" : "";
    return {
      key: state.painted + "/" + data.years[state.year],
      sheet: [data.level, data.palette, classes, data.inside, differs, state.onlyClass, Boolean(state.backdrop)].join(),
      level: data.level,
      fills: function () {
        return classes.split("").map(function (mark) {
          return mark in wijkmap.marks.WORDS ? mark : data.palette[Number(mark)];
        });
      },
      dim: function () {
        return classes.split("").map(function (mark, area) {
          return (data.inside && data.inside[area] !== "1")
            || (state.onlyClass !== null && mark !== state.onlyClass);
        });
      },
      hatched: function () { return differs.split("").map(function (one) { return one === "0"; }); },
      pilots: data.pilotAreas,
      hovered: state.hovered,
      opened: state.marked || (opened === undefined ? null : { level: levelName, area: opened }),
      dimmed: outside,
      backdrop: state.backdrop,
      symbols: state.symbols,
      taken: function () { return circles.boxes(); },
      reach: function (wijk) { return circles.reach(wijk); },
      symbolKey: state.symbolKey,
    };
  }

  /* Whether a filter on place leaves an area out; a wijk is in when one of its buurten is. */
  function outside(levelName, area) {
    const data = state.data;
    if (!data.inside) return false;
    if (levelName === data.level) return data.inside[area] !== "1";
    return levelName === "wijk" && data.level === "buurt" && !data.geometryLevel.parents.some(function (wijk, buurt) {
      return wijk === area && data.inside[buurt] === "1";
    });
  }

  function draw() {
    if (state.data && state.data.classes[state.year]) paper.show(view());
  }

  /* For tests: the classes of a year, and the area at a place. */
  window.wijkmapClasses = function (year) { return state.data.classes[year]; };
  window.wijkmapAt = function (lat, lng) { return areaAt(L.latLng(lat, lng)); };
  window.wijkmapState = function () {
    return {
      layer: state.data ? state.data.layer : "",
      level: state.data ? state.data.level : "",
      year: state.data ? state.data.years[state.year] : "",
      opened: state.opened,
      hovered: state.data && state.hovered >= 0 ? state.data.geometryLevel.codes[state.hovered] : "",
      painted: state.painted,
      drawn: paper ? paper.drawn || 0 : 0,
      sheets: paper ? paper.sheets || 0 : 0,
      shown: paper ? paper.shown || "" : "",
      drawnIn: paper ? paper.drawnIn || 0 : 0,
      backdrop: state.backdrop,
      hatched: state.data && state.data.hatched ? (state.data.differs[state.year] || "").split("0").length - 1 : 0,
      areas: state.data ? state.data.geometryLevel.codes.length : 0,
      zoom: state.map ? state.map.getZoom() : 0,
      center: state.map ? [state.map.getCenter().lat, state.map.getCenter().lng] : null,
      card: card && !card.element.hidden ? card.element.innerText : "",
      linked: link.linked,
    };
  };

  Object.assign(wijkmap, { start, paint });
})();
