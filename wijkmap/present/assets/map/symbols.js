/* Theme symbols: the shapes that the page uses too, read from one file. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const SVG = "http://www.w3.org/2000/svg";

  function part(svg, d, className) {
    if (!d) return;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    if (className) path.setAttribute("class", className);
    svg.appendChild(path);
  }

  wijkmap.symbol = function (shape) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    part(svg, shape.fill);
    part(svg, shape.line, "wm-line");
    return svg;
  };
})();
