/* Numbers as a Dutch reader expects them, from whole numbers that Python scaled. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  const HARD = "\u00a0";

  /* 1234 with one digit reads "123,4"; -1234567 with none "−1.234.567". */
  function plain(scaled, decimals) {
    const digits = String(Math.abs(scaled)).padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ".");
    const part = decimals ? "," + digits.slice(digits.length - decimals) : "";
    return (scaled < 0 ? "\u2212" : "") + whole + part;
  }

  /* Drops ",00" of whole euros: the rule of the page. */
  function euro(scaled, decimals) {
    const whole = decimals && scaled % Math.pow(10, decimals) === 0;
    return "€" + HARD + (whole ? plain(scaled / Math.pow(10, decimals), 0) : plain(scaled, decimals));
  }

  function withUnit(scaled, unit, decimals) {
    if (unit === "euro") return euro(scaled, decimals);
    if (unit.startsWith("%")) return plain(scaled, decimals) + "%";
    return plain(scaled, decimals) + (unit ? HARD + unit : "");
  }

  /* Whether a unit stands apart from its number: not a percent sign, not euros. */
  function apart(unit) {
    return Boolean(unit) && unit !== "euro" && !unit.startsWith("%");
  }

  function bare(scaled, unit, decimals) {
    return apart(unit) ? plain(scaled, decimals) : withUnit(scaled, unit, decimals);
  }

  function count(amount, one, more) {
    return plain(amount, 0) + HARD + (amount === 1 ? one : more);
  }

  wijkmap.numbers = { plain, withUnit, bare, apart, count };
})();
