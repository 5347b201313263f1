/* The geometry that comes once: arcs and rings become paths on a flat sheet.

   A sheet coordinate is a Web Mercator pixel at zoom ZOOM, counted from the corner of the
   gemeente. Paths are built once; every zoom level draws the same paths at another scale. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const ZOOM = 14;
  const PER_TILE = 400;
  const probe = document.createElement("canvas").getContext("2d");

  function decode(raw) {
    const crs = L.CRS.EPSG3857;
    const corner = crs.latLngToPoint(L.latLng(raw.origin[1], raw.origin[0]), ZOOM);

    /* Web Mercator by itself: Leaflet's own way makes three objects per vertex. */
    const world = 256 * Math.pow(2, ZOOM);
    function across(x) { return ((raw.origin[0] + x * raw.step) / 360 + 0.5) * world - corner.x; }
    function down(y) {
      const sine = Math.sin((raw.origin[1] + y * raw.step) * Math.PI / 180);
      return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world - corner.y;
    }
    function place(x, y) { return L.point(across(x), down(y)); }

    function points(deltas) {
      const line = [];
      let x = 0, y = 0;
      for (let i = 0; i < deltas.length; i += 2) {
        x += deltas[i];
        y += deltas[i + 1];
        line.push(place(x, y));
      }
      return line;
    }

    const arcs = raw.arcs.map(points);
    const geometry = {
      zoom: ZOOM,
      name: raw.name,
      words: raw.words,
      corner: corner,
      levels: {},
      regions: raw.neighbours.map(region),
      countries: raw.countries.map(region),
      borders: lines(raw.borders.map(points)),
      water: raw.water.map(function (one) {
        const parts = one.lines.map(points);
        return { name: one.name, path: lines(parts), banks: filled(one), reaches: reaches(parts) };
      }),
      latLng: function (point) { return crs.pointToLatLng(point.add(corner), ZOOM); },
    };

    function region(one) {
      return { name: one.name, path: filled(one), point: place(one.point[0], one.point[1]) };
    }

    function filled(one) {
      const path = new Path2D();
      one.rings.forEach(function (ring) { trace(path, points(ring), true); });
      return path;
    }

    const users = {};
    for (const name of Object.keys(raw.levels)) {
      geometry.levels[name] = level(raw.levels[name]);
      users[name] = usersOf(raw.levels[name].rings);
      geometry.levels[name].beside = besides(users[name], raw.levels[name].codes.length);
    }
    geometry.outline = lines(arcs.filter(function (_, arc) { return sides(users.wijk, arc) === 1; }));
    geometry.between = {
      wijk: lines(arcs.filter(function (_, arc) { return sides(users.wijk, arc) > 1; })),
      stadsdeel: lines(arcs.filter(function (_, arc) { return sides(users.stadsdeel, arc) > 1; })),
      buurt: tiled(arcs.filter(function (_, arc) {
        return sides(users.wijk, arc) === 0 && sides(users.buurt, arc) > 0;
      })),
    };

    function level(rawLevel) {
      const boxes = rawLevel.rings.map(function (rings) {
        const box = L.bounds([]);
        rings.forEach(function (ring) { walk(ring, function (point) { box.extend(point); }); });
        return box;
      });
      const chords = new Map();
      const one = {
        codes: rawLevel.codes,
        names: rawLevel.names,
        parents: rawLevel.parents || [],
        index: new Map(rawLevel.codes.map(function (code, i) { return [code, i]; })),
        paths: rawLevel.rings.map(function (rings) {
          const path = new Path2D();
          rings.forEach(function (ring) {
            let begun = false;
            walk(ring, function (point) {
              if (begun) path.lineTo(point.x, point.y); else path.moveTo(point.x, point.y);
              begun = true;
            });
            path.closePath();
          });
          return path;
        }),
        boxes: boxes,
        points: rawLevel.points.map(function (point) { return place(point[0], point[1]); }),
        room: rawLevel.room.map(function (metres) { return metres / metresPerPixel(raw.origin[1]); }),
        /* How wide an area is on the sheet, half of the areas wider: what fits on a screen follows. */
        width: middle(boxes.map(function (box) { return Math.min(box.getSize().x, box.getSize().y); })),
        chord: function (area) {
          if (!chords.has(area)) chords.set(area, chord(rawLevel.rings[area].map(ringPoints), one.points[area]));
          return chords.get(area);
        },
      };
      return one;
    }

    /* Every vertex of a ring once; an arc ends where the next begins. */
    function walk(ring, see) {
      ring.forEach(function (reference) {
        const arc = arcs[reference < 0 ? ~reference : reference];
        if (reference < 0) for (let i = arc.length - 2; i >= 0; i -= 1) see(arc[i]);
        else for (let i = 1; i < arc.length; i += 1) see(arc[i]);
      });
    }

    function ringPoints(ring) {
      const found = [];
      walk(ring, function (point) { found.push(point); });
      return found;
    }

    geometry.edge = edges(arcs.filter(function (_, arc) { return sides(users.wijk, arc) === 1; }));
    geometry.size = Object.values(geometry.levels).reduce(function (box, one) {
      one.boxes.forEach(function (other) { box.extend(other.min).extend(other.max); });
      return box;
    }, L.bounds([]));
    geometry.hit = hitter(geometry);
    geometry.inRegion = function (one, point) {
      return probe.isPointInPath(one.path, point.x, point.y, "evenodd");
    };
    return geometry;
  }

  /* Stretch of the area to the left and right of a point: the room for its name. */
  function chord(rings, point) {
    let left = -Infinity, right = Infinity;
    rings.forEach(function (ring) {
      ring.forEach(function (to, i) {
        const from = ring[i ? i - 1 : ring.length - 1];
        if ((from.y > point.y) === (to.y > point.y)) return;
        const x = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x);
        if (x <= point.x) left = Math.max(left, x); else right = Math.min(right, x);
      });
    });
    return [left, right];
  }

  /* Most western and eastern x of the gemeente between two heights, or null beside it. */
  function edges(arcs) {
    return function (top, bottom) {
      let west = Infinity, east = -Infinity;
      arcs.forEach(function (arc) {
        for (let i = 1; i < arc.length; i += 1) {
          const from = arc[i - 1], to = arc[i];
          if (Math.max(from.y, to.y) < top || Math.min(from.y, to.y) > bottom) continue;
          west = Math.min(west, from.x, to.x);
          east = Math.max(east, from.x, to.x);
        }
      });
      return west === Infinity ? null : [west, east];
    };
  }

  function metresPerPixel(latitude) {
    return 40075016.7 * Math.cos(latitude * Math.PI / 180) / (256 * Math.pow(2, ZOOM));
  }

  function trace(path, line, closed) {
    line.forEach(function (point, i) {
      if (i) path.lineTo(point.x, point.y); else path.moveTo(point.x, point.y);
    });
    if (closed) path.closePath();
  }

  function lines(parts) {
    const path = new Path2D();
    parts.forEach(function (part) { trace(path, part, false); });
    return path;
  }

  /* Straight reaches of a river, the straightest first: where its name lies best. */
  function reaches(parts) {
    const found = [];
    parts.forEach(function (line) {
      for (let i = 0; i + 8 < line.length; i += 2) {
        const chord = line[i + 8].subtract(line[i]);
        const length = Math.hypot(chord.x, chord.y);
        let walked = 0;
        for (let j = i; j < i + 8; j += 1) walked += line[j].distanceTo(line[j + 1]);
        let angle = Math.atan2(chord.y, chord.x) * 180 / Math.PI;
        if (angle > 90) angle -= 180;
        if (angle < -90) angle += 180;
        found.push({
          score: length * Math.pow(length / walked, 6), angle: Math.round(angle), point: line[i + 4],
          normal: [-chord.y / length, chord.x / length],
        });
      }
    });
    return found.sort(function (one, other) { return other.score - one.score; });
  }

  /* Which areas use each arc. */
  function usersOf(shapes) {
    const users = new Map();
    shapes.forEach(function (rings, area) {
      rings.flat().forEach(function (reference) {
        const arc = reference < 0 ? ~reference : reference;
        if (!users.has(arc)) users.set(arc, new Set());
        users.get(arc).add(area);
      });
    });
    return users;
  }

  function sides(users, arc) {
    return users && users.has(arc) ? users.get(arc).size : 0;
  }

  function besides(users, size) {
    const beside = Array.from({ length: size }, function () { return new Set(); });
    users.forEach(function (areas) {
      areas.forEach(function (one) {
        areas.forEach(function (other) { if (one !== other) beside[one].add(other); });
      });
    });
    return beside;
  }

  /* Area under a point of the sheet, or -1: only areas in the point's square are looked at. */
  function hitter(geometry) {
    const grids = {};
    return function (levelName, point) {
      const level = geometry.levels[levelName];
      grids[levelName] = grids[levelName] || squares(level.boxes);
      const found = grids[levelName](point).find(function (area) {
        return level.boxes[area].contains(point)
          && probe.isPointInPath(level.paths[area], point.x, point.y, "evenodd");
      });
      return found === undefined ? -1 : found;
    };
  }

  /* Which boxes touch the square of a point; squares are as wide as a box is. */
  function squares(boxes) {
    const size = Math.max(1, middle(boxes.map(function (box) { return box.getSize().x; })));
    const held = new Map();
    boxes.forEach(function (box, area) {
      for (let x = Math.floor(box.min.x / size); x <= Math.floor(box.max.x / size); x += 1) {
        for (let y = Math.floor(box.min.y / size); y <= Math.floor(box.max.y / size); y += 1) {
          const key = x + "," + y;
          if (!held.has(key)) held.set(key, []);
          held.get(key).push(area);
        }
      }
    });
    return function (point) {
      return held.get(Math.floor(point.x / size) + "," + Math.floor(point.y / size)) || [];
    };
  }

  function middle(numbers) {
    return numbers.slice().sort(function (one, other) { return one - other; })[Math.floor(numbers.length / 2)] || 0;
  }

  /* Lines in tiles, so that only those in view need be drawn. */
  function tiled(parts) {
    const whole = L.bounds(parts.flatMap(function (part) { return [part[0], part[part.length - 1]]; }));
    const across = Math.ceil(Math.sqrt(parts.length / PER_TILE)) || 1;
    const tiles = new Map();
    parts.forEach(function (part) {
      const size = whole.getSize();
      const x = Math.floor((part[0].x - whole.min.x) / (size.x || 1) * across);
      const y = Math.floor((part[0].y - whole.min.y) / (size.y || 1) * across);
      const key = x + "," + y;
      if (!tiles.has(key)) tiles.set(key, { box: L.bounds([]), path: new Path2D() });
      const tile = tiles.get(key);
      part.forEach(function (point) { tile.box.extend(point); });
      trace(tile.path, part, false);
    });
    return Array.from(tiles.values());
  }

  wijkmap.geometry = { decode };
})();
