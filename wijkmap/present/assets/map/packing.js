/* What the server packs, six bits in a letter: signs of areas, of which each letter holds a row. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const SIGNS = { classes: "01234msn", inside: "01", approximate: "01", differs: "01-" };

  /* The first count signs; an empty text stays empty: it has not come, or says nothing. */
  function unpacked(text, name, count) {
    const signs = SIGNS[name];
    let each = 1;
    while (Math.pow(signs.length, each + 1) <= LETTERS.length) each += 1;
    const rows = new Map(LETTERS.split("").map(function (letter, number) {
      let row = "";
      for (let place = 0; place < each; place += 1) {
        row = signs[number % signs.length] + row;
        number = Math.floor(number / signs.length);
      }
      return [letter, row];
    }));
    return text.split("").map(function (letter) { return rows.get(letter); }).join("").slice(0, count);
  }

  wijkmap.unpacked = unpacked;
})();
