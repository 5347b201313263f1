/* The note on the page that tells the map what to show. It is read at the moment that the page has
   it, so that the map is painted in the same picture of the screen as the title beside it: the
   component's own message comes one picture later. */
"use strict";
window.wijkmap = window.wijkmap || {};

(function () {
  /* Gives a function that reads the note when it is a new one; it is also called at each change. */
  function reader(id, then) {
    const page = window.parent.document;
    let place = null, last = "";
    const watcher = new MutationObserver(read);

    function read() {
      const note = page.getElementById(id);
      if (!note) return;
      if (note.parentNode !== place) {
        place = note.parentNode;
        watcher.disconnect();
        watcher.observe(place, { childList: true });
      }
      if (note.dataset.stamp === last) return;
      last = note.dataset.stamp;
      then(JSON.parse(note.dataset.figures));
    }

    return read;
  }

  wijkmap.note = { reader };
})();
