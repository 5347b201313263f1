/* Absence has a shape: the same on the map, in the legend and in the card. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const WORDS = {
    m: "geen openbare gegevens",
    s: "niet getoond (klein aantal)",
    n: "niet van toepassing",
  };
  const HATCH = "#9aa3a8";
  const DOT = "#6b757b";
  const PAPER = "#ffffff";
  const INK = "rgba(23, 34, 42, 0.8)";
  const BREATH = "rgba(255, 255, 255, 0.85)";
  const SIZES = { m: 7, s: 7, n: 22, h: 10 };
  const tiles = new Map();

  /* One tile of a pattern, at the screen's own resolution. */
  function tile(mark, ratio) {
    const key = mark + ratio;
    if (tiles.has(key)) return tiles.get(key);
    const size = SIZES[mark];
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.round(size * ratio);
    const ink = canvas.getContext("2d");
    ink.scale(canvas.width / size, canvas.height / size);
    if (mark === "h") {
      /* Over a colour, so without paper: a dark line in a white one reads on every class. */
      falling(ink, size, BREATH, 2.6);
      falling(ink, size, INK, 0.9);
      tiles.set(key, canvas);
      return canvas;
    }
    ink.fillStyle = PAPER;
    ink.fillRect(0, 0, size, size);
    if (mark === "m") {
      ink.translate(0, size);
      ink.scale(1, -1);
      falling(ink, size, HATCH, 1);
    } else if (mark === "s") {
      ink.fillStyle = DOT;
      ink.beginPath();
      ink.arc(size / 2, size / 2, 1.1, 0, 2 * Math.PI);
      ink.fill();
    } else {
      ink.fillStyle = DOT;
      ink.fillRect(7, size / 2 - 0.5, 8, 1);
    }
    tiles.set(key, canvas);
    return canvas;
  }

  /* Lines from top left to bottom right that join from tile to tile. */
  function falling(ink, size, colour, width) {
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    for (const shift of [-size, 0, size]) {
      ink.beginPath();
      ink.moveTo(shift - 1, -1);
      ink.lineTo(shift + size + 1, size + 1);
      ink.stroke();
    }
  }

  /* Pattern that keeps its size on screen whatever the scale of the sheet. */
  function pattern(ink, mark, scale, ratio) {
    const made = ink.createPattern(tile(mark, ratio), "repeat");
    made.setTransform(new DOMMatrix().scale(SIZES[mark] / tile(mark, ratio).width / scale));
    return made;
  }

  /* Swatch of the legend: a colour, or one of the patterns. */
  function swatch(mark, colour) {
    const canvas = document.createElement("canvas");
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.className = "wm-swatch";
    canvas.width = 28 * ratio;
    canvas.height = 16 * ratio;
    canvas.setAttribute("aria-hidden", "true");
    const ink = canvas.getContext("2d");
    ink.scale(ratio, ratio);
    ink.fillStyle = colour || PAPER;
    ink.fillRect(0, 0, 28, 16);
    if (mark === "n") {
      ink.fillStyle = DOT;
      ink.fillRect(10, 7.5, 8, 1);
    } else if (mark) {
      ink.fillStyle = pattern(ink, mark, 1, ratio);
      ink.fillRect(0, 0, 28, 16);
    }
    return canvas;
  }

  /* Word of an absence; a map of what was computed may have its own for missing and for none. */
  function word(data, mark) {
    return { m: data.texts.missing, n: data.texts.absent }[mark] || WORDS[mark];
  }

  wijkmap.marks = { WORDS, word, pattern, swatch };
})();
