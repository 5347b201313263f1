/* First of the map's scripts: makes the namespace, and asks the browser for the rest at once
   instead of one after the other. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const script = document.currentScript || document.querySelector("script[src*='map/start.js']");
  const source = script ? script.src : "";
  const folder = source.slice(0, source.lastIndexOf("map/start.js"));
  const query = source.includes("?") ? source.slice(source.indexOf("?")) : "";
  const rest = ["numbers", "geometry", "marks", "paper", "backdrop", "symbols", "columns", "names", "circles", "facts", "card", "legend", "years", "walk", "wheel", "stage", "panel", "twin", "frame"];

  function ahead(url, as, type) {
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = as;
    link.href = url;
    if (type) { link.type = type; link.crossOrigin = "anonymous"; }
    document.head.appendChild(link);
  }

  if (folder) {
    ahead(folder + "vendor/leaflet/leaflet.js" + query, "script");
    rest.forEach(function (name) { ahead(folder + "map/" + name + ".js" + query, "script"); });
  }
})();
