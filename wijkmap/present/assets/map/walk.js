/* Walking over the map with the keyboard: an arrow goes to the neighbour in that direction. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const WIDE = 1.15;
  const FAR = 2.5;

  /* Neighbour in a direction: those that share a border first, then whoever lies nearest. */
  function neighbour(level, area, key) {
    const way = WAYS[key];
    let best = -1, least = Infinity;
    level.points.forEach(function (point, other) {
      if (other === area) return;
      const move = point.subtract(level.points[area]);
      const ahead = move.x * way[0] + move.y * way[1];
      const aside = Math.abs(move.x * way[1] + move.y * way[0]);
      if (ahead <= 0 || aside > WIDE * ahead) return;
      const effort = (ahead + 1.5 * aside) * (level.beside[area].has(other) ? 1 : FAR);
      if (effort < least) { least = effort; best = other; }
    });
    return best;
  }

  wijkmap.walk = { WAYS, neighbour };
})();
