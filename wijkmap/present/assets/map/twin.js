/* Maps beside each other on one page: they show the same part of the city and point at the same
   area. They find each other through a list on the page they share, so nothing goes to the server.

   One map leads: the one that a person last touched. Only a leader speaks, so no echo can start. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const TOUCHES = ["pointermove", "pointerdown", "wheel", "keydown", "focusin"];
  const SAME_ZOOM = 1e-6;
  const ALONE = {
    mark: function () { return ""; }, open: function () {}, linked: false,
  };

  /* Made by the page itself: a list made by a frame would go with that frame. */
  function list() {
    try {
      const page = window.parent;
      if (!page.wijkmapTwins) page.wijkmapTwins = Object.assign(new page.Object(), { all: new page.Set(), leader: null });
      return page.wijkmapTwins;
    } catch (_) {
      return { all: new Set(), leader: null };
    }
  }

  class Twin {
    /* own: {map, name, mark(level, code, title) gives words, open(code), away(), opened()} */
    constructor(own) {
      this.own = own;
      this.frame = window.frameElement;
      this.linked = true;
      this.driving = this.following = this.adrift = false;
      this.list = list();
      this.list.all.forEach(function (one) {
        if (one.frame === this.frame) this.list.all.delete(one);
      }, this);
      this.list.all.add(this);
      window.addEventListener("pagehide", function () { this.list.all.delete(this); }.bind(this));
      this.listen(own.map);
      this.catchUp();
    }

    others() {
      const found = [];
      this.list.all.forEach(function (one) {
        if (!one.frame || !one.frame.isConnected) this.list.all.delete(one);
        else if (one !== this) found.push(one);
      }, this);
      return found;
    }

    leads() { return this.list.leader === this; }

    listen(map) {
      const lead = function () { this.list.leader = this; }.bind(this);
      TOUCHES.forEach(function (name) {
        document.addEventListener(name, lead, { capture: true, passive: true });
      });
      map.on("zoomstart movestart", function () {
        if (this.driving || this.following || !this.leads()) return;
        this.driving = true;
        this.others().forEach(function (one) { one.halt(); });
      }, this);
      map.on("zoomanim", function (event) {
        if (this.driving) this.others().forEach(function (one) { one.glide(event.center, event.zoom); });
      }, this);
      map.on("move", function () { this.tell(false); }, this);
      map.on("moveend", function () {
        this.tell(true);
        this.driving = false;
      }, this);
    }

    tell(ended) {
      if (!this.driving) return;
      const map = this.own.map;
      this.others().forEach(function (one) { one.follow(map.getCenter(), map.getZoom(), ended); });
    }

    /* A map that was made anew takes the view that the other has. */
    catchUp() {
      const other = this.others().find(function (one) { return one.own.away(); });
      if (other) this.follow(other.own.map.getCenter(), other.own.map.getZoom(), true);
      this.others().forEach(function (one) {
        if (one.own.opened()) this.own.open(one.own.opened());
      }, this);
    }

    halt() {
      if (this.driving) this.own.map._stop();
      this.driving = false;
    }

    /* To the same view at once. While the leader is under way only the sheet is shifted; what
       costs more waits for the end. */
    follow(center, zoom, ended) {
      const map = this.own.map;
      if (map._animatingZoom || !map.getSize().x) return;
      const at = L.latLng(center.lat, center.lng);
      const offset = map._getCenterOffset(at).round();
      const same = Math.abs(map.getZoom() - zoom) < SAME_ZOOM;
      const near = Math.max(Math.abs(offset.x), Math.abs(offset.y)) < map.getSize().x;
      this.following = true;
      if (!same || !near) {
        map.setView(at, zoom, { animate: false });
        this.adrift = false;
      } else if (offset.x || offset.y) {
        map._rawPanBy(offset);
        map.fire("move");
        this.adrift = true;
      }
      if (ended && this.adrift) {
        this.adrift = false;
        map.fire("moveend");
      }
      this.following = false;
    }

    glide(center, zoom) {
      this.following = true;
      this.own.map.setView(L.latLng(center.lat, center.lng), zoom, { animate: !wijkmap.stage.still() });
      this.following = false;
    }

    /* Point at the same area on the other maps; gives what they say of it. */
    mark(level, code, title) {
      if (!this.leads()) return "";
      return this.others().map(function (one) { return one.own.mark(level, code, title); })
        .filter(Boolean).join(". ");
    }

    open(code) {
      if (this.leads()) this.others().forEach(function (one) { one.own.open(code); });
    }
  }

  /* The area of a level that a code of any level belongs to. A wijk is no buurt: then only the
     wijk itself can be outlined. */
  function sameArea(geometry, level, code) {
    const own = geometry.levels[level];
    if (own.index.has(code)) return { level: level, area: own.index.get(code) };
    if (level === "wijk" && geometry.levels.buurt && geometry.levels.buurt.index.has(code)) {
      const buurten = geometry.levels.buurt;
      return { level: "wijk", area: buurten.parents[buurten.index.get(code)] };
    }
    if (geometry.levels.wijk.index.has(code)) return { level: "wijk", area: geometry.levels.wijk.index.get(code) };
    return null;
  }

  /* What a map of buurten says of a whole wijk: its lowest and highest buurt, never a mean. */
  function around(data, geometry, wijk, year) {
    const level = data.geometryLevel;
    const inside = level.parents.map(function (one, buurt) { return one === wijk ? buurt : -1; })
      .filter(function (one) { return one >= 0; });
    const known = inside.map(function (one) { return data.table[year][one]; })
      .filter(function (one) { return one !== null && one !== undefined; });
    const low = Math.min.apply(null, known), high = Math.max.apply(null, known);
    const told = function (one) { return wijkmap.numbers.withUnit(one, data.unit, data.decimals); };
    const bare = function (one) { return wijkmap.numbers.bare(one, data.unit, data.decimals); };
    const plain = function (one) { return wijkmap.numbers.plain(one, data.decimals); };
    return {
      key: [data.stamp, "wijk", wijk, year].join(),
      name: geometry.levels.wijk.names[wijk],
      kind: "Deze kaart toont buurten",
      mark: known.length ? "" : "m",
      value: !known.length ? wijkmap.marks.WORDS.m : low === high ? told(low) : plain(low) + " tot " + told(high),
      bare: low === high ? bare(low) : plain(low) + " tot " + bare(high),
      unit: wijkmap.numbers.apart(data.unit) ? data.unit : "",
      year: data.years[year],
      margin: known.length + " van de " + wijkmap.numbers.count(inside.length, "buurt", "buurten") + " bekend",
    };
  }

  /* One line of another map, for the card or the ear. */
  function words(name, data, facts, title) {
    const what = data.title === title ? "" : " " + data.title;
    return name + (what ? "," + what : "") + (facts.year ? " (" + facts.year + ")" : "") + ": " + facts.value;
  }

  wijkmap.twin = {
    join: function (options, own) { return options.side ? new Twin(own) : ALONE; },
    ALONE, around, sameArea, words,
  };
})();
