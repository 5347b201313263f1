/* Left and right through the slides of a briefing; the address keeps the place. */
"use strict";
(function () {
  const slides = [...document.querySelectorAll("main section")];
  const left = document.getElementById("links");
  const right = document.getElementById("rechts");
  const place = document.getElementById("plaats");
  let now = -1;

  function show(wanted, focus) {
    const next = Math.max(0, Math.min(slides.length - 1, wanted));
    if (next === now) return;
    now = next;
    slides.forEach((slide, at) => slide.classList.toggle("shown", at === now));
    left.disabled = now === 0;
    right.disabled = now === slides.length - 1;
    place.textContent = now + 1 + " van " + slides.length;
    history.replaceState(null, "", "#" + (now + 1));
    if (focus) slides[now].querySelector("h1, h2").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 };
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS) show(now + STEPS[event.key], true);
    else if (event.key === "Home") show(0, true);
    else if (event.key === "End") show(slides.length - 1, true);
    else return;
    event.preventDefault();
  });
  left.addEventListener("click", () => show(now - 1, false));
  right.addEventListener("click", () => show(now + 1, false));
  window.addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1, true));
  document.body.classList.add("js");
  show((Number(location.hash.slice(1)) || 1) - 1, false);
})();
