/* What is there before any figure: the frame's rooms, its buttons, and what must be loaded first. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const PATIENCE = 3000;

  function layout(map) {
    document.documentElement.lang = "nl";
    const frame = L.DomUtil.create("div", "wm-frame");
    const stage = L.DomUtil.create("div", "wm-stage", frame);
    stage.appendChild(map.getContainer());
    document.body.appendChild(frame);
    const parts = {
      frame: frame,
      stage: stage,
      message: L.DomUtil.create("p", "wm-message", stage),
      live: L.DomUtil.create("p", "wm-live", frame),
    };
    parts.message.hidden = true;
    parts.live.setAttribute("aria-live", "polite");
    map.invalidateSize({ animate: false });
    return parts;
  }

  function ask(url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(url + ": " + answer.status);
      return answer.json();
    });
  }

  /* The style sheets arrive after the scripts; nothing can be measured before. */
  function styles(map) {
    const begun = Date.now();
    return new Promise(function (done) {
      (function look() {
        const ours = getComputedStyle(document.documentElement).getPropertyValue("--paper");
        const leaflets = getComputedStyle(map.getPane("mapPane")).position === "absolute";
        if ((ours && leaflets) || Date.now() - begun > PATIENCE) done();
        else window.setTimeout(look, 16);
      })();
    });
  }

  /* Names are measured once: the letters must be there first. A missing font stops nothing. */
  function fonts() {
    const wanted = ["400 15px 'Source Sans 3'", "600 15px 'Source Sans 3'"];
    const patience = new Promise(function (done) { window.setTimeout(done, PATIENCE); });
    return Promise.race([
      Promise.all(wanted.map(function (font) { return document.fonts.load(font); })), patience,
    ]).catch(function () {});
  }

  function buttons(parts, zoom, home) {
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
    make("wm-in", "Inzoomen", "M12 5v14M5 12h14", function () { zoom(0.75); });
    make("wm-out", "Uitzoomen", "M5 12h14", function () { zoom(-0.75); });
    parts.homeButton = make(
      "wm-home", "Hele stad", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
      home
    );
  }

  /* Geometry, symbols and letters; rejected when geometry or symbols cannot be had. */
  function loaded(map, options) {
    return Promise.all([ask(options.geometry), ask(options.symbols), styles(map).then(fonts)]);
  }

  function still() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /* On paper the sheet stays as it was drawn for the screen. */
  function printing() {
    return window.matchMedia("print").matches;
  }

  wijkmap.stage = { layout, loaded, buttons, still, printing };
})();
