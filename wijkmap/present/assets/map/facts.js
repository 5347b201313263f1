/* What a payload says about one area, in words: for the card and for who listens. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const numbers = wijkmap.numbers;

  /* A payload with what it leaves out: words that came with the geometry, years without a text. */
  function complete(payload, geometry) {
    const none = payload.years.map(function () { return ""; });
    const whole = Object.assign(
      { unit: "", inside: "", opened: "", unitText: "", year: "", later: "", scaled: none, margins: none, approximate: none, differs: none },
      geometry.words, payload
    );
    whole.texts = Object.assign({}, geometry.words.texts, payload.texts);
    whole.texts.label = whole.texts.label.replace("{areas}", whole.texts.areas).replace("{title}", whole.title);
    return whole;
  }

  /* Its short strings unpacked and split once. */
  function unpack(payload, geometry) {
    const level = geometry.levels[payload.level];
    const signs = function (name) {
      return function (text) { return wijkmap.unpacked(text, name, level.codes.length); };
    };
    const split = function (text) { return text ? text.split(",") : []; };
    const at = payload.years.map(Number);
    const first = at[0], last = at[at.length - 1];
    return Object.assign(payload, {
      inside: signs("inside")(payload.inside),
      classes: payload.classes.map(signs("classes")),
      approximate: payload.approximate.map(signs("approximate")),
      differs: payload.differs.map(signs("differs")),
      table: payload.scaled.map(function (year) {
        return split(year).map(function (one) { return one === "" ? null : Number(one); });
      }),
      spread: payload.margins.map(split),
      at: at.map(function (year) { return last > first ? (year - first) / (last - first) : 0.5; }),
      geometryLevel: level,
      pilotAreas: payload.pilots
        .map(function (code) { return geometry.levels.wijk.index.get(code); })
        .filter(function (area) { return area !== undefined; }),
      byWijk: new Map(payload.symbols.map(function (one) { return [one[0], one]; })),
    });
  }

  function symbolsOf(data, shapes, wijk) {
    const one = data.byWijk.get(wijk);
    if (!one) return null;
    return {
      area: wijk,
      total: one[1],
      themes: one[2].map(function (pair) {
        const theme = data.themes[pair[0]];
        return { key: theme[0], label: theme[1], count: pair[1], shape: shapes[theme[0]] || shapes[""] };
      }),
    };
  }

  function of(data, geometry, shapes, area, year) {
    const level = data.geometryLevel;
    const mark = data.classes[year][area];
    const absent = mark in wijkmap.marks.WORDS;
    const scaled = data.table[year][area];
    const isPilot = data.level === "wijk" && data.pilotAreas.includes(area);
    const parent = data.level === "buurt" ? geometry.levels.wijk.names[level.parents[area]] : "";
    const years = data.years[year];
    const symbols = data.level === "wijk" ? symbolsOf(data, shapes, area) : null;
    const city = data.city[year];
    const known = data.table.filter(function (one) { return one[area] !== null && one[area] !== undefined; });
    return {
      key: [data.stamp, level.codes[area], year].join(),
      name: level.names[area],
      kind: isPilot ? data.texts.pilot : parent ? "Buurt in " + parent : data.level === "stadsdeel" ? "Stadsdeel" : "",
      mark: absent ? mark : "",
      value: absent ? wijkmap.marks.word(data, mark) : scaled === undefined ? "cijfer wordt geladen" : signed(data, scaled, numbers.withUnit(scaled, data.unit, data.decimals)),
      bare: absent || scaled === undefined ? "" : signed(data, scaled, numbers.bare(scaled, data.unit, data.decimals)),
      unit: numbers.apart(data.unit) ? data.unit : "",
      year: years,
      margin: absent ? "" : margin(data, scaled, (data.spread[year] || [])[area]),
      city: city === null || city === undefined ? ""
        : data.texts.city + ": " + signed(data, city, numbers.bare(city, data.unit, data.decimals)),
      differs: differs(data, year, area),
      approximate: data.approximate[year] && data.approximate[year][area] === "1" ? data.texts.approximate : "",
      trend: data.years.length > 2 && known.length > 2 ? {
        values: data.table.map(function (one) { return one[area] === undefined ? null : one[area]; }),
        city: data.city,
        at: data.at,
        now: year,
        ends: [data.years[0], data.years[data.years.length - 1]],
      } : null,
      money: data.level !== "buurt" && data.money ? wijkmap.circles.told(data, area) : "",
      total: symbols ? symbols.total : 0,
      themes: symbols ? symbols.themes : null,
    };
  }

  /* Whether the area differs from the rest of the city; empty where nothing was tested. */
  function differs(data, year, area) {
    const answer = (data.differs[year] || "")[area];
    if (!answer || data.classes[year][area] in wijkmap.marks.WORDS) return "";
    return { "1": data.texts.differs, "0": data.texts.same, "-": data.texts.silent }[answer];
  }

  /* A difference that is a rise says so with a plus. */
  function signed(data, scaled, text) {
    return data.texts.signed && scaled > 0 ? "+" + text : text;
  }

  /* "12" is 12 down and up, "12+" 13 up, "12-" 11 up; "10~14" is 10 down, 14 up; empty is unknown. */
  function margin(data, scaled, text) {
    if (!text) return data.texts.noMargin;
    const parts = text.split("~");
    const down = parseInt(parts[0], 10);
    const up = parts.length > 1 ? Number(parts[1]) : down + ({ "+": 1, "-": -1 }[text.slice(-1)] || 0);
    return "Marge: " + numbers.plain(scaled - down, data.decimals) + " tot "
      + numbers.plain(scaled + up, data.decimals);
  }

  /* Areas of a class, for who goes through the legend with the keyboard. */
  function members(data, year, mark, words) {
    const level = data.geometryLevel;
    const names = level.names.filter(function (_, area) {
      return data.classes[year][area] === mark && (!data.inside || data.inside[area] === "1");
    });
    return words + ": " + (names.length ? names.join(", ") : "geen " + data.texts.areas) + ".";
  }

  /* One sentence for a screen reader. */
  function spoken(facts, data) {
    const parts = [facts.name];
    if (facts.kind) parts.push(facts.kind);
    parts.push(data.title + (facts.year ? " " + facts.year : "") + ": " + facts.value);
    if (facts.margin) parts.push(facts.margin);
    if (facts.city) parts.push(facts.city);
    if (facts.differs) parts.push(facts.differs);
    if (facts.money) parts.push(facts.money);
    if (facts.total) parts.push(numbers.count(facts.total, "initiatief", "initiatieven"));
    return parts.map(function (one) { return one.replace(/\.$/, ""); }).join(". ") + ".";
  }

  wijkmap.facts = { complete, unpack, of, spoken, members, symbolsOf };
})();
