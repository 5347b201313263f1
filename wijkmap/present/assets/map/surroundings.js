/* Names of what lies around the gemeente: neighbours, countries and water. Part of the names' layer,
   which gives each its label and its room. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const WATER_BESIDE = 15;
  const NEARBY = (function () {
    const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5];
    const spots = steps.flatMap(function (x) { return steps.map(function (y) { return [x * 34, y * 30]; }); });
    return spots.sort(function (a, b) { return Math.hypot(a[0], a[1]) - Math.hypot(b[0], b[1]); });
  })();

  wijkmap.surroundings = {
    /* Neighbours, countries and water: quiet, and they make way for everything else. */
    _placeFixed: function () {
      const geometry = this._geometry;
      const hits = geometry.inRegion;
      const labels = this._fixed;
      geometry.countries.forEach(function (_, i) {
        this._near(labels.countries[i], function (point) {
          return geometry.hit("wijk", point) < 0 && !geometry.regions.some(function (region) { return hits(region, point); });
        });
      }, this);
      geometry.regions.forEach(function (one, i) {
        this._near(labels.regions[i], function (point) {
          return geometry.hit("wijk", point) < 0 && hits(one, point);
        });
      }, this);
      geometry.water.forEach(function (one, i) { this._placeWater(one, labels.water[i]); }, this);
    },

    _fixedLabels: function () {
      const make = function (kind, list, place) {
        return list.map(function (one, i) {
          const point = place(one);
          return point && this._label(kind + i, "wm-name wm-" + kind, one.name, point);
        }, this);
      }.bind(this);
      const own = function (one) { return one.point; };
      return {
        countries: make("country", this._geometry.countries, own),
        regions: make("region", this._geometry.regions, own),
        water: make("water", this._geometry.water, function (one) { return one.reaches.length ? one.reaches[0].point : null; }),
      };
    },

    /* As near to its point as the name lies wholly where it may. */
    _near: function (label, may) {
      const half = label.size.divideBy(2).add([6, 4]);
      const corners = [[-1, 0], [-0.5, 0], [0, 0], [0.5, 0], [1, 0], [-1, -1], [1, 1], [-1, 1], [1, -1]];
      NEARBY.some(function (spot) {
        if (!this._free(label, L.point(spot))) return false;
        const free = corners.every(function (way) {
          const screen = L.point(spot[0] + way[0] * half.x, spot[1] + way[1] * half.y);
          return may(label.point.add(screen.divideBy(this._scale)));
        }, this);
        return free && this._take(label, L.point(spot));
      }, this);
    },

    /* Along a straight reach, on the side that is not ours. */
    _placeWater: function (one, label) {
      // Water without a straight reach, or that runs through the city, stays without its name.
      if (!label) return;
      one.reaches.some(function (reach) {
        return [1, -1].some(function (side) {
          const shift = L.point(reach.normal).multiplyBy(side * WATER_BESIDE);
          const along = L.point(-reach.normal[1], reach.normal[0]).multiplyBy(label.size.x / 2);
          const clear = [-1, 0, 1].every(function (way) {
            const screen = shift.add(along.multiplyBy(way));
            return this._geometry.hit("wijk", reach.point.add(screen.divideBy(this._scale))) < 0;
          }, this);
          if (!clear) return false;
          label.point = reach.point;
          label.latlng = this._geometry.latLng(reach.point);
          if (!this._take(label, shift)) return false;
          label.inner.style.transform = "translate(-50%,-50%) rotate(" + reach.angle + "deg)";
          return true;
        }, this);
      }, this);
    },
  };
})();
