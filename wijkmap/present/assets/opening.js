/* A page that opens shows its parts together, each where it stays, under its title. The framework
   draws them in several turns, with bars of another height for what is not there yet, and the
   foot of the page before the rest. What takes long is shown as it comes. */
(() => {
  const PATIENCE = 2000;
  const OPENING = "wm-opening";
  const root = document.documentElement;
  const main = ".stMainBlockContainer";
  /* The map's own frame shows itself when it has something to show. */
  const missing = `${main} [data-testid="stSkeleton"]:not(:has(~ .stCustomComponentV1))`;
  let titled = false;
  let waiting = 0;

  const whole = () => document.querySelector(`${main} .wm-footer`)
    && document.querySelector('[data-test-script-state="notRunning"]')
    && !document.querySelector(missing);
  const begin = () => {
    clearTimeout(waiting);
    waiting = 0;
    root.classList.add(OPENING);
  };
  const show = () => {
    clearTimeout(waiting);
    root.classList.remove(OPENING);
  };
  const look = () => {
    const title = document.querySelector(`${main} h1`) !== null;
    if (titled && !title) begin();
    titled = title;
    if (!root.classList.contains(OPENING)) return;
    if (title && whole()) show();
    else if (!waiting && document.querySelector(`${main} .stElementContainer`)) waiting = setTimeout(show, PATIENCE);
  };
  begin();
  new MutationObserver(look).observe(root, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"],
  });
})();
