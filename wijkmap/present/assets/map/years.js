/* The years: a slider that stops only where there are figures, with buttons and a play button. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const BEAT = 1200;
  const SPARE = 14;
  const ICONS = {
    back: "M15 5l-7 7 7 7",
    on: "M9 5l7 7-7 7",
    play: "M8 5v14l11-7z",
    pause: "M8 5v14M16 5v14",
  };

  function button(parent, className, label, icon, action) {
    const element = L.DomUtil.create("button", "wm-button " + className, parent);
    element.type = "button";
    element.setAttribute("aria-label", label);
    element.title = label;
    draw(element, icon);
    element.addEventListener("click", action);
    return element;
  }

  function draw(element, icon) {
    element.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="' + ICONS[icon]
      + '"' + (icon === "play" ? ' class="wm-solid"' : "") + "/></svg>";
  }

  class Years {
    /* onYear(index, settled): settled is false while playing. */
    constructor(parent, onYear) {
      this.element = L.DomUtil.create("div", "wm-years", parent);
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-label", "Jaar kiezen");
      this.onYear = onYear;
      this.playButton = button(this.element, "wm-play", "Speel de jaren af", "play", this.toggle.bind(this));
      this.backButton = button(this.element, "wm-back", "Vorig jaar met cijfers", "back", this.step.bind(this, -1));
      this.track = L.DomUtil.create("div", "wm-track", this.element);
      this.onButton = button(this.element, "wm-on", "Volgend jaar met cijfers", "on", this.step.bind(this, 1));
      this.only = L.DomUtil.create("p", "wm-only", this.element);
      this.track.tabIndex = 0;
      this.track.setAttribute("role", "slider");
      this.track.setAttribute("aria-label", "Jaar");
      this.track.addEventListener("keydown", this.key.bind(this));
      this.track.addEventListener("pointerdown", this.grab.bind(this));
      this.years = [];
      this.now = 0;
      this.stamp = "";
      this.width = 0;
      this.widths = new Map();
    }

    /* In a frame of another size. */
    fit(data, now) {
      this.width = 0;
      this.widths.clear();
      this.show(data, now);
    }

    /* Each look at a size makes the browser lay out what was changed before: it is kept. */
    show(data, now) {
      const single = data.years.length < 2;
      /* The row keeps its height, so that the map keeps its size from layer to layer. */
      this.element.classList.toggle("wm-single", single);
      this.only.textContent = single ? data.texts.noYears : "";
      if (single) { this.stop(); return; }
      this.width = this.width || this.track.clientWidth;
      const stamp = data.years.join() + data.moments.join() + this.width;
      this.data = data;
      this.years = data.years;
      this.at = data.at;
      this.now = now;
      if (stamp !== this.stamp) {
        this.stamp = stamp;
        this.build(data);
      }
      this.mark();
    }

    build(data) {
      const track = this.track;
      track.replaceChildren();
      L.DomUtil.create("div", "wm-rail", track);
      this.done = L.DomUtil.create("div", "wm-rail-done", track);
      const first = Number(data.years[0]);
      const span = Number(data.years[data.years.length - 1]) - first;
      data.moments.forEach(function (moment) {
        const share = (moment[0] - first) / span;
        if (share < 0 || share > 1) return;
        const sign = L.DomUtil.create("span", "wm-moment", track);
        sign.style.left = share * 100 + "%";
        const words = L.DomUtil.create("span", "", sign);
        words.textContent = moment[1];
        if (!this.widths.has(moment[1])) this.widths.set(moment[1], words.offsetWidth);
        const wide = this.widths.get(moment[1]);
        const at = share * this.width;
        const left = Math.min(at - wide / 2, this.width + SPARE - wide);
        words.style.left = Math.max(left, -SPARE) - at + "px";
      }, this);
      this.ticks = data.years.map(function (year, i) {
        const tick = L.DomUtil.create("span", "wm-tick", track);
        tick.style.left = data.at[i] * 100 + "%";
        L.DomUtil.create("span", "", tick).textContent = year;
        return tick;
      });
      this.thumb = L.DomUtil.create("span", "wm-thumb", track);
      track.setAttribute("aria-valuemin", data.years[0]);
      track.setAttribute("aria-valuemax", data.years[data.years.length - 1]);
    }

    /* Year numbers that fit: the year shown, the ends, then the rest from new to old. */
    mark() {
      const taken = [];
      const last = this.years.length - 1;
      const order = [this.now, last, 0].concat(this.years.map(function (_, i) { return last - i; }));
      this.ticks.forEach(function (tick) { tick.classList.remove("wm-labelled", "wm-now"); });
      order.forEach(function (i) {
        const x = this.at[i] * this.width;
        if (taken.some(function (other) { return Math.abs(other - x) < 38; })) return;
        taken.push(x);
        this.ticks[i].classList.add("wm-labelled");
      }, this);
      this.ticks[this.now].classList.add("wm-now");
      this.thumb.style.left = this.done.style.width = this.at[this.now] * 100 + "%";
      this.track.setAttribute("aria-valuenow", this.years[this.now]);
      this.track.setAttribute("aria-valuetext", this.years[this.now]);
      this.backButton.setAttribute("aria-disabled", this.now === 0);
      this.onButton.setAttribute("aria-disabled", this.now === last);
    }

    go(index, settled) {
      const bounded = Math.min(this.years.length - 1, Math.max(0, index));
      if (bounded === this.now) return;
      this.now = bounded;
      this.mark();
      this.onYear(bounded, settled);
    }

    step(by) {
      this.stop();
      this.go(this.now + by, true);
    }

    key(event) {
      const last = this.years.length - 1;
      const to = {
        ArrowLeft: this.now - 1, ArrowDown: this.now - 1, PageDown: this.now - 1,
        ArrowRight: this.now + 1, ArrowUp: this.now + 1, PageUp: this.now + 1,
        Home: 0, End: last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.stop();
      this.go(to, true);
    }

    grab(event) {
      this.stop();
      const track = this.track;
      track.setPointerCapture(event.pointerId);
      const move = function (moved) {
        const box = track.getBoundingClientRect();
        const share = (moved.clientX - box.left) / box.width;
        const distance = this.at.map(function (at) { return Math.abs(at - share); });
        this.go(distance.indexOf(Math.min.apply(null, distance)), true);
      }.bind(this);
      const release = function () {
        track.removeEventListener("pointermove", move);
      };
      track.addEventListener("pointermove", move);
      track.addEventListener("pointerup", release, { once: true });
      track.addEventListener("pointercancel", release, { once: true });
      move(event);
    }

    toggle() {
      if (this.playing) { this.stop(); return; }
      if (this.now === this.years.length - 1) this.go(0, false);
      this.playing = window.setInterval(function () {
        this.go(this.now + 1, false);
        if (this.now === this.years.length - 1) this.stop();
      }.bind(this), BEAT);
      this.face("pause", "Stop met afspelen");
    }

    stop() {
      if (!this.playing) return;
      window.clearInterval(this.playing);
      this.playing = 0;
      this.face("play", "Speel de jaren af");
      this.onYear(this.now, true);
    }

    face(icon, label) {
      draw(this.playButton, icon);
      this.playButton.setAttribute("aria-label", label);
      this.playButton.title = label;
    }
  }

  wijkmap.Years = Years;
})();
