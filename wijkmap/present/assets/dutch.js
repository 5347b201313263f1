/* The framework speaks English in its own buttons; this says the same in Dutch.
   Only words that stand alone in a button, label or message are changed, never data. */
(() => {
  const words = {
    "Upload": "Kies een bestand",
    "Browse files": "Kies een bestand",
    "Drag and drop file here": "Of sleep het bestand hierheen",
    "Drag and drop a file here": "Sleep het bestand hierheen",
    "Drag and drop files here": "Sleep de bestanden hierheen",
    "Add files": "Kies een ander bestand",
    "file upload": "Bestand kiezen",
    "add icon": "",
    "Clear all": "Wis alles",
    "Clear value": "Wis de keuze",
    "Clear selection": "Wis de keuze",
    "Choose options": "Maak een keuze",
    "Choose an option": "Maak een keuze",
    "Select all": "Alles kiezen",
    "Selected values": "Gekozen",
    "No results": "Niets gevonden",
    "No options to select": "Niets te kiezen",
    "No options to select.": "Niets te kiezen.",
    "Multiselect options": "Keuzes",
    "Selectbox options": "Keuzes",
    "Loading...": "Even geduld",
    "Running...": "Bezig",
    "Stopping...": "Stopt",
    "Skip to main content": "Naar de inhoud",
    "Main menu": "Menu",
    "Rerun": "Opnieuw",
    "Print": "Afdrukken",
    "Settings": "Instellingen",
    "Record screen": "Scherm opnemen",
    "Record a screencast": "Scherm opnemen",
    "About": "Over",
    "Navigate to home page": "Naar de eerste pagina",
    "App pages": "Pagina's",
    "Sidebar": "Menu",
    "Logo": "wijkmap",
    "Expand sidebar": "Open het menu",
    "Collapse sidebar": "Sluit het menu",
    "Close sidebar": "Sluit het menu",
    "Open sidebar": "Open het menu",
    "Close popup": "Sluiten",
    "Close": "Sluiten",
    "Fullscreen": "Schermvullend",
    "Close fullscreen": "Niet meer schermvullend",
    "Copy to clipboard": "Kopieer",
    "Link to heading": "Link naar deze kop",
    "Error:": "Fout:",
    "Download failed": "Downloaden is niet gelukt. Probeer het nog eens.",
    "Connection error": "Geen verbinding",
    "Connecting": "Verbinding maken",
    "CONNECTING": "Verbinding maken",
    "RUNNING...": "Bezig",
    "Page not found": "Deze pagina bestaat niet",
  };
  const labels = { "Open": "Open de lijst", "Select": "Kies", ...words };
  const patterns = [
    [/^([\d.,]+) ?([KMG]?B) per file(?: • .*)?$/, "hoogstens $1 $2"],
    [/^Remove (.+)$/, "Verwijder $1"],
    [/^(?:Error: )?File must be (\d+)(?:\.\d+)? ?([KMG]?B) or smaller\.?$/,
      "Het bestand is te groot: hoogstens $1 $2. Splits het en lever de delen apart aan."],
    [/^(?:Error: )?.* files are not allowed\.?$/, "Dit soort bestand kan niet. Kies een CSV- of Excelbestand."],
    [/^Only one file is allowed\.?$/, "Kies één bestand tegelijk."],
    [/^The page that you have requested does not seem to exist\..*$/, "U ziet nu de eerste pagina."],
    [/^Is Streamlit still running\?.*$/, "De server antwoordt niet. Probeer het over een minuut nog eens."],
  ];
  const attributes = ["aria-label", "title", "placeholder", "alt"];

  const say = (text, known) => {
    const bare = text.trim();
    if (!bare) return null;
    if (Object.hasOwn(known, bare)) return known[bare];
    for (const [pattern, dutch] of patterns) {
      if (pattern.test(bare)) return bare.replace(pattern, dutch);
    }
    return null;
  };
  const isData = (node) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return !element || element.closest(".stHtml, [translate='no'], script, style") !== null;
  };
  const visitText = (node) => {
    const dutch = say(node.nodeValue, words);
    if (dutch === null || isData(node)) return;
    const whole = node.nodeValue.replace(node.nodeValue.trim(), () => dutch);
    if (whole !== node.nodeValue) node.nodeValue = whole;
  };
  const visitElement = (element) => {
    for (const name of attributes) {
      const text = element.getAttribute(name);
      const dutch = text && say(text, labels);
      if (dutch && dutch !== text && !isData(element)) element.setAttribute(name, dutch);
    }
  };
  const visit = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return visitText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".stHtml")) return;
    visitElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      (node) => node.nodeType === Node.ELEMENT_NODE && node.classList.contains("stHtml")
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) visitText(node);
      else visitElement(node);
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else if (change.type === "characterData") visitText(change.target);
      else visitElement(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
  visit(document.documentElement);
})();
