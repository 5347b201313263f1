/* Figures of a map of thousands of areas: asked for once the colours are painted, kept by address. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const MOST = 8;
  const kept = new Map();

  /* What has come before; nothing when it has not. */
  function of(url) {
    return kept.get(url) || {};
  }

  function ask(url, done) {
    if (!url || kept.has(url)) return;
    window.requestAnimationFrame(function () {
      window.setTimeout(function () {
        fetch(url).then(function (answer) {
          if (!answer.ok) throw new Error(url + ": " + answer.status);
          return answer.json();
        }).then(function (figures) {
          if (kept.size >= MOST) kept.delete(kept.keys().next().value);
          kept.set(url, figures);
          done();
        }).catch(function (error) { console.warn("wijkmap:", error); });
      });
    });
  }

  wijkmap.later = { of, ask };
})();
