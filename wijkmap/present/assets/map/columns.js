/* Where names stand that do not fit in their area: in a column beside the gemeente, with a thin
   line to the place, as on a printed map; a name that may not be missed, else as near as it can. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const ROW = 23;
  const STEEP = 1.3;
  const AWAY = 20;
  const FARTHEST = 300;
  const MOST = 40;
  const TURNS = [0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 4, 12, 3, 13, 5, 11];
  const NO_LINE = 8;

  /* Rows as near as they can be to where they want to stand, ROW apart. */
  function spread(wanted) {
    const groups = [];
    wanted.forEach(function (y) {
      groups.push({ sum: y, count: 1 });
      while (groups.length > 1) {
        const last = groups[groups.length - 1], before = groups[groups.length - 2];
        const room = (last.count + before.count) / 2 * ROW;
        if (last.sum / last.count - before.sum / before.count >= room) break;
        before.sum += last.sum;
        before.count += last.count;
        groups.pop();
      }
    });
    return groups.flatMap(function (group) {
      const middle = group.sum / group.count;
      return Array.from({ length: group.count }, function (_, i) {
        return middle + (i - (group.count - 1) / 2) * ROW;
      });
    });
  }

  /* Rows that follow each other closely share one margin: the outermost of theirs. */
  function aligned(rows, ends, outermost) {
    const result = ends.slice();
    let first = 0;
    rows.forEach(function (y, at) {
      if (at + 1 < rows.length && rows[at + 1] - y < 1.5 * ROW) return;
      const margin = outermost.apply(null, ends.slice(first, at + 1));
      result.fill(margin, first, at + 1);
      first = at + 1;
    });
    return result;
  }

  /* asked: [{point, width}] in screen pixels; edge(top, bottom): the gemeente's sides there.
     Gives per entry {side, x, y}: x is where the name begins (east) or ends (west). None when they
     are so many that lines would cross the whole map for the few that find a row. */
  function columns(asked, edge) {
    const placed = asked.map(function () { return null; });
    if (asked.length > MOST) return placed;
    const sides = { east: [], west: [] };
    asked.forEach(function (one, i) {
      const around = edge(one.point.y - ROW / 2, one.point.y + ROW / 2);
      if (!around) return;
      const east = around[1] - one.point.x, west = one.point.x - around[0];
      sides[east <= west ? "east" : "west"].push(i);
    });
    Object.keys(sides).forEach(function (side) {
      const order = sides[side].sort(function (a, b) { return asked[a].point.y - asked[b].point.y; });
      const rows = spread(order.map(function (i) { return asked[i].point.y; }));
      const ends = aligned(rows, order.map(function (i, at) {
        const around = edge(rows[at] - ROW, rows[at] + ROW) || [asked[i].point.x, asked[i].point.x];
        return side === "east" ? around[1] + AWAY : around[0] - AWAY;
      }), side === "east" ? Math.max : Math.min);
      order.forEach(function (i, at) {
        const across = Math.abs(ends[at] - asked[i].point.x);
        if (across > FARTHEST || Math.abs(rows[at] - asked[i].point.y) > STEEP * across) return;
        placed[i] = { side: side, x: ends[at], y: rows[at] };
      });
    });
    return placed;
  }

  /* Spots around a place, the nearest first: {shift, line}; reach: the radius kept free there. The
     line, from a little distance on, ends at the side of the name that is nearest. */
  function around(size, reach) {
    const half = size.divideBy(2);
    const nearest = function (middle, one) { return Math.max(middle - one, Math.min(0, middle + one)); };
    const spots = [];
    for (let gap = 2; gap < FARTHEST / 2; gap += 7) {
      TURNS.forEach(function (turn) {
        const angle = turn * Math.PI / 8;
        const shift = L.point(Math.sin(angle) * (reach + gap + half.x), Math.cos(angle) * (reach + gap + half.y));
        const line = L.point(nearest(shift.x, half.x), nearest(shift.y, half.y));
        spots.push({ shift: shift, line: gap > NO_LINE ? line : undefined });
      });
    }
    return spots;
  }

  Object.assign(wijkmap, { columns, around });
})();
